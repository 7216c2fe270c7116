import Glibc
import Pixels

/// Standard input as a file that can be read by offset: the file itself if it is one, else a copy
/// without a name, which is gone with the process.
final class InputFile {
  private let descriptor: Int32

  /// Larger than any image within `DecodeLimits` is likely to be.
  private static let mostBytes = 512 << 20

  /// Opens anew what the descriptor stands for, at its start.
  var path: String { "/proc/self/fd/\(descriptor)" }

  init() throws {
    var facts = stat()
    if fstat(STDIN_FILENO, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG {
      descriptor = dup(STDIN_FILENO)
      guard descriptor >= 0 else { throw Self.failure("cannot be read") }
    } else {
      descriptor = try Self.copy()
    }
  }

  deinit { close(descriptor) }

  private static func copy() throws -> Int32 {
    let folder = environment("TMPDIR") ?? "/tmp"
    let copy = namelessFile(in: folder)
    guard copy >= 0 else { throw failure("cannot be kept in \(folder)") }
    do {
      try fill(copy)
    } catch {
      close(copy)
      throw error
    }
    return copy
  }

  private static func fill(_ copy: Int32) throws {
    var (total, buffer) = (0, [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let got = read(STDIN_FILENO, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure("cannot be read") }
      guard got > 0 else { return }
      total += got
      guard total <= mostBytes else {
        throw Failure(
          .badData, "standard input: more than \(mostBytes >> 20) MiB. Name a file instead.")
      }
      var rest = buffer[..<got]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(copy, $0.baseAddress, $0.count) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw failure("cannot be kept") }
        rest = rest.dropFirst(written)
      }
    }
  }

  private static func failure(_ what: String) -> Failure {
    Failure(.ioError, "standard input: \(what) (\(String(cString: strerror(errno)))).")
  }
}
