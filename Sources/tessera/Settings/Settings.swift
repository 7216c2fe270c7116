import ArgumentParser
import FoundationEssentials
import Workbench

/// How a person likes the program to be: from the command line, else from their folder of settings.
struct Settings {
  var keys: KeyMap
  var theme: Look.Theme

  /// `$XDG_CONFIG_HOME/tessera`, or `~/.config/tessera` (XDG Base Directory Specification 0.8);
  /// nil without a home.
  static var folder: String? {
    if let folder = environment("XDG_CONFIG_HOME"), !folder.isEmpty { return folder + "/tessera" }
    return environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.config/tessera" }
  }

  /// What `config.toml` and `keys.toml` of the folder say, unless the command line says otherwise.
  static func read(keys: String? = nil, theme: String? = nil) throws -> Settings {
    let config = try Configuration.read()
    return Settings(
      keys: try keyMap(keys ?? config.keys), theme: try look(theme ?? config.theme ?? "auto"))
  }

  /// The keymap of a preset's name or of a file; nil for the person's own, or else Tessera's.
  private static func keyMap(_ choice: String?) throws -> KeyMap {
    if let choice {
      if KeyMap.presets.contains(where: { $0.name == choice }) {
        return try KeyMap.preset(choice)
      }
      guard FileManager.default.fileExists(atPath: choice) else {
        let presets = KeyMap.presets.map(\.name).joined(separator: ", ")
        throw Failure(
          .configuration,
          "there is no keymap \(choice): give the path of a file, or one of \(presets).")
      }
      return try KeyMapFile.keys(SettingsFile(path: choice))
    }
    guard let own = folder.map({ $0 + "/keys.toml" }), FileManager.default.fileExists(atPath: own)
    else { return .tessera }
    return try KeyMapFile.keys(SettingsFile(path: own))
  }

  private static func look(_ choice: String) throws -> Look.Theme {
    if let known = Look.Theme.named.first(where: { $0.name == choice }) { return known.theme }
    guard FileManager.default.fileExists(atPath: choice) else {
      let names = Look.Theme.named.map(\.name).joined(separator: ", ")
      throw Failure(
        .configuration,
        "there is no theme \(choice): give the path of a file, or one of \(names).")
    }
    return .own(try ThemeFile.inks(SettingsFile(path: choice)))
  }
}

/// `--keys` and `--theme`.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: "Keys: tessera, labelimg, cvat or a TOML file (else your keys.toml; see tessera keys).")
  var keys: String?

  @Option(
    help: """
      Colors: auto (as the terminal's background), dark, light, high-contrast, color-blind or a \
      TOML file.
      """)
  var theme: String?

  func read() throws -> Settings { try Settings.read(keys: keys, theme: theme) }
}

/// `config.toml` in the folder of settings.
struct Configuration {
  var keys: String?
  var theme: String?

  static func read() throws -> Configuration {
    var configuration = Configuration()
    guard let folder = Settings.folder else { return configuration }
    let path = folder + "/config.toml"
    guard FileManager.default.fileExists(atPath: path) else { return configuration }
    let file = try SettingsFile(path: path)
    for (name, value) in file.values.sorted(by: { $0.key < $1.key }) {
      guard ["keys", "theme"].contains(name) else {
        throw file.failure("\(name) is not known here; there are keys and theme", at: name)
      }
      guard case .text(let text) = value else {
        throw file.failure("\(name) is a name or a path in quotes", at: name)
      }
      // A file beside this one, unless its path says otherwise.
      let isPath = text.contains("/") || text.hasSuffix(".toml")
      let place = isPath && !text.hasPrefix("/") ? "\(folder)/\(text)" : text
      if name == "keys" { configuration.keys = place } else { configuration.theme = place }
    }
    return configuration
  }
}
