import Glibc

/// Lines of standard input, as they come.
struct LineInput {
  /// Longer than anything that one types.
  static let limit = 1 << 16

  private var bytes: [UInt8] = []
  private var isAtEnd = false
  private(set) var number = 0

  enum Line {
    case line(String)
    case tooLong
    case end
    /// More must be read first.
    case none
  }

  /// The next line that is there, without its end. What stands after the last line feed is a line, too.
  mutating func next() -> Line {
    if let feed = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(bytes[..<feed])
      bytes.removeFirst(feed + 1)
      return taken(line)
    }
    if bytes.count > Self.limit { return .tooLong }
    guard isAtEnd else { return .none }
    guard !bytes.isEmpty else { return .end }
    defer { bytes = [] }
    return taken(bytes)
  }

  private mutating func taken(_ line: [UInt8]) -> Line {
    number += 1
    var line = line[...]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    return .line(String(decoding: line, as: UTF8.self))
  }

  /// Reads what is there; waits when nothing is.
  mutating func read() {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk.prefix(count)
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
