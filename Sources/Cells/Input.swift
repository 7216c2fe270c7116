/// A key as a person names it.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// A printable character as typed: Shift is already in it.
    case character(Unicode.Scalar)
    case up, down, left, right
    case enter, tab, escape, backspace, delete, insert, home, end, pageUp, pageDown
    case function(Int)
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
  }

  package var code: Code
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A plain printable key.
  package init(_ character: Unicode.Scalar) {
    self.init(.character(character))
  }

  /// Control with a lower-case letter.
  package static func control(_ letter: Unicode.Scalar) -> Key {
    Key(.character(letter), .control)
  }
}

/// What a mouse did, in cells, origin top left.
package struct Mouse: Hashable, Sendable {
  package enum Button: Hashable, Sendable { case left, middle, right }

  package enum Action: Hashable, Sendable {
    case press(Button)
    /// Motion while the button is held.
    case drag(Button)
    case release(Button)
    case wheelUp, wheelDown, wheelLeft, wheelRight
    case hover
  }

  package var action: Action
  package var column: Int
  package var row: Int
  package var modifiers: Key.Modifiers

  package init(_ action: Action, column: Int, row: Int, modifiers: Key.Modifiers = []) {
    self.action = action
    self.column = column
    self.row = row
    self.modifiers = modifiers
  }
}

/// What reaches the program from the person at the terminal.
package enum Input: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  case paste(String)
  case resize(columns: Int, rows: Int)
  /// The terminal tells what color its paper is.
  case paper(Ink)
}
