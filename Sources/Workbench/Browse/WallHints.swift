import Cells
import Labels

/// The keys that apply now, as clickable words, on the last line.
enum WallHints {
  struct Item {
    var column: Int
    var key: String
    var words: String
    var action: WallAction

    var width: Int { displayWidth(key) + 1 + displayWidth(words) }
  }

  /// As many as fit; help and the way out are never left out for the others.
  static func items(_ wall: Wall) -> [Item] {
    let place: WallBinding.Place = wall.closeup == nil ? .wall : .closeup
    var all = WallKeys.bindings.filter { !$0.place.isDisjoint(with: place) }
      .compactMap { binding in binding.hint.map { item(binding, $0, wall) } }
    if let card = wall.closeup?.card, card.mayRevise || wall.mayDecide(card) {
      let words = card.mayRevise ? "revise" : "decide"
      all.insert(Item(column: 0, key: "e", words: words, action: .work), at: 0)
    }
    let isKept = { (item: Item) in [.help, .quit, .close].contains(item.action) }
    var room = wall.columns - all.filter(isKept).reduce(0) { $0 + $1.width + 2 }
    var column = 0
    var items: [Item] = []
    // The ways out stand last, in their order.
    for var item in all.filter({ !isKept($0) }) + all.filter(isKept) {
      if !isKept(item) {
        guard item.width + 2 <= room else { continue }
        room -= item.width + 2
      }
      item.column = column
      column += item.width + 2
      items.append(item)
    }
    return items.filter { $0.column + $0.width <= wall.columns }
  }

  private static func item(_ binding: WallBinding, _ words: String, _ wall: Wall) -> Item {
    let key = binding.keys[0]
    let name = binding.action == .larger || binding.action == .zoomIn ? "+-" : key.name
    return Item(
      column: 0, key: wall.display.unicode ? name : key.code == .enter ? "Enter" : name,
      words: words, action: binding.action)
  }

  static func row(_ wall: Wall) -> Int? { wall.rows >= 5 ? wall.rows - 1 : nil }

  static func action(column: Int, row: Int, _ wall: Wall) -> WallAction? {
    guard row == self.row(wall) else { return nil }
    return items(wall).first { column >= $0.column && column < $0.column + $0.width }?.action
  }

  static func draw(_ wall: Wall, _ theme: Theme, in frame: inout Frame) {
    guard let row = row(wall) else { return }
    if let typing = wall.typing {
      let used = frame.write("name contains: ", column: 1, row: row, style: theme.heading)
      let typed = frame.write(typing.text, column: 1 + used, row: row, style: theme.text)
      frame.cursor = Frame.Position(
        column: min(max(0, wall.columns - 1), 1 + used + typed), row: row)
      return
    }
    for item in items(wall) {
      let used = frame.write(item.key, column: item.column, row: row, style: theme.key)
      frame.write(" \(item.words)", column: item.column + used, row: row, style: theme.faint)
    }
  }
}
