import Glibc

/// The bytes of a file from start to end, and on which line they are; a piece of it is in memory.
final class ByteStream {
  private static let pieceSize = 1 << 16

  let path: String
  /// Of the byte that comes next, from 1.
  private(set) var line = 1
  /// It was there and is left out.
  private(set) var hadByteOrderMark = false
  private var descriptor: Int32
  private var piece: [UInt8] = []
  private var position = 0

  init(path: String) throws(DatasetsError) {
    self.path = path
    // Not to wait for a pipe that nobody writes to.
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.cannotRead(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotRead(path: path, reason: "it is no regular file")
    }
    try refill()
    if piece.starts(with: [0xEF, 0xBB, 0xBF]) {
      hadByteOrderMark = true
      position = 3
    }
  }

  deinit { Glibc.close(descriptor) }

  /// The byte that comes next, without taking it; nil at the end.
  func peek() throws(DatasetsError) -> UInt8? {
    if position == piece.count { try refill() }
    return position < piece.count ? piece[position] : nil
  }

  func next() throws(DatasetsError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }

  /// All that is in memory, at least one byte; empty at the end.
  func nextPiece() throws(DatasetsError) -> ArraySlice<UInt8> {
    guard try peek() != nil else { return [] }
    defer { position = piece.count }
    for byte in piece[position...] where byte == UInt8(ascii: "\n") { line += 1 }
    return piece[position...]
  }

  /// The next line without its end, and its number; nil at the end of the file. Of a line of more
  /// than `limit` bytes only so many are kept.
  func nextLine(limit: Int = 1 << 26) throws(DatasetsError) -> (bytes: [UInt8], number: Int)? {
    guard try peek() != nil else { return nil }
    let number = line
    var bytes: [UInt8] = []
    while let byte = try next(), byte != UInt8(ascii: "\n") {
      if bytes.count < limit { bytes.append(byte) }
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return (bytes, number)
  }

  private func refill() throws(DatasetsError) {
    position = 0
    var bytes = [UInt8](repeating: 0, count: Self.pieceSize)
    var count: Int
    repeat {
      count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw Self.cannotRead(path) }
    bytes.removeLast(bytes.count - count)
    piece = bytes
  }

  private static func cannotRead(_ path: String) -> DatasetsError {
    .cannotRead(path: path, reason: String(cString: strerror(errno)))
  }
}

/// The text of some bytes; nil where they are not UTF-8.
func utf8Text(_ bytes: some Sequence<UInt8>) -> String? {
  let bytes = Array(bytes)
  return String(validating: bytes, as: UTF8.self)
}

/// The number that a text is: digits with a sign, a point and an exponent as they please. Words such
/// as "nan", which `Double` would take, are none.
func plainNumber(_ text: some StringProtocol) -> Double? {
  guard let first = text.utf8.first, !text.utf8.isEmpty,
    text.utf8.allSatisfy({
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0)
    }), "+-.0123456789".utf8.contains(first), let number = Double(text), number.isFinite
  else { return nil }
  return number
}

/// A text without blanks and tabs around it.
func trimmed(_ text: some StringProtocol) -> String {
  var scalars = Substring(text).unicodeScalars
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}
