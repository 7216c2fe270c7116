/// The commands in sentences, made from the table and from that of the keys.
enum PlainHelp {
  static func sentences(_ name: String?, _ model: Model) throws(PlainFault) -> [String] {
    let (role, keys) = (model.session.role, model.session.keys)
    guard let name = name?.lowercased() else { return all(role, keys) }
    if let entry = PlainTable.entry(name, role: role) {
      return [entry.help, "Type: \(entry.usage).", "For example: \(entry.example)."].map(spoken)
    }
    let typed = name.replacing(" ", with: "-")
    guard let binding = PlainTable.binding(typed, role: role, keys: keys) else {
      let near = PlainTable.nearest(to: typed, role: role, keys: keys)
      throw PlainFault(
        "There is no command \(name). " + (near.map { "Did you mean \($0)? " } ?? "")
          + "help lists them.")
    }
    return [sentence(binding)].map(spoken)
  }

  private static func all(_ role: Session.Role, _ keys: KeyMap) -> [String] {
    let own = PlainTable.entries.filter { $0.roles.contains(role) && $0.name.count > 1 }
    var lines = own.map { "\($0.usage). \($0.help)" }
    var told = Set(own.map(\.name))
    for binding in keys.bindings where binding.roles.contains(role) && binding.command != nil {
      let name = PlainTable.name(of: binding)
      guard binding.group == nil, told.insert(name).inserted else { continue }
      lines.append(sentence(binding))
    }
    return (lines + ["A number after most names says how often, such as undo 3."]).map(spoken)
  }

  private static func sentence(_ binding: Binding) -> String {
    "\(PlainTable.name(of: binding)). \(ended(binding.help))"
  }
}
