import Cells

/// The keys that apply now, as clickable words.
enum HintLine {
  struct Item {
    var column: Int
    var width: Int
    var key: String
    var words: String
    var action: Action
  }

  /// As many as fit; help and quit come last and are never left out for the others.
  static func items(_ model: Model, width: Int) -> [Item] {
    let all = model.session.keys.bindings.filter {
      $0.hint != nil && !$0.keys.isEmpty
        && $0.applies(to: model.focus, role: model.session.role)
    }
    let isKept = { (binding: Binding) in [.help, .quit].contains(binding.action) }
    var items: [Item] = []
    var column = 0
    var room = width - all.filter(isKept).reduce(0) { $0 + size($1, model) + 2 }
    for binding in all {
      let needed = size(binding, model) + 2
      if !isKept(binding) {
        guard needed <= room else { continue }
        room -= needed
      }
      items.append(
        Item(
          column: column, width: needed - 2, key: keyName(binding, model),
          words: binding.hint ?? "", action: binding.action))
      column += needed
    }
    return items.filter { $0.column + $0.width <= width }
  }

  private static func size(_ binding: Binding, _ model: Model) -> Int {
    displayWidth(keyName(binding, model)) + 1 + displayWidth(binding.hint ?? "")
  }

  private static func keyName(_ binding: Binding, _ model: Model) -> String {
    binding.keys.first.map { model.name(of: $0) } ?? ""
  }

  static func draw(_ model: Model, _ area: Layout.Area, _ theme: Theme, in frame: inout Frame) {
    for item in items(model, width: area.width) {
      let used = frame.write(item.key, column: item.column, row: area.row, style: theme.key)
      frame.write(" " + item.words, column: item.column + used, row: area.row, style: theme.faint)
    }
  }
}

extension Key {
  /// The name without characters outside ASCII.
  var asciiName: String {
    name.replacing("↑", with: "Up").replacing("↓", with: "Down").replacing("←", with: "Left")
      .replacing("→", with: "Right")
  }
}
