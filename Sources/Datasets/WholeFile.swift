import Glibc

/// A file that appears whole or not at all: it is written beside its place, and takes its name when
/// all of it is on the disk.
package struct WholeFile: Sendable {
  package let path: String
  private let replaces: Bool

  /// Checks that the place is free, so that long work is not done for nothing.
  ///
  /// - Parameters:
  ///   - path: of the file to be.
  ///   - replaces: whether a file that is there may go; anything but a file may not.
  /// - Throws: `DatasetsError` when it may not.
  package init(path: String, replaces: Bool) throws(DatasetsError) {
    (self.path, self.replaces) = (path, replaces)
    try check()
  }

  private func check() throws(DatasetsError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .systemCallFailed(on: path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard replaces else { throw .exists(path: path) }
  }

  package func write(_ text: String) throws(DatasetsError) {
    let tag = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporary = "\(path).partial-\(tag)"
    let file = try OutputFile(path: temporary)
    // After a rename nobody has this name.
    defer { unlink(temporary) }
    try file.write(text)
    try file.close()
    try check()
    if replaces {
      guard rename(temporary, path) == 0 else { throw .systemCallFailed(on: path) }
    } else {
      // Unlike a rename, a link never replaces what came in the meantime.
      guard link(temporary, path) == 0 else {
        throw errno == EEXIST ? .exists(path: path) : .systemCallFailed(on: path)
      }
    }
  }
}
