import Cells
import Glibc

/// What commands print: results on standard output, everything else on standard error. Text from
/// outside is made visible before it reaches a terminal.
enum Console {
  /// A line on standard output.
  static func say(_ line: String) throws {
    try write(visible(line) + "\n", to: STDOUT_FILENO)
  }

  /// A line on standard output as it is: JSON, which escapes what needs it.
  static func emit(_ line: String) throws {
    try write(line + "\n", to: STDOUT_FILENO)
  }

  /// Bytes on standard output as they are.
  static func emit(bytes: [UInt8]) throws {
    try write(bytes, to: STDOUT_FILENO)
  }

  /// A line on standard error.
  static func note(_ line: String) {
    try? write(visible(line) + "\n", to: STDERR_FILENO)
  }

  /// Says that a line is waited for, where a person types.
  static func prompt() { try? write("> ", to: STDERR_FILENO) }

  static func complain(_ message: String) {
    note("tessera: \(message)")
  }

  /// Progress on standard error, on one line, where a person watches.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    try? write("\r\u{1B}[K\(visible(text))", to: STDERR_FILENO)
  }

  static func endProgress() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    try? write("\r\u{1B}[K", to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) throws {
    try write(Array(text.utf8), to: descriptor)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw Failure(.ioError, "cannot write the output: \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
