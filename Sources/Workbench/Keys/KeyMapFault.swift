package import Cells

/// What is wrong with a keymap.
package enum KeyMapFault: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownPreset(String)
  case unknownName(String, nearest: String?)
  /// No line of the table with this name is for this role.
  case notForRole(String, Session.Role)
  case unknownKey(String, name: String)
  case cannotBeSent(String, name: String, why: String)
  /// One key, two meanings at once.
  case conflict(Key, name: String, other: String, Session.Role)
  /// Nothing is left to do this with.
  case noWay(name: String)

  /// The names in the keymap that it is about, the likelier one first.
  package var names: [String] {
    switch self {
    case .unknownPreset: ["preset"]
    case .unknownName(let name, _), .notForRole(let name, _), .unknownKey(_, let name),
      .cannotBeSent(_, let name, _), .noWay(let name):
      [name]
    case .conflict(_, let name, let other, _): [other, name]
    }
  }

  package var description: String {
    switch self {
    case .unknownPreset(let name):
      let all = KeyMap.presets.map(\.name).joined(separator: ", ")
      return "there is no preset \(name); there are: \(all)"
    case .unknownName(let name, let nearest):
      let hint = nearest.map { "did you mean \($0)?" } ?? "tessera keys lists the names"
      return "nothing is called \(name); \(hint)"
    case .notForRole(let name, let role):
      return "\(name) is nothing that \(role == .labeler ? "a labeler" : "an expert") does; "
        + "move it to [keys] or take it out"
    case .unknownKey(let text, let name):
      return "\(name): there is no key \(text); write w, W, Space, Left, Ctrl-R, Alt-X or F2"
    case .cannotBeSent(let text, let name, let why):
      return "\(name): \(text) cannot be used: \(why)"
    case .conflict(let key, let name, let other, let role):
      return "\(key.text) means both \(name) and \(other) to "
        + "\(role == .labeler ? "labelers" : "experts"); give one of them another key, or none: []"
    case .noWay(let name):
      return "no key is left for \(name); give it at least one"
    }
  }
}
