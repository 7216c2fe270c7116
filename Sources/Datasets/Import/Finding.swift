/// Something in a foreign dataset that is wrong, or that other programs will choke on.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Sendable {
    /// What it is in cannot be imported.
    case fault
    /// It is imported; some other program reads it wrongly or not at all.
    case warning
  }

  package var severity: Severity
  package var file: String
  /// From 1; 0 where the whole file is meant.
  package var line: Int
  package var image: String?
  package var problem: String

  package init(
    _ severity: Severity = .fault, file: String, line: Int, image: String? = nil, problem: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.image = image
    self.problem = problem
  }

  package var description: String {
    (line > 0 ? "\(file):\(line): " : "\(file): ")
      + (image.map { "image \(quoted($0)): " } ?? "") + problem
  }

  /// A value from a file, in quotes; of a long one the beginning.
  static func value(_ text: some StringProtocol) -> String {
    let start = text.unicodeScalars.prefix(80)
    var shown = String(String.UnicodeScalarView(start))
    if start.endIndex != text.unicodeScalars.endIndex { shown += "..." }
    return quoted(shown)
  }
}
