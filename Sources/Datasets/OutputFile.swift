import Glibc

/// A file that is written from start to end, buffered, and hashed on the way.
final class OutputFile {
  private static let bufferSize = 1 << 16

  let path: String
  /// What a directory of files lists it as.
  let name: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private let hash = SHA256()

  /// Makes the file; it must not be there.
  init(path: String, name: String = "") throws(DatasetsError) {
    self.path = path
    self.name = name
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .systemCallFailed(on: path) }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ text: String) throws(DatasetsError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  func write(_ bytes: [UInt8]) throws(DatasetsError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Adds everything that another file holds.
  func append(contentsOf path: String) throws(DatasetsError) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    defer { Glibc.close(source) }
    try append(descriptor: source, of: path)
  }

  /// Adds everything that was written to another file so far; that one stays open.
  func append(contentsOf other: OutputFile) throws(DatasetsError) {
    try other.flush()
    guard lseek(other.descriptor, 0, SEEK_SET) == 0 else { throw .systemCallFailed(on: other.path) }
    try append(descriptor: other.descriptor, of: other.path)
  }

  private func append(descriptor source: Int32, of path: String) throws(DatasetsError) {
    try flush()
    var piece = [UInt8](repeating: 0, count: Self.bufferSize)
    while true {
      let count = read(source, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
      }
      guard count > 0 else { return }
      buffer.append(contentsOf: piece[..<count])
      try flush()
    }
  }

  /// Ends the file.
  ///
  /// - Parameter synchronizing: whether it is brought to the disk; false where all of a file system
  ///   soon is.
  /// - Returns: the SHA-256 of what was written.
  /// - Throws: `DatasetsError.cannotWrite`.
  @discardableResult
  func close(synchronizing: Bool = true) throws(DatasetsError) -> String {
    try flush()
    guard !synchronizing || fsync(descriptor) == 0 else { throw .systemCallFailed(on: path) }
    let result = Glibc.close(descriptor)
    descriptor = -1
    guard result == 0 else { throw .systemCallFailed(on: path) }
    return hash.finish()
  }

  private func flush() throws(DatasetsError) {
    buffer.withUnsafeBytes { hash.update($0) }
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .systemCallFailed(on: path) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension DatasetsError {
  /// What the system says of the call that just failed.
  static func systemCallFailed(on path: String) -> DatasetsError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }
}
