import Glibc

/// The lines of standard input, one at a time, without their line feeds.
struct InputLines {
  /// Longer lines are refused: one line holds one image's annotations.
  private static let longest = 64 << 20

  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line, or nil after the last.
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      if isAtEnd {
        defer { start = buffer.count }
        return start < buffer.count ? Array(buffer[start...]) : nil
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      guard searched <= Self.longest else {
        throw Failure(.badData, "a line of the input is longer than \(Self.longest >> 20) MiB.")
      }
      try fill()
    }
  }

  private mutating func fill() throws {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { return }
      throw Failure(.noInput, "standard input cannot be read: \(String(cString: strerror(errno)))")
    }
    isAtEnd = count == 0
    buffer += chunk.prefix(count)
  }
}
