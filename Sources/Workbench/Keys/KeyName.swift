package import Cells

extension Key {
  /// As printed on the key: `Shift-Tab`, `Ctrl-R`, `←`.
  package var name: String {
    var name = ""
    if modifiers.contains(.control) { name += "Ctrl-" }
    if modifiers.contains(.alt) { name += "Alt-" }
    if modifiers.contains(.shift) || isCapital { name += "Shift-" }
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

  /// Whether it is a capital letter with a modifier, which is printed as one without Shift, too.
  private var isCapital: Bool {
    guard case .character(let scalar) = code, !modifiers.isEmpty else { return false }
    return ("A"..."Z").contains(scalar)
  }
}

extension Model {
  /// A key's name, as far as the terminal has the characters.
  func name(of key: Key) -> String { display.unicode ? key.name : key.asciiName }

  /// The key that does something, to be told to the person; the command where no key is left for it.
  func keyName(_ action: Action) -> String {
    let bindings = session.keys.bindings.filter {
      $0.action == action && $0.roles.contains(session.role)
    }
    if session.isPlain { return bindings.first.map { PlainTable.name(of: $0) } ?? "help" }
    if let key = bindings.lazy.compactMap(\.keys.first).first { return name(of: key) }
    return bindings.lazy.compactMap(\.command).first.map { ":\($0)" } ?? "(no key)"
  }
}
