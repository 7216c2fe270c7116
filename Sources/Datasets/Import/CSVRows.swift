/// Reads comma-separated values (RFC 4180) row by row: fields in quotes may hold commas, line breaks
/// and doubled quotes.
final class CSVRows {
  /// Of a row, in bytes; no row of a dataset comes near.
  private static let limit = 1 << 20

  struct Row {
    var fields: [String]
    /// Where it begins, from 1.
    var line: Int
    /// What is wrong with it; then its fields mean nothing.
    var problem: String?
  }

  private let stream: ByteStream

  init(_ stream: ByteStream) { self.stream = stream }

  /// The next row that is not empty; nil at the end.
  func next() throws(DatasetsError) -> Row? {
    while let row = try anyRow() {
      if row.fields != [""] || row.problem != nil { return row }
    }
    return nil
  }

  private func anyRow() throws(DatasetsError) -> Row? {
    guard try stream.peek() != nil else { return nil }
    var row = Row(fields: [], line: stream.line)
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var count = 0
    func end() {
      if let bad = firstInvalidByte(of: field, isAtEnd: true) {
        row.problem = notUTF8(field[bad.index])
      }
      row.fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    while let byte = try stream.next() {
      count += 1
      if count > Self.limit {
        row.problem = "a row of more than \(Self.limit) bytes: is a quote missing?"
        field = []
        // What follows has lost its meaning: up to the next line end.
        while let skipped = try stream.next(), skipped != UInt8(ascii: "\n") {}
        return row
      }
      switch byte {
      case UInt8(ascii: "\"") where isQuoted:
        if try stream.peek() == UInt8(ascii: "\"") {
          _ = try stream.next()
          field.append(byte)
        } else {
          isQuoted = false
        }
      case _ where isQuoted: field.append(byte)
      case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted:
        (isQuoted, wasQuoted) = (true, true)
      case UInt8(ascii: ","): end()
      case UInt8(ascii: "\n"):
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        end()
        return row
      default:
        let follower = try stream.peek()
        let isLineEnd = byte == UInt8(ascii: "\r") && follower == UInt8(ascii: "\n")
        if byte == UInt8(ascii: "\"") || wasQuoted && !isLineEnd {
          row.problem =
            "a quote inside a field: put the field in quotes and double the quotes in it"
        }
        field.append(byte)
      }
    }
    if isQuoted { row.problem = "a field in quotes that does not end" }
    end()
    return row
  }
}

/// A row's fields by the names in the header.
struct CSVHeader {
  private let columns: [String: Int]
  let count: Int

  /// Nil where one of the columns wanted is not there.
  init?(_ row: CSVRows.Row, wanted: [String]) {
    count = row.fields.count
    columns = Dictionary(
      row.fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard wanted.allSatisfy({ columns[$0] != nil }) else { return nil }
  }

  /// Empty where there is no such column.
  func field(_ name: String, of row: CSVRows.Row) -> String {
    columns[name].flatMap { $0 < row.fields.count ? row.fields[$0] : nil } ?? ""
  }
}
