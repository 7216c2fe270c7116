import TerminalDriver

/// One step of a walk through the key table.
enum Step {
  /// A key of the table: the line's name, the key as `tessera keys` writes it, what is seen then.
  case key(String, String, Sight)
  /// Keys that only lead to the next ones.
  case press([String], Sight)
  /// A `:` command that only leads to the next keys.
  case command(String, Sight)
  /// The terminal loses what is on it.
  case wipe

  /// What shows that a key did its work.
  enum Sight: ExpressibleByStringLiteral {
    case text(String)
    case both(String, String)
    case gone(String)
    /// The hardware cursor, which follows the focus, is elsewhere, hidden or shown.
    case cursorMoves

    init(stringLiteral text: String) { self = .text(text) }
  }
}

/// A key of a line of the table, for one role.
struct KeyOfLine: Hashable, CustomStringConvertible {
  var name, key: String

  var description: String { "\(name): \(key)" }
}

extension Desk {
  /// Takes the steps one by one; each must be seen before the next.
  func walk(_ steps: [Step]) throws {
    for step in steps {
      do {
        switch step {
        case .key(_, let key, let sight): try see(sight) { try press(Self.tmuxName(of: key)) }
        case .press(let keys, let sight): try see(sight) { try session.keys(keys) }
        case .command(let text, let sight): try see(sight) { try command(text) }
        case .wipe: try session.wipe()
        }
      } catch let failure as TmuxSession.Failure {
        throw TmuxSession.Failure(description: "\(step): \(failure.description)")
      }
    }
  }

  private func see(_ sight: Step.Sight, after act: () throws -> Void) throws {
    let place = "#{cursor_flag} #{cursor_x},#{cursor_y}"
    var before = ""
    if case .cursorMoves = sight { before = try session.value(place) }
    try act()
    switch sight {
    case .text(let text): try expect(text)
    case .both(let one, let other): try expect(one, other)
    case .gone(let text): try expectNo(text)
    case .cursorMoves:
      try session.waitUntil("the cursor to move") { try session.value(place) != before }
    }
  }

  /// tmux's name for a key.
  static func tmuxName(of key: String) -> String {
    var name = key
    var held = ""
    for (ours, theirs) in [("Ctrl-", "C-"), ("Alt-", "M-"), ("Shift-", "S-")]
    where name.hasPrefix(ours) && name != ours {
      name.removeFirst(ours.count)
      held += theirs
    }
    let names = [
      "Esc": "Escape", "PgUp": "PPage", "PgDn": "NPage", "Del": "DC", "Backspace": "BSpace",
      "Ins": "IC", ";": "\\;",
    ]
    if held == "S-", name == "Tab" { return "BTab" }
    if !held.isEmpty, name.count == 1, !held.hasSuffix("S-") { name = name.lowercased() }
    return held + (names[name] ?? name)
  }
}
