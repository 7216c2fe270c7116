import Glibc

/// Why a file is not, or no longer, an image of a workspace; each says what to do.
package enum CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing at this path.
  case missing(path: String)
  case unreadable(path: String, reason: String)
  /// A pipe, a device, a socket.
  case notAFile(path: String)
  /// Pixels could not make a picture of it; `reason` names the file.
  case notAPicture(reason: String)
  /// A Tessera workspace, which is not even opened.
  case workspace(path: String)
  /// `shown` is the name with what is not UTF-8 replaced.
  case notUTF8(shown: String)
  /// The file's bytes are not those that were added.
  case changed(image: String, path: String)
  case digestFailed(path: String)

  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): is not there. Put the file back, or check the path."
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)). See to its permissions and its disk."
    case .notAFile(let path):
      "\(path): not a regular file. Give image files or folders of them."
    case .notAPicture(let reason):
      reason
    case .workspace(let path):
      "\(path): a Tessera workspace, not an image. Leave it out."
    case .notUTF8(let shown):
      "\(shown): the file's name is not UTF-8, so it could not be found again. Rename it."
    case .changed(let image, let path):
      "\(image): \(path) was changed since it was added; boxes drawn on it would not fit. Put the"
        + " original back, or add the changed file as a new image."
    case .digestFailed(let path):
      "\(path): libcrypto has no SHA-256 to offer. Install OpenSSL 3 (libssl3) anew."
    }
  }
}

extension CatalogueError {
  /// What the failure of a system call on `path` means.
  init(errno code: Int32, path: String) {
    switch code {
    case ENOENT, ENOTDIR: self = .missing(path: path)
    default: self = .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }
}
