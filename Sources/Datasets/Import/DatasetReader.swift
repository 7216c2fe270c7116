/// Reads the files of one format, an image at a time.
package protocol DatasetReader {
  /// Calls `body` with each image of the dataset, and tells the report what is wrong elsewhere.
  ///
  /// What is wrong with one image is in its `faults`. A file that cannot be read to its end is a fault
  /// of the report's; its images so far were given.
  ///
  /// - Throws: `DatasetsError` where a file cannot be opened, and what `body` throws.
  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws
}

extension ImportReport {
  /// Runs a part that reads one file; where that cannot be read on, this is a fault.
  func reading(_ path: String, _ body: (ByteStream) throws -> Void) throws {
    let stream = try open(path)
    do {
      try body(stream)
    } catch let fault as FileFault {
      add(Finding(file: path, line: fault.line, problem: fault.problem))
    }
  }
}

/// Names, of which only digests are kept: of a million images some 40 MB.
struct NameSet {
  private struct Digest: Hashable {
    var high, low: Int
  }

  private var digests: Set<Digest> = []

  /// False where the name is there already.
  mutating func insert(_ name: String) -> Bool {
    var high = Hasher()
    high.combine(name)
    var low = Hasher()
    low.combine(0x7E55)
    low.combine(name)
    return digests.insert(Digest(high: high.finalize(), low: low.finalize())).inserted
  }
}

/// Whole numbers, of which neighbors take little room, as ids are that count up.
struct NumberSet {
  private var blocks: [Int: UInt64] = [:]

  /// False where the number is there already.
  mutating func insert(_ number: Int) -> Bool {
    let bit = UInt64(1) << UInt64(number & 63)
    let before = blocks[number >> 6, default: 0]
    blocks[number >> 6] = before | bit
    return before & bit == 0
  }
}
