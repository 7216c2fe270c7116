package import Cells

extension Key {
  /// As printed on the key: `Shift-Tab`, `Ctrl-R`, `←`.
  package var name: String {
    var name = ""
    if modifiers.contains(.control) { name += "Ctrl-" }
    if modifiers.contains(.alt) { name += "Alt-" }
    if modifiers.contains(.shift) { name += "Shift-" }
    switch code {
    case .character(" "): name += "Space"
    case .character(let scalar):
      let text = String(Character(scalar))
      name += modifiers.isEmpty ? text : text.uppercased()
    case .up: name += "↑"
    case .down: name += "↓"
    case .left: name += "←"
    case .right: name += "→"
    case .enter: name += "Enter"
    case .tab: name += "Tab"
    case .escape: name += "Esc"
    case .backspace: name += "Backspace"
    case .delete: name += "Del"
    case .insert: name += "Ins"
    case .home: name += "Home"
    case .end: name += "End"
    case .pageUp: name += "PgUp"
    case .pageDown: name += "PgDn"
    case .function(let number): name += "F\(number)"
    }
    return name
  }
}
