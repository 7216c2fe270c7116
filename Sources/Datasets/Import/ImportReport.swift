/// What a reader found besides images.
package final class ImportReport {
  /// So many are told in full, the others counted: a wrong column makes a million of them.
  package static let mostKept = 1000

  /// The first ones, in the order in which they were come upon.
  package private(set) var findings: [Finding] = []
  package private(set) var faults = 0
  package private(set) var warnings = 0
  /// What this program has no place for, such as masks, and how many of them there were.
  package private(set) var lost: [String: Int] = [:]
  /// The names of the classes that the dataset declares.
  package private(set) var classes: Set<String> = []
  /// Warnings of a kind are told once a file.
  private var warned: Set<String> = []

  /// Told of each finding, also of those that are not kept.
  private let listener: ((Finding) -> Void)?

  package init(listener: ((Finding) -> Void)? = nil) { self.listener = listener }

  package func add(_ finding: Finding) {
    switch finding.severity {
    case .fault: faults += 1
    case .warning: warnings += 1
    }
    listener?(finding)
    if findings.count < Self.mostKept { findings.append(finding) }
  }

  /// Tells what other programs choke on: each problem once a file, where it is first.
  func warn(_ problem: String, file: String, line: Int) {
    guard warned.insert("\(file)\0\(problem)").inserted else { return }
    add(Finding(.warning, file: file, line: line, problem: problem))
  }

  func lose(_ what: String) { lost[what, default: 0] += 1 }

  func declare(_ className: String) { classes.insert(className) }

  /// Opens a file, and tells of a byte-order mark.
  func open(_ path: String) throws(DatasetsError) -> ByteStream {
    let stream = try ByteStream(path: path)
    if stream.hadByteOrderMark {
      add(
        Finding(
          file: path, line: 1,
          problem: "it begins with a byte-order mark (EF BB BF), which most readers take for text: "
            + "save it as UTF-8 without one"))
    }
    return stream
  }
}
