import Datasets

/// The file that tells what an import left out, a line of JSON for each reason.
final class SkippedFile {
  private let file: RejectFile
  private var failure: (any Error)?

  init(path: String, replaces: Bool) throws {
    file = try RejectFile(path: path, replaces: replaces)
  }

  func take(_ finding: Finding) {
    guard failure == nil, finding.severity == .fault else { return }
    do {
      try file.write(Array((try encoded(FindingReport(finding)) + "\n").utf8))
    } catch {
      failure = error
    }
  }

  /// Throws what went wrong since it was made.
  func close() throws {
    if let failure { throw failure }
    try file.close()
  }
}

/// A finding as JSON.
struct FindingReport: Encodable {
  let severity, file: String
  let line: Int?
  let image: String?
  let problem: String

  init(_ finding: Finding) {
    severity = finding.severity.rawValue
    file = finding.file
    line = finding.line > 0 ? finding.line : nil
    image = finding.image
    problem = finding.problem
  }
}
