import CNCurses
import Cells

/// The key for a character as the terminal sent it: Control is in it as a code below 32
/// (ASCII), Alt came as ESC before it.
func key(character: Int32, modifiers: Int32) -> Key? {
  let held = Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: modifiers & 7))
  guard let value = UInt32(exactly: character), let scalar = Unicode.Scalar(value) else {
    return nil
  }
  switch value {
  case 0: return Key(.character(" "), held.union(.control))
  case 9: return Key(.tab, held)
  case 10, 13: return Key(.enter, held)
  case 8, 127: return Key(.backspace, held)
  case 27: return Key(.escape, held)
  case 1...26:
    return Unicode.Scalar(value + 0x60).map { Key(.character($0), held.union(.control)) }
  case 28...31:
    return Unicode.Scalar(value + 0x40).map { Key(.character($0), held.union(.control)) }
  case 0x80...0x9F: return nil
  default: return Key(.character(scalar), held)
  }
}

/// The key for one of the shim's numbers (`CNCURSES_KEY_...`), nil for an unknown one.
func key(number: Int32, modifiers: Int32) -> Key? {
  let held = Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: modifiers & 7))
  let function = Int(number) - CNCURSES_KEY_FUNCTION
  if function > 0 { return Key(.function(function), held) }
  return namedKeys[Int(number)].map { Key($0, held) }
}

private let namedKeys: [Int: Key.Code] = [
  CNCURSES_KEY_UP: .up, CNCURSES_KEY_DOWN: .down,
  CNCURSES_KEY_LEFT: .left, CNCURSES_KEY_RIGHT: .right,
  CNCURSES_KEY_ENTER: .enter, CNCURSES_KEY_TAB: .tab, CNCURSES_KEY_BACKSPACE: .backspace,
  CNCURSES_KEY_DELETE: .delete, CNCURSES_KEY_INSERT: .insert,
  CNCURSES_KEY_HOME: .home, CNCURSES_KEY_END: .end,
  CNCURSES_KEY_PAGE_UP: .pageUp, CNCURSES_KEY_PAGE_DOWN: .pageDown,
]

/// What the mouse did, from a report in the numbers of the SGR protocol (xterm, "ctlseqs", Mouse
/// Tracking): bits 0-1 the button (3: none), 4 Shift, 8 Alt, 16 Control, 32 motion, 64 wheel, 128 the
/// buttons 8 to 11, which mean nothing here. `column` and `row` count from 0; a position outside is moved
/// onto the screen of `columns` x `rows`.
func mouse(
  code: Int32, column: Int32, row: Int32, released: Bool, columns: Int, rows: Int
) -> Mouse? {
  guard code >= 0, code < 128 else { return nil }
  let action: Mouse.Action
  let button: Mouse.Button? =
    switch code & 3 {
    case 0: .left
    case 1: .middle
    case 2: .right
    default: nil
    }
  if code & 64 != 0 {
    guard !released else { return nil }
    action =
      switch code & 3 {
      case 0: .wheelUp
      case 1: .wheelDown
      case 2: .wheelLeft
      default: .wheelRight
      }
  } else if code & 32 != 0 {
    action = button.map { .drag($0) } ?? .hover
  } else if let button {
    action = released ? .release(button) : .press(button)
  } else {
    return nil
  }
  var modifiers: Key.Modifiers = []
  if code & 4 != 0 { modifiers.insert(.shift) }
  if code & 8 != 0 { modifiers.insert(.alt) }
  if code & 16 != 0 { modifiers.insert(.control) }
  return Mouse(
    action, column: min(max(0, Int(column)), max(0, columns - 1)),
    row: min(max(0, Int(row)), max(0, rows - 1)), modifiers: modifiers)
}

/// Pasted bytes as text. Line ends become line feeds: terminals send a carriage return for each.
/// Invalid UTF-8 becomes U+FFFD, except for a character that `isCut` cut in two at the end.
func pastedText(_ bytes: some Collection<UInt8>, isCut: Bool) -> String {
  var rest = Array(bytes)
  if isCut {
    var tail = 0
    while tail < min(3, rest.count), rest[rest.count - 1 - tail] & 0xC0 == 0x80 { tail += 1 }
    if tail < rest.count, rest[rest.count - 1 - tail] >= 0xC0 {
      let lead = rest[rest.count - 1 - tail]
      let needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
      if tail < needed { rest.removeLast(tail + 1) }
    }
  }
  var text = String.UnicodeScalarView()
  var followsReturn = false
  for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars {
    if scalar == "\r" {
      text.append("\n")
    } else if !(scalar == "\n" && followsReturn) {
      text.append(scalar)
    }
    followsReturn = scalar == "\r"
  }
  return String(text)
}

extension Input {
  /// Resizes and hovers come faster than anyone can use them.
  var comesInBursts: Bool { isReplaced(by: self) }

  /// Whether `next` makes this one pointless: of a burst only the last counts.
  func isReplaced(by next: Input) -> Bool {
    switch (self, next) {
    case (.resize, .resize): true
    case (.mouse(let one), .mouse(let other)):
      one.action == .hover && other.action == .hover && one.modifiers == other.modifiers
    default: false
    }
  }
}
