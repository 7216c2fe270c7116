import Cells
import Workbench

/// A theme as TOML:
///
///     base = "light"          # or dark, high-contrast; what is left out is as there
///     heading = "#005F87"
///     distinct = ["#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7"]
enum ThemeFile {
  /// - Throws: `Failure` that names the file, the line and what to do
  static func inks(_ file: SettingsFile) throws -> Inks {
    var inks = try base(file)
    for (name, value) in file.values.sorted(by: { $0.key < $1.key }) where name != "base" {
      if name == "distinct" {
        inks.distinct = try distinct(value, file)
      } else if let path = Inks.names.first(where: { $0.name == name })?.path {
        guard case .text(let text) = value, let ink = Ink(hexadecimal: text) else {
          throw file.failure("\(name) is a color in quotes, such as \"#8FBCBB\"", at: name)
        }
        inks[keyPath: path] = ink
      } else {
        let names = (["base", "distinct"] + Inks.names.map(\.name)).joined(separator: ", ")
        throw file.failure("\(name) is not known here; a theme has \(names)", at: name)
      }
    }
    guard inks.text.isPlain == inks.paper.isPlain else {
      throw file.failure("text and paper go together: give both, or neither")
    }
    if let fault = inks.hardToRead {
      let contrast = (fault.contrast * 10).rounded(.down) / 10
      throw file.failure(
        "\(fault.ink) on \(fault.on) has a contrast of \(contrast); choose colors that reach 4.5, "
          + "or they cannot be read well", at: fault.ink)
    }
    return inks
  }

  private static func base(_ file: SettingsFile) throws -> Inks {
    switch file.values["base"] {
    case nil, .text("dark"): return .dark
    case .text("light"): return .light
    case .text("high-contrast"): return .highContrastDark
    default: throw file.failure("base is \"dark\", \"light\" or \"high-contrast\"", at: "base")
    }
  }

  private static func distinct(_ value: SettingsFile.Value, _ file: SettingsFile) throws -> [Ink] {
    guard case .list(let texts) = value, texts.count >= 5 else {
      throw file.failure(
        "distinct is a list of five colors or more, for the labelers of a dispute", at: "distinct")
    }
    return try texts.map { text in
      guard let ink = Ink(hexadecimal: text) else {
        throw file.failure("\(text) is no color; write one as \"#8FBCBB\"", at: "distinct")
      }
      return ink
    }
  }
}

extension Ink {
  /// `#RRGGBB`.
  fileprivate init?(hexadecimal text: String) {
    guard text.hasPrefix("#"), text.utf8.count == 7, text.dropFirst().allSatisfy(\.isHexDigit),
      let number = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(rgb: number)
  }
}
