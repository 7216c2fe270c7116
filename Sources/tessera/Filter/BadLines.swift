import Datasets

/// What of a block of lines cannot be used.
struct BadLines: Sendable {
  /// The lines as they came, each with a line feed.
  private var bytes: [UInt8] = []
  /// What is wrong with each of them.
  private var complaints: [DatasetsError] = []

  var count: Int { complaints.count }

  mutating func add(_ line: UnsafeBufferPointer<UInt8>, because error: DatasetsError) {
    bytes += line
    bytes.append(UInt8(ascii: "\n"))
    complaints.append(error)
  }

  /// Writes them to their file and says why; without a file the first one is the end.
  func settle(in reject: RejectFile?) throws {
    guard let reject else {
      if let error = complaints.first { throw Failure(Failure.code(of: error), "\(error)") }
      return
    }
    try reject.write(bytes)
    for error in complaints { Console.complain("\(error)") }
  }
}
