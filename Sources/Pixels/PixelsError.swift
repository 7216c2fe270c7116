/// Why a file did not become a picture; each says what to do.
///
/// Paths are passed through as they were given: whoever shows them makes control characters visible.
package enum PixelsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operating system refuses; `reason` is its own sentence.
  case cannotOpen(path: String, reason: String)
  /// A folder, a pipe or a device.
  case notAFile(path: String)
  case empty(path: String)
  /// Neither PNG, JPEG nor a still WebP by its first bytes, whatever its name says; `kind` when they are known.
  case unsupported(path: String, start: [UInt8], kind: String?)
  /// Above the limits by its own header; nothing was decoded.
  case tooLarge(path: String, width: Int, height: Int, limits: DecodeLimits)
  /// The file ends before its picture does.
  case truncated(path: String, format: ImageFormat)
  /// The data contradicts its format; `reason` is the decoder's sentence.
  case damaged(path: String, format: ImageFormat, reason: String)
  /// The decoder used up its time.
  case tooSlow(path: String, milliseconds: Int)
  /// The decoder asked for more memory than it may have or than there is.
  case noMemory(path: String)
  /// What of the picture does not fit into memory found no room on disk either; `reason` is the
  /// operating system's sentence.
  case noRoom(path: String, folder: String, megabytes: Int, reason: String)
  /// `isCancelled` said so.
  case cancelled(path: String)

  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "\(path): cannot be read (\(reason)). Check the name and its permissions."
    case .notAFile(let path):
      "\(path): not a regular file. Name a PNG, JPEG or WebP file."
    case .empty(let path):
      "\(path): an empty file (0 bytes). Fetch it again, or leave it out."
    case .unsupported(let path, let start, let kind):
      "\(path): not a PNG, JPEG or still WebP (starts with \(hexadecimal(start))"
        + (kind.map { ", \($0)" } ?? "") + "). Convert it, or leave it out."
    case .tooLarge(let path, let width, let height, let limits):
      "\(path): too large with \(width) x \(height) pixels (at most \(limits.side) a side and "
        + "\(limits.pixels / 1_000_000) million in all). Make a smaller copy, or leave it out."
    case .truncated(let path, let format):
      "\(path): this \(format) is cut short. Fetch it again, or leave it out."
    case .damaged(let path, let format, let reason):
      "\(path): this \(format) is damaged (\(reason)). Fetch it again, or leave it out."
    case .tooSlow(let path, let milliseconds):
      "\(path): not decoded within \(milliseconds) ms. Make a smaller copy, or leave it out."
    case .noMemory(let path):
      "\(path): needs more memory to decode than is allowed. Make a smaller copy, or leave it out."
    case .noRoom(let path, let folder, let megabytes, let reason):
      "\(path): \(megabytes) MB of it must lie in a file, and \(folder) has no room for it "
        + "(\(reason)). Make room there, or set TMPDIR to another folder."
    case .cancelled(let path):
      "\(path): decoding was cancelled. Open it again to see it."
    }
  }
}

/// Bytes as people quote them: `25 50 44 46`.
private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }.joined(separator: " ")
}
