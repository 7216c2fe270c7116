import FoundationEssentials
import TOMLKit

/// A file of settings in TOML, as plain values.
struct SettingsFile {
  /// What Tessera's settings are made of.
  enum Value: Hashable {
    case text(String)
    case list([String])
    case table([String: Value])
    /// A number, a date, a list of something else than text.
    case other
  }

  let path: String
  let values: [String: Value]
  private let lines: [Substring]

  /// Reads and parses a file.
  ///
  /// - Throws: `Failure` when it cannot be read (no input) or is no TOML (configuration)
  init(path: String) throws {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw Failure(.noInput, "\(path): the file cannot be read as UTF-8 text.")
    }
    try self.init(text, path: path)
  }

  /// Parses a text; `path` is what errors call it.
  init(_ text: String, path: String) throws {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    do {
      values = Self.plain(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw Failure(
        .configuration,
        "\(path):\(error.source.begin.line): this is no TOML: \(error.description).")
    }
  }

  private static func plain(_ table: TOMLTable) -> [String: Value] {
    var values: [String: Value] = [:]
    for key in table.keys {
      guard let value = table[key] else { continue }
      if let text = value.string {
        values[key] = .text(text)
      } else if let inner = value.table {
        values[key] = .table(plain(inner))
      } else if let array = value.array {
        let texts = array.map(\.string)
        values[key] = texts.contains(nil) ? .other : .list(texts.compactMap { $0 })
      } else {
        values[key] = .other
      }
    }
    return values
  }

  /// What is wrong with the value of a key, with the line where it stands.
  func failure(_ message: String, at key: String? = nil, of table: String? = nil) -> Failure {
    let place = key.flatMap { line(of: $0, in: table) }.map { ":\($0)" } ?? ""
    return Failure(
      .configuration, "\(path)\(place): \(message)\(message.hasSuffix("?") ? "" : ".")")
  }

  /// The line, from 1, on which a key of a table gets its value. The parser does not tell.
  private func line(of key: String, in table: String?) -> Int? {
    var current: String?
    for (index, line) in lines.enumerated() {
      let words = line.drop { $0.isWhitespace }
      if words.hasPrefix("[") {
        current = String(words.dropFirst().prefix { $0 != "]" })
        if table == nil, current == key { return index + 1 }
      } else {
        let name = words.prefix { $0 != "=" && !$0.isWhitespace }.filter { $0 != "\"" && $0 != "'" }
        if name == key, current == table { return index + 1 }
      }
    }
    return nil
  }
}
