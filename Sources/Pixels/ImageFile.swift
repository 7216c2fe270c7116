import Glibc

/// An open file to decode from, closed when it goes out of scope.
final class ImageFile {
  let path: String
  /// Read by offset only, so its position does not matter.
  let descriptor: CInt
  let format: ImageFormat

  /// Opens a file and looks at its first bytes.
  ///
  /// - Throws: `cannotOpen`, `notAFile`, `empty` or `unsupported`.
  init(path: String) throws(PixelsError) {
    // A NUL would silently open the file whose name ends before it.
    guard !path.utf8.contains(0) else {
      throw .cannotOpen(path: path, reason: "its name contains a NUL")
    }
    // O_NONBLOCK: opening a pipe would otherwise wait for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    do throws(PixelsError) {
      let start = try Self.start(of: descriptor, path: path)
      switch FileSignature(start: start) {
      case .format(let format):
        self.path = path
        self.descriptor = descriptor
        self.format = format
      case .other(let kind):
        throw .unsupported(path: path, start: Array(start.prefix(4)), kind: kind)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  private static func start(of descriptor: CInt, path: String) throws(PixelsError) -> [UInt8] {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard let start = bytes(of: descriptor, at: 0, count: FileSignature.length) else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard !start.isEmpty else { throw .empty(path: path) }
    return start
  }

  /// Up to `count` bytes from an offset, fewer at the end of the file; nil when reading fails.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    Self.bytes(of: descriptor, at: offset, count: count)
  }

  private static func bytes(of descriptor: CInt, at offset: Int, count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let got = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        guard got > 0 else { break }
        filled += got
      }
    }
    return failed ? nil : bytes
  }
}
