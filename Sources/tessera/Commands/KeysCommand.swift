import ArgumentParser
import Workbench

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Show the keys in force, or check a keymap.",
    discussion: """
      Examples:
        tessera keys --preset cvat
        tessera keys > ~/.config/tessera/keys.toml
        tessera keys --check ~/.config/tessera/keys.toml

      What is printed is a keymap itself: change it, save it, and give it to --keys, or keep it as \
      keys.toml in $XDG_CONFIG_HOME/tessera (~/.config/tessera). A key that means two things at \
      once, or that terminals cannot send, is refused, with its line.
      """)

  @Option(help: "The keys of tessera, labelimg or cvat, not yours.") var preset: String?
  @Option(help: "Only check this file: exits 78 and says why when it cannot be used.")
  var check: String?
  @Flag(help: "A line of JSON for each thing that can be done.") var json = false

  func validate() throws {
    if preset != nil, check != nil {
      throw ValidationError("--preset and --check exclude each other")
    }
  }

  func run() throws {
    if let check {
      let keys = try KeyMapFile.keys(SettingsFile(path: check))
      return json ? try list(keys) : try Console.say("\(check): this keymap can be used.")
    }
    let keys = try Settings.read(keys: preset).keys
    if json { try list(keys) } else { try Console.emit(bytes: Array(KeyMapFile.text(keys).utf8)) }
  }

  private func list(_ keys: KeyMap) throws {
    for binding in keys.bindings { try Console.emit(encoded(BindingLine(binding))) }
  }
}

/// One line of the key table as `keys --json` prints it.
struct BindingLine: Encodable {
  let name, help: String
  let keys, roles, focus: [String]
  let command: String?

  init(_ binding: Binding) {
    name = binding.name
    help = binding.help
    keys = binding.keys.map(\.text)
    roles = [(Session.Role.labeler, "labeler"), (.expert, "expert")]
      .filter { binding.roles.contains($0.0) }.map(\.1)
    focus = Focus.names.filter { binding.focus.contains($0.focus) }.map(\.name)
    command = binding.command
  }
}
