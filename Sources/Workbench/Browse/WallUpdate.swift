import Cells
import Labels
import Pixels

extension Wall {
  /// More than a screen of the smallest tiles holds: a guess.
  static let firstImages = 500

  /// What to do first, and when one comes back to the wall.
  package mutating func start() -> [WallEffect] {
    // What is on the way was asked of a runner that is gone.
    askedCards = []
    askedThumbnails = []
    var effects = list()
    if let closeup {
      self.closeup?.content = .loading
      effects.append(.open(closeup.card.image))
    }
    return effects
  }

  /// Asks for the images that pass the filter. Those on the screen stay until they have come: first
  /// as many as are soon seen, which takes no time in the largest workspace, then all.
  mutating func list() -> [WallEffect] {
    request += 1
    isListing = true
    return [.list(filter, request: request, limit: Self.firstImages)]
  }
}

/// Takes one event: changes the wall and says what is to be done. Pure, as the workbench's is.
package func update(_ wall: inout Wall, _ event: WallEvent) -> [WallEffect] {
  var effects: [WallEffect] = []
  switch event {
  case .input(let input): effects = take(input, &wall)
  case .listed(let request, let listing):
    guard request == wall.request else { return [] }
    take(listing, &wall)
    if !listing.isComplete {
      // After the cards of what is on the screen, which the store must not keep waiting.
      wall.keepInSight()
      return wall.demands() + [.list(wall.filter, request: request, limit: nil)]
    }
  case .cards(let cards): take(cards, &wall)
  case .thumbnail(let image, let thumbnail):
    let layout = WallLayout(wall)
    wall.thumbnails.keep(
      thumbnail, of: image, limit: Wall.limit(layout), needed: Set(wall.near(layout)))
  case .opened(let image, let picture):
    guard wall.closeup?.card.image.id == image else { return [] }
    wall.closeup?.content = .ready(picture)
  case .unreadable(let image, let reason):
    guard wall.closeup?.card.image.id == image else { return [] }
    wall.closeup?.content = .unreadable(reason)
  case .failed(let reason):
    wall.isListing = false
    wall.message = reason
  }
  wall.keepInSight()
  return effects + wall.demands()
}

private func take(_ listing: ImageListing, _ wall: inout Wall) {
  let image = wall.selectedImage
  wall.isListing = !listing.isComplete
  wall.images = listing.images
  wall.total = listing.total
  wall.labelers = listing.labelers
  wall.fresh = []
  wall.askedCards = []
  // The same image stays selected, if it is still there; else, of the same filter, the place.
  if let image, let place = wall.images.firstIndex(of: image) {
    wall.selected = place
  } else if wall.listed != wall.filter {
    wall.selected = 0
  }
  wall.listed = wall.filter
}

private func take(_ cards: [ImageCard], _ wall: inout Wall) {
  let layout = WallLayout(wall)
  let needed = Set(wall.near(layout))
  for card in cards {
    wall.cards.keep(card, of: card.image.id, limit: Wall.limit(layout), needed: needed)
    wall.fresh.insert(card.image.id)
    if wall.closeup?.card.image.id == card.image.id { wall.closeup?.card = card }
  }
}

private func take(_ input: Input, _ wall: inout Wall) -> [WallEffect] {
  switch input {
  case .paper(let ink):
    wall.look.paper = ink
    return []
  case .resize(let columns, let rows):
    wall.columns = columns
    wall.rows = rows
    wall.refit()
    return []
  case .paste(let text):
    wall.typing?.insert(text)
    return []
  case .mouse where wall.isTooSmall: return []
  case .mouse(let mouse): return take(mouse, &wall)
  case .key(let key):
    wall.message = nil
    if key == .control("z") { return [.suspend] }
    if wall.typing != nil { return takeName(key, &wall) }
    if let scroll = wall.help {
      takeInHelp(key, scroll, &wall)
      return []
    }
    let place: WallBinding.Place = wall.closeup == nil ? .wall : .closeup
    guard let action = WallKeys.action(for: key, in: place) else { return [] }
    // Nothing may happen that cannot be seen.
    if wall.isTooSmall, action != .quit, action != .close, action != .redraw { return [] }
    return perform(action, &wall)
  }
}

private func takeName(_ key: Key, _ wall: inout Wall) -> [WallEffect] {
  switch key.code {
  case .escape: wall.typing = nil
  case .character("c") where key.modifiers == .control: wall.typing = nil
  case .character("u") where key.modifiers == .control: wall.typing?.clear()
  case .backspace: wall.typing?.deleteBackward()
  case .character(let scalar) where key.modifiers.isEmpty:
    wall.typing?.insert(String(Character(scalar)))
  case .enter:
    wall.filter.name = wall.typing?.text ?? ""
    wall.typing = nil
    return wall.list()
  default: break
  }
  return []
}

private func takeInHelp(_ key: Key, _ scroll: Int, _ wall: inout Wall) {
  let page = WallHelp.page(wall, scroll: scroll)
  let last = page.lastScroll(rows: wall.rows)
  switch key.code {
  case .down, .character("j"): wall.help = min(last, scroll + 1)
  case .up, .character("k"): wall.help = max(0, min(last, scroll) - 1)
  case .pageDown, .character(" "): wall.help = min(last, scroll + max(1, wall.rows - 4))
  case .pageUp: wall.help = max(0, min(last, scroll) - max(1, wall.rows - 4))
  case .escape, .enter, .character("q"), .character("?"), .character("c"), .function(1):
    wall.help = nil
  default: break
  }
}

// MARK: What is wanted of the runtime

extension Wall {
  /// Thumbnails and cards that are kept: a guess that holds memory to a few megabytes, and at least
  /// what three screens show.
  static func limit(_ layout: WallLayout) -> Int {
    max(3 * layout.count, 200_000 / max(1, layout.width * layout.height))
  }

  /// The images on the screen, nearest to the selected one first, then a screen of those after and
  /// before it.
  func near(_ layout: WallLayout) -> [Int] {
    let shown = range(from: top * layout.across, count: layout.count)
    let byDistance = shown.sorted {
      (abs($0 - selected), $0) < (abs($1 - selected), $1)
    }
    let after = range(from: shown.upperBound, count: layout.count)
    let before = range(from: top * layout.across - layout.count, count: layout.count).reversed()
    return (byDistance + after + before).map { images[$0] }
  }

  private func range(from first: Int, count: Int) -> Range<Int> {
    let start = min(max(0, first), images.count)
    return start..<max(start, min(images.count, first + count))
  }

  /// What is to be asked for: the cards and thumbnails that are missing, unless they are on their
  /// way.
  mutating func demands() -> [WallEffect] {
    let layout = WallLayout(self)
    let near = near(layout)
    var effects: [WallEffect] = []
    let orders = near.compactMap { image -> ThumbnailOrder? in
      guard let record = cards[image]?.image else { return nil }
      let (columns, rows) = layout.fitted(width: record.width, height: record.height)
      if let known = thumbnails[image], known.columns == columns, known.rows == rows { return nil }
      return ThumbnailOrder(image: record, columns: columns, rows: rows)
    }
    // A shorter list gives up what is out of sight.
    if orders != askedThumbnails {
      askedThumbnails = orders
      effects.append(.thumbnails(orders))
    }
    var missing = near.filter { !fresh.contains($0) || cards[$0] == nil }
    if let image = closeup?.card.image.id, !fresh.contains(image) { missing.insert(image, at: 0) }
    if missing != askedCards {
      // What is still missing of the last question comes: ask only for more.
      let asked = Set(askedCards)
      askedCards = missing
      let more = missing.filter { !asked.contains($0) }
      if !more.isEmpty { effects.append(.cards(more)) }
    }
    return effects
  }

  /// Keeps the selection in the images, and the screen on the selection.
  mutating func keepInSight() {
    let layout = WallLayout(self)
    selected = max(0, min(selected, images.count - 1))
    let row = selected / layout.across
    let lastRow = max(0, (images.count - 1) / layout.across)
    top = max(0, min(top, lastRow - layout.down + 1))
    top = min(row, max(top, row - layout.down + 1))
  }
}
