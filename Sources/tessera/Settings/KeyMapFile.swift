import Workbench

/// A keymap as TOML:
///
///     preset = "labelimg"            # where it begins; without, tessera
///     [keys]                         # for everybody
///     delete = ["Del", "Backspace"]
///     loupe = "F3"
///     [expert]                       # or [labeler]
///     merged = ["m", "Enter"]
enum KeyMapFile {
  private static let roles: [(table: String, role: Session.Role?)] = [
    ("keys", nil), ("labeler", .labeler), ("expert", .expert),
  ]

  /// - Throws: `Failure` that names the file, the line and what to do
  static func keys(_ file: SettingsFile) throws -> KeyMap {
    for name in file.values.keys.sorted()
    where name != "preset" && !roles.contains(where: { $0.table == name }) {
      throw file.failure(
        "\(name) is not known here; a keymap has preset, [keys], [labeler] and [expert]", at: name)
    }
    let preset: String
    switch file.values["preset"] {
    case nil: preset = "tessera"
    case .text(let name): preset = name
    default: throw file.failure("preset is a name in quotes", at: "preset")
    }
    var changes: [KeyChange] = []
    for (table, role) in roles {
      guard let value = file.values[table] else { continue }
      guard case .table(let entries) = value else {
        throw file.failure("\(table) is a table: write [\(table)] on a line of its own", at: table)
      }
      for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
        switch value {
        case .text(let key): changes.append(KeyChange(name, for: role, [key]))
        case .list(let keys): changes.append(KeyChange(name, for: role, keys))
        default:
          throw file.failure(
            "\(name): write its keys in quotes: \(name) = [\"w\", \"F2\"]", at: name, of: table)
        }
      }
    }
    do throws(KeyMapFault) {
      return try KeyMap.preset(preset).changed(by: changes)
    } catch {
      throw failure(of: file, error)
    }
  }

  /// Where the fault is: in the first table that has one of its names.
  private static func failure(of file: SettingsFile, _ fault: KeyMapFault) -> Failure {
    for name in fault.names {
      for (table, _) in roles.reversed() {
        if case .table(let entries) = file.values[table], entries[name] != nil {
          return file.failure("\(fault)", at: name, of: table)
        }
      }
    }
    return file.failure("\(fault)", at: fault.names.first)
  }

  /// A keymap as a file that `keys` reads back, each line with what it does.
  static func text(_ keys: KeyMap) -> String {
    var shared: [(String, Binding)] = []
    var own: [Session.Role: [(String, Binding)]] = [:]
    for binding in keys.bindings {
      let same = keys.bindings.filter { $0.name == binding.name }
      if same.allSatisfy({ $0.keys == binding.keys }) {
        if same.first == binding { shared.append((line(binding), binding)) }
      } else {
        for role in binding.roles { own[role, default: []].append((line(binding), binding)) }
      }
    }
    var text = """
      # Tessera's keys. Save this as ~/.config/tessera/keys.toml and change what you like; what a
      # keymap leaves out stays as in its preset (preset = "tessera", "labelimg" or "cvat").
      # No key: []. Check it: tessera keys --check FILE

      [keys]

      """
    text += block(shared)
    for (table, role) in roles {
      guard let role, let lines = own[role] else { continue }
      text += "\n[\(table)]\n" + block(lines)
    }
    return text
  }

  private static func line(_ binding: Binding) -> String {
    let keys = binding.keys.map { quoted($0.text) }.joined(separator: ", ")
    return "\(binding.name) = [\(keys)]"
  }

  private static func block(_ lines: [(text: String, binding: Binding)]) -> String {
    lines.map { line, binding in
      let gap = String(repeating: " ", count: max(1, 40 - line.unicodeScalars.count))
      return "\(line)\(gap)# \(binding.help)\n"
    }.joined()
  }

  /// A TOML string. One in double quotes would need its backslashes doubled.
  private static func quoted(_ text: String) -> String {
    text.contains("\\") || text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }
}
