import Datasets

/// Findings on standard error.
enum FindingText {
  /// So many of a kind are shown; a file or a list in JSON has all of them.
  private static let shown = 20

  static func tell(_ report: ImportReport) {
    for severity in [Finding.Severity.warning, .fault] {
      let all = report.findings.filter { $0.severity == severity }
      for finding in all.prefix(shown) {
        Console.note(severity == .warning ? "warning: \(finding)" : "\(finding)")
      }
      let count = severity == .warning ? report.warnings : report.faults
      if count > shown { Console.note("and \(count - shown) more of this kind") }
    }
    for (what, count) in report.lost.sorted(by: { $0.key < $1.key }) {
      Console.note("not kept: \(count) \(what)")
    }
  }
}
