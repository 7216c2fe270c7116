import FoundationEssentials
package import Labels

/// Reads what `ArchiveExport` wrote, a record at a time.
package struct TesseraReader {
  /// Of the file, for messages too.
  package let path: String

  /// What is beyond is cut off, and the line a fault: no picture and no image's labels come near.
  private static let longest = 1 << 30
  /// How the first line of an archive begins.
  private static let mark = Array(#"{"kind":"tessera","#.utf8)

  /// - Parameter path: of the file, or of the folder that `tessera export` made.
  package init(path: String) {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    self.path = exists && isFolder ? "\(path)/\(ArchiveExport.fileName)" : path
  }

  /// Whether a file, or a folder, is an archive by its first line.
  package static func recognizes(_ path: String) -> Bool {
    let line = try? ByteStream(path: TesseraReader(path: path).path).nextLine(limit: mark.count)
    return line?.bytes == mark
  }

  /// Calls `body` with each record.
  ///
  /// - Throws: `DatasetsError.notAnArchive` with the line, for what is no JSON and for `RecordFault`s
  ///   of `body`; other errors of `body` as they are.
  package func forEachRecord(_ body: (PlainRecord) throws -> Void) throws {
    let file = try ByteStream(path: path)
    while let (line, number) = try file.nextLine(limit: Self.longest) {
      try give(line, number, to: body)
    }
  }

  private func give(
    _ line: [UInt8], _ number: Int, to body: (PlainRecord) throws -> Void
  ) throws {
    do {
      var record = try Self.record(line)
      record.members.removeAll { $0.name == "tool" && number == 1 }
      try body(record)
    } catch let fault as RecordFault {
      throw DatasetsError.notAnArchive(path: path, line: number, problem: fault.problem)
    }
  }

  private static func record(_ line: [UInt8]) throws(RecordFault) -> PlainRecord {
    let value: PlainValue?
    do {
      value = try line.withUnsafeBufferPointer { bytes throws(JSONFault) in
        let document = try JSONReader.read(bytes, from: 0)
        return document.plain(0)
      }
    } catch {
      throw RecordFault("byte \(error.column): \(error.problem)")
    }
    guard case .record(let record)? = value else {
      throw RecordFault("it is no object of finite numbers")
    }
    return record
  }
}

extension JSONDocument {
  /// The value of a node; nil where it holds a number that is none.
  fileprivate func plain(_ node: Int) -> PlainValue? {
    switch self[node] {
    case .null: return .null
    case .bool(let flag): return .flag(flag)
    case .number(let number):
      if let whole = Int(String(decoding: source(of: node), as: UTF8.self)) { return .whole(whole) }
      return number.isFinite ? .number(number) : nil
    case .nonFinite: return nil
    case .text, .escapedText: return .text(text(node))
    case .list:
      var values: [PlainValue] = []
      for child in children(of: node) {
        guard let value = plain(child) else { return nil }
        values.append(value)
      }
      return .list(values)
    case .object:
      var record = PlainRecord()
      var children = children(of: node)
      while let key = children.next(), let child = children.next() {
        guard let value = plain(child) else { return nil }
        record.members.append(PlainRecord.Member(text(key), value))
      }
      return .record(record)
    }
  }
}
