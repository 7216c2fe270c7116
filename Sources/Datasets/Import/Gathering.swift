import Glibc
import Labels

/// Brings together what a file says of an image in many places, such as the boxes that COCO lists
/// after all images.
///
/// Up to 32 MiB are held in memory. What is more goes to temporary files without a name, by a hash of
/// the key, each of which is small enough to be looked at alone: so memory does not grow with the
/// dataset. Then images come in no order; else in that of their first mention.
final class Gathering {
  enum Record {
    /// Its boxes and faults are not kept; they are records of their own.
    case image(ImportedImage)
    case box(ImportedBox)
    case fault(problem: String, line: Int)
  }

  private static let parts = 64

  private let file: String
  private let limit: Int
  private var held: [UInt8] = []
  private var spilled: [UnsafeMutablePointer<FILE>] = []

  /// - Parameters:
  ///   - file: that all records are from.
  ///   - limit: bytes in memory.
  init(file: String, limit: Int = 1 << 25) {
    self.file = file
    self.limit = limit
  }

  deinit { for part in spilled { fclose(part) } }

  func add(_ record: Record, to key: String) throws(DatasetsError) {
    var writer = RecordWriter()
    writer.add(key)
    switch record {
    case .image(let image):
      writer.add(0)
      writer.add(image.name)
      writer.add(image.isStem ? 1 : 0)
      writer.add(image.unit.rawValue)
      writer.add(image.width ?? 0)
      writer.add(image.height ?? 0)
      writer.add(image.sha256 ?? "")
      writer.add(image.line)
    case .box(let one):
      writer.add(1)
      for value in [one.box.x, one.box.y, one.box.width, one.box.height, one.score ?? -1] {
        writer.add(value)
      }
      writer.add(one.className)
      writer.add(one.line)
    case .fault(let problem, let line):
      writer.add(2)
      writer.add(problem)
      writer.add(line)
    }
    withUnsafeBytes(of: writer.bytes.count) { held.append(contentsOf: $0) }
    held.append(contentsOf: writer.bytes)
    if held.count > limit { try spill() }
  }

  /// Calls `body` with each key and its records, in the order in which they were added.
  func forEach(_ body: (String, [Record]) throws -> Void) throws {
    guard !spilled.isEmpty else { return try group(held, body) }
    try spill()
    for part in spilled { try group(Self.contents(of: part), body) }
  }

  private func group(
    _ bytes: [UInt8], _ body: (String, [Record]) throws -> Void
  ) throws {
    var places: [String: Int] = [:]
    var groups: [(key: String, records: [Record])] = []
    var reader = RecordReader(bytes[...])
    while !reader.isAtEnd {
      var record = RecordReader(reader.take(reader.number()))
      let key = record.text()
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append((key, []))
      }
      groups[place].records.append(decoded(&record))
    }
    for group in groups { try body(group.key, group.records) }
  }

  private func decoded(_ record: inout RecordReader) -> Record {
    switch record.number() {
    case 0:
      let name = record.text()
      let isStem = record.number() == 1
      let unit: ImportedImage.Unit = record.number() == 1 ? .shares : .pixels
      let (width, height, sha256) = (record.number(), record.number(), record.text())
      var image = ImportedImage(
        name: name, isStem: isStem, unit: unit, file: file, line: record.number())
      if width > 0, height > 0 { (image.width, image.height) = (width, height) }
      image.sha256 = sha256.isEmpty ? nil : sha256
      return .image(image)
    case 1:
      let box = Box(
        x: record.double(), y: record.double(), width: record.double(), height: record.double())
      let score = record.double()
      return .box(
        ImportedBox(
          box: box, className: record.text(), score: score < 0 ? nil : score,
          line: record.number()))
    default: return .fault(problem: record.text(), line: record.number())
    }
  }

  // MARK: Temporary files

  private func spill() throws(DatasetsError) {
    while spilled.count < Self.parts {
      guard let part = tmpfile() else { throw Self.noRoom }
      spilled.append(part)
    }
    var pieces = [[UInt8]](repeating: [], count: Self.parts)
    var reader = RecordReader(held[...])
    while !reader.isAtEnd {
      let count = reader.number()
      let record = reader.take(count)
      var key = RecordReader(record)
      let part = Self.hash(key.take(key.number())) % Self.parts
      withUnsafeBytes(of: count) { pieces[part].append(contentsOf: $0) }
      pieces[part].append(contentsOf: record)
    }
    for (part, piece) in zip(spilled, pieces) where !piece.isEmpty {
      guard fwrite(piece, 1, piece.count, part) == piece.count else { throw Self.noRoom }
    }
    held.removeAll(keepingCapacity: true)
  }

  private static func contents(of part: UnsafeMutablePointer<FILE>) throws(DatasetsError) -> [UInt8]
  {
    guard fflush(part) == 0, fseek(part, 0, SEEK_END) == 0 else { throw noRoom }
    var bytes = [UInt8](repeating: 0, count: ftell(part))
    rewind(part)
    guard fread(&bytes, 1, bytes.count, part) == bytes.count else { throw noRoom }
    return bytes
  }

  /// FNV-1a.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(
      bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 32)
  }

  private static var noRoom: DatasetsError {
    .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
  }
}
