import Cells
import Labels
import Pixels

/// Carries out an action on the wall or in the closeup.
func perform(_ action: WallAction, _ wall: inout Wall) -> [WallEffect] {
  switch action {
  case .move, .page, .first, .last: move(action, &wall)
  case .open: return wall.open()
  case .larger: wall.size = min(wall.size + 1, WallLayout.widths.count - 1)
  case .smaller: wall.size = max(wall.size - 1, 0)
  case .nextState, .nextClass, .nextLabeler, .nextDisagreement, .nextOrder:
    return wall.cycle(action)
  case .typeName: wall.typing = TextField(wall.filter.name)
  case .clear:
    guard !wall.filter.isEmpty else {
      wall.message = "q leaves the wall."
      return []
    }
    wall.filter = ImageFilter(order: wall.filter.order)
    return wall.list()
  case .refresh: return wall.list()
  case .pan, .zoomIn, .zoomOut, .zoomFit, .zoomActual: wall.look(action)
  case .cycleShown: wall.closeup?.cycleShown()
  case .next, .previous:
    wall.selected += action == .next ? 1 : -1
    wall.keepInSight()
    guard wall.selectedImage != wall.closeup?.card.image.id else {
      wall.message = action == .next ? "This is the last image." : "This is the first image."
      return []
    }
    return wall.open()
  case .work: return work(&wall)
  case .close: wall.closeup = nil
  case .help: wall.help = 0
  case .redraw: return [.redraw]
  case .suspend: return [.suspend]
  case .quit: return [.quit]
  }
  return []
}

private func move(_ action: WallAction, _ wall: inout Wall) {
  let layout = WallLayout(wall)
  switch action {
  case .move(.left): wall.selected -= 1
  case .move(.right): wall.selected += 1
  case .move(.up): wall.step(-layout.across)
  case .move(.down): wall.step(layout.across)
  case .page(let up): wall.step(up ? -layout.count : layout.count)
  case .first: wall.selected = 0
  case .last: wall.selected = wall.images.count - 1
  default: break
  }
}

/// To the workbench, with the image of the closeup.
private func work(_ wall: inout Wall) -> [WallEffect] {
  guard let card = wall.closeup?.card else { return [] }
  if card.mayRevise { return [.work(image: card.image.id, as: .labeler)] }
  if wall.mayDecide(card) { return [.work(image: card.image.id, as: .expert)] }
  wall.message =
    card.own != nil && card.state.isDecided
    ? "It is \(card.state.rawValue): your answer stands." : "This image is only to be looked at."
  return []
}

extension Wall {
  /// Whether the viewer may be given the image as a dispute.
  func mayDecide(_ card: ImageCard) -> Bool {
    viewer.role == .expert && card.state == .disputed
  }

  /// Goes up or down by so many images, in the same column, as far as there are rows.
  mutating func step(_ by: Int) {
    let across = WallLayout(self).across
    let wanted = selected + by
    if wanted < 0 {
      selected %= across
    } else if wanted >= images.count {
      // In the last row, or in the one before where that has no such column.
      let last = max(0, images.count - 1)
      let column = selected % across
      let place = last / across * across + column
      selected = place <= last ? place : last / across == selected / across ? selected : last
    } else {
      selected = wanted
    }
  }

  /// Opens the closeup of the selected image.
  mutating func open() -> [WallEffect] {
    guard let image = selectedImage, let card = cards[image] else { return [] }
    let shown = closeup?.shown
    var next = Closeup(card: card)
    if shown == .everybody || shown == .nobody { next.shown = shown ?? .outcome }
    closeup = next
    refit()
    return [.open(card.image)]
  }

  // MARK: Filters

  /// The states that the viewer can find: blind ones know of no dispute.
  var states: [ImageState] {
    ImageState.allCases.filter { viewer.role == .expert || $0 != .disputed }
  }

  static let disagreements = [0.05, 0.1, 0.2, 0.3, 0.5]

  mutating func cycle(_ action: WallAction) -> [WallEffect] {
    switch action {
    case .nextState:
      let state = filter.states.count == 1 ? filter.states.first : nil
      let next = Self.next(after: filter.states.count > 1 ? states.last : state, in: states)
      filter.states = next.map { [$0] } ?? []
    case .nextClass: filter.classID = Self.next(after: filter.classID, in: classes.map(\.id))
    case .nextLabeler: filter.labeler = Self.next(after: filter.labeler, in: labelers)
    case .nextDisagreement:
      filter.disagreementUpTo = nil
      filter.disagreementOver = Self.next(after: filter.disagreementOver, in: Self.disagreements)
    case .nextOrder: filter.order = filter.order == .added ? .worstFirst : .added
    default: break
    }
    return list()
  }

  /// The value that follows in a cycle which begins and ends with nil, "any".
  static func next<Value: Equatable>(after value: Value?, in all: [Value]) -> Value? {
    guard let value else { return all.first }
    guard let place = all.firstIndex(of: value) else { return nil }
    return all.indices.contains(place + 1) ? all[place + 1] : nil
  }
}
