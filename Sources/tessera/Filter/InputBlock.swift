import Glibc

/// Some whole lines of the input.
struct InputBlock: Sendable {
  /// With the line feed of each line but, perhaps, of the input's last.
  var bytes: [UInt8]
  /// The number of the first line, from 1.
  var firstLine: Int

  /// Calls `body` with each line, without its line feed, and its number, until it returns false.
  ///
  /// The lines are in their place only until `body` returns.
  func forEachLine(
    _ body: (_ line: UnsafeBufferPointer<UInt8>, _ number: Int) throws -> Bool
  ) rethrows {
    try bytes.withUnsafeBufferPointer { bytes in
      var (start, number) = (0, firstLine)
      while start < bytes.count {
        let end = bytes.lineFeed(from: start) ?? bytes.count
        guard try body(UnsafeBufferPointer(rebasing: bytes[start..<end]), number) else { return }
        (start, number) = (end + 1, number + 1)
      }
    }
  }
}

/// Standard input as blocks of whole lines, each as soon as it is there: a program that writes a
/// line and waits for the answer gets it.
struct InputBlocks {
  /// Bytes read at once: what a pipe holds. A block is longer only where a line is.
  static let blockSize = 1 << 16
  /// Longer lines are refused: one line holds one image's annotations.
  private static let longest = 64 << 20

  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false
  private var chunk = [UInt8](repeating: 0, count: blockSize)

  /// The next block, or nil after the last.
  mutating func next() throws(Failure) -> InputBlock? {
    while !isAtEnd {
      let count = try fill()
      isAtEnd = count == 0
      if let end = isAtEnd ? 0 : chunk[..<count].lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }) {
        let block = InputBlock(bytes: rest + chunk[..<end], firstLine: line)
        rest = Array(chunk[end..<count])
        guard !block.bytes.isEmpty else { return nil }
        block.forEachLine { _, _ in
          line += 1
          return true
        }
        return block
      }
      rest += chunk[..<count]
      guard rest.count <= Self.longest else {
        throw Failure(.badData, "line \(line) is longer than \(Self.longest >> 20) MiB.")
      }
    }
    return nil
  }

  /// Reads what is there; how many bytes that is, 0 at the end.
  private mutating func fill() throws(Failure) -> Int {
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw Failure(
          .noInput, "standard input cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the first line feed is, from `start` on.
  fileprivate func lineFeed(from start: Int) -> Int? {
    guard let baseAddress, let found = memchr(baseAddress + start, 0x0A, count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
  }
}
