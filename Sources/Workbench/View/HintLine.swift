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

  static func items(_ model: Model, width: Int) -> [Item] {
    var items: [Item] = []
    var column = 0
    for binding in KeyMap.bindings {
      guard let words = binding.hint, let key = binding.keys.first,
        binding.applies(to: model.focus, role: model.session.role)
      else { continue }
      let name = model.display.unicode ? key.name : key.asciiName
      let width = displayWidth(name) + 1 + displayWidth(words)
      items.append(
        Item(column: column, width: width, key: name, words: words, action: binding.action))
      column += width + 2
    }
    return items.filter { $0.column + $0.width <= width }
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
