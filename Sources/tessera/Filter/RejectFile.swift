import Datasets
import Glibc

/// The file that gets the bad lines, as they come.
final class RejectFile {
  private let path: String
  private var descriptor: Int32

  /// Makes the file, or opens what cannot be overwritten: a pipe, a terminal, a device. A file that
  /// is there already may go only if this one `replaces` it.
  ///
  /// - Throws: `Failure` when it is there, when it is the input or the output itself, or when it
  ///   cannot be made.
  init(path: String, replaces: Bool) throws {
    self.path = path
    let new = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    descriptor = new >= 0 || errno != EEXIST ? new : open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.cannotCreate) }
    guard new < 0 else { return }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(.cannotCreate) }
    guard status.st_mode & S_IFMT == S_IFREG else { return }
    guard replaces else {
      throw Failure(.cannotCreate, DatasetsError.exists(path: path).description)
    }
    try Self.checkIsNoStream(status, path: path)
    guard ftruncate(descriptor, 0) == 0 else { throw failure(.cannotCreate) }
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(.ioError) }
      rest = rest.dropFirst(count)
    }
  }

  /// Some file systems tell only here that they could not write.
  func close() throws {
    let result = Glibc.close(descriptor)
    descriptor = -1
    guard result == 0 else { throw failure(.ioError) }
  }

  /// - Throws: `Failure` when a file that is to be written is the input or the output itself.
  static func checkIsNoStream(_ status: stat, path: String) throws {
    for (stream, name) in [(STDIN_FILENO, "input"), (STDOUT_FILENO, "output")] {
      var other = stat()
      if fstat(stream, &other) == 0, other.st_dev == status.st_dev, other.st_ino == status.st_ino {
        throw Failure(.usage, "\(path) is the \(name) itself: choose another file.")
      }
    }
  }

  private func failure(_ code: Failure.Code) -> Failure {
    Failure(code, "\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
