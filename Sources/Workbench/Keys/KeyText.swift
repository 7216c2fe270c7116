package import Cells

/// Why a text names no key that can be used.
package enum KeyTextFault: Error, Hashable, Sendable {
  /// There is no such key.
  case unknown
  /// Terminals do not send it; the text says what to do.
  case cannotBeSent(String)
}

extension Key {
  /// The key of a name as keymaps have it: `w`, `W`, `Space`, `Left`, `Ctrl-R`, `Alt-Shift-H`, `F1`.
  ///
  /// What a terminal sends for a key with Control is a character below 32, which leaves no room for
  /// Shift nor for digits, and makes some of them one with Tab, Enter, Backspace and Escape (ECMA-48;
  /// xterm, "ctlseqs", Modified Keys). Ctrl-S, Ctrl-Q, Ctrl-C and Ctrl-Z are keys here, since the screen
  /// takes the terminal in raw mode.
  package init(text: String) throws(KeyTextFault) {
    var rest = Substring(text)
    var held: Modifiers = []
    while let dash = rest.firstIndex(of: "-"), dash != rest.startIndex,
      rest.index(after: dash) != rest.endIndex
    {
      switch rest[..<dash].lowercased() {
      case "ctrl", "control": held.insert(.control)
      case "alt", "meta": held.insert(.alt)
      case "shift": held.insert(.shift)
      default: throw .unknown
      }
      rest = rest[rest.index(after: dash)...]
    }
    if let code = Self.named(rest) {
      try self.init(named: code, held)
    } else if let scalar = rest.unicodeScalars.first, rest.unicodeScalars.count == 1,
      displayWidth(scalar) == 1, scalar != " "
    {
      try self.init(scalar, held)
    } else {
      throw .unknown
    }
  }

  private init(named code: Code, _ held: Modifiers) throws(KeyTextFault) {
    let allowed: Modifiers =
      switch code {
      case .character: [.control, .alt]
      case .tab: [.shift, .alt]
      case .enter, .backspace: .alt
      case .escape: []
      default: [.control, .alt, .shift]
      }
    guard held.isSubset(of: allowed) else {
      throw .cannotBeSent("terminals send it without that modifier; choose another key")
    }
    self.init(code, held)
  }

  private init(_ scalar: Unicode.Scalar, _ held: Modifiers) throws(KeyTextFault) {
    let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    let letter = String(Character(scalar))
    let small = letter.lowercased().unicodeScalars.first ?? scalar
    if held.contains(.control) {
      guard !held.contains(.shift) else {
        throw .cannotBeSent("terminals send Ctrl-\(letter.uppercased()) for it; leave Shift out")
      }
      switch small {
      case "i": throw .cannotBeSent("terminals send Tab for it; write Tab if that is meant")
      case "j", "m":
        throw .cannotBeSent("terminals send Enter for it; write Enter if that is meant")
      case "h":
        throw .cannotBeSent("terminals send Backspace for it; write Backspace if that is meant")
      case "[": throw .cannotBeSent("terminals send Esc for it; write Esc if that is meant")
      default: break
      }
      guard isLetter || ["\\", "]", "^", "_"].contains(scalar) else {
        throw .cannotBeSent("terminals know Control with letters only; choose another key")
      }
      self.init(.character(small), held)
    } else if held.contains(.alt) {
      let typed =
        !isLetter
        ? scalar : held.contains(.shift) ? letter.uppercased().unicodeScalars.first : small
      guard let typed, !["[", "]", "O", "P", "X", "^", "_"].contains(typed) else {
        throw .cannotBeSent("it begins what terminals send for other keys; choose another key")
      }
      self.init(.character(typed), .alt)
    } else {
      guard !held.contains(.shift) else {
        throw .cannotBeSent(
          isLetter
            ? "write the character that it makes: \(letter.uppercased())"
            : "write the character that it makes")
      }
      self.init(scalar)
    }
  }

  /// The name by which a keymap calls it: that of the help, in ASCII.
  package var text: String { asciiName }

  private static func named(_ text: Substring) -> Code? {
    switch text.lowercased() {
    case "space": return .character(" ")
    case "up": return .up
    case "down": return .down
    case "left": return .left
    case "right": return .right
    case "enter", "return": return .enter
    case "tab": return .tab
    case "esc", "escape": return .escape
    case "backspace": return .backspace
    case "del", "delete": return .delete
    case "ins", "insert": return .insert
    case "home": return .home
    case "end": return .end
    case "pgup", "pageup": return .pageUp
    case "pgdn", "pagedown": return .pageDown
    case let name:
      guard name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number)
      else { return nil }
      return .function(number)
    }
  }
}
