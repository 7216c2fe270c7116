import Glibc
package import Labels

/// Images whose boxes were found good, on their way into a workspace: kept in a temporary file without
/// a name, so that nothing is stored before all of a dataset was looked at, and memory does not grow
/// with it.
package final class ImportSpool {
  package struct Entry: Sendable {
    /// The workspace's number of the image.
    package var image: Int
    package var name: String
    /// Where the dataset says it.
    package var file: String
    package var line: Int
    package var boxes: [LabeledBox]
    /// As many as boxes; 1 where the dataset has none.
    package var scores: [Double]

    package init(
      image: Int, name: String, file: String, line: Int, boxes: [LabeledBox], scores: [Double]
    ) {
      self.image = image
      self.name = name
      self.file = file
      self.line = line
      self.boxes = boxes
      self.scores = scores
    }
  }

  private let file: UnsafeMutablePointer<FILE>
  package private(set) var images = 0
  package private(set) var boxes = 0

  package init() throws(DatasetsError) {
    guard let file = tmpfile() else { throw Self.noRoom }
    self.file = file
  }

  deinit { fclose(file) }

  package func add(_ entry: Entry) throws(DatasetsError) {
    var writer = RecordWriter()
    writer.add(entry.image)
    writer.add(entry.name)
    writer.add(entry.file)
    writer.add(entry.line)
    writer.add(entry.boxes.count)
    for (labeled, score) in zip(entry.boxes, entry.scores) {
      writer.add(labeled.classID)
      for side in [labeled.box.x, labeled.box.y, labeled.box.width, labeled.box.height, score] {
        writer.add(side)
      }
    }
    try write(withUnsafeBytes(of: writer.bytes.count) { Array($0) })
    try write(writer.bytes)
    images += 1
    boxes += entry.boxes.count
  }

  /// Calls `body` with each entry, in the order in which they were added.
  package func forEach(_ body: (Entry) throws -> Void) throws {
    guard fflush(file) == 0 else { throw Self.noRoom }
    rewind(file)
    for _ in 0..<images {
      var count = RecordReader(try read(8)[...])
      var record = RecordReader(try read(count.number())[...])
      var entry = Entry(
        image: record.number(), name: record.text(), file: record.text(), line: record.number(),
        boxes: [], scores: [])
      for _ in 0..<record.number() {
        let classID = record.number()
        let box = Box(
          x: record.double(), y: record.double(), width: record.double(), height: record.double())
        entry.boxes.append(LabeledBox(box: box, classID: classID))
        entry.scores.append(record.double())
      }
      try body(entry)
    }
  }

  private func write(_ bytes: [UInt8]) throws(DatasetsError) {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Self.noRoom }
  }

  private func read(_ count: Int) throws(DatasetsError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard fread(&bytes, 1, count, file) == count else { throw Self.noRoom }
    return bytes
  }

  private static var noRoom: DatasetsError {
    .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
  }
}
