import Glibc

/// A directory of files that appears whole or not at all.
///
/// The files are written into a hidden sibling, which takes the final name when all are on the
/// disk. An earlier export is only replaced where that is asked for, and only when it holds nothing
/// but what an export writes: a wrong path never costs anybody their files.
final class OutputDirectory {
  let path: String
  private let parent: String
  private let temporary: String
  private let knownFiles: Set<String>
  private let replaces: Bool
  private var isThere = false

  /// Makes the hidden sibling.
  ///
  /// - Parameters:
  ///   - path: of the directory to be. An empty one may be there.
  ///   - knownFiles: every name that is written into it.
  ///   - replaces: whether an earlier one is replaced.
  /// - Throws: `DatasetsError` where something is there that is not to be replaced, or nothing can
  ///   be written.
  init(path: String, knownFiles: Set<String>, replaces: Bool) throws(DatasetsError) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
    let name: Substring
    if let slash = trimmed.lastIndex(of: "/") {
      parent = slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
      name = trimmed[trimmed.index(after: slash)...]
    } else {
      parent = "."
      name = trimmed
    }
    let tag = String(UInt64.random(in: 0 ... .max), radix: 36)
    temporary = "\(parent)/.\(name).partial-\(tag)"
    self.knownFiles = knownFiles
    self.replaces = replaces
    try checkTarget()
    guard mkdir(temporary, 0o777) == 0 else { throw .systemCallFailed(on: self.path) }
    isThere = true
  }

  /// What was begun and not finished leaves nothing behind.
  deinit { if isThere { try? Self.remove(temporary, files: knownFiles) } }

  func file(_ name: String) throws(DatasetsError) -> OutputFile {
    precondition(knownFiles.contains(name), "\(name) is not among the files of this directory")
    return try OutputFile(path: pathWhileWriting(of: name))
  }

  func pathWhileWriting(of name: String) -> String { "\(temporary)/\(name)" }

  func remove(_ name: String) throws(DatasetsError) {
    guard unlink(pathWhileWriting(of: name)) == 0 else {
      throw .systemCallFailed(on: pathWhileWriting(of: name))
    }
  }

  /// Gives the directory its final name. Every file must be closed.
  func publish() throws(DatasetsError) {
    try Self.synchronize(temporary)
    try checkTarget()
    if rename(temporary, path) == 0 {
      isThere = false
    } else if errno == ENOTEMPTY || errno == EEXIST {
      guard replaces else { throw .exists(path: path) }
      try changePlaces()
    } else {
      throw .systemCallFailed(on: path)
    }
    try Self.synchronize(parent)
  }

  /// Puts the new directory where an earlier one is. Between the two renames there is none; a crash
  /// just there leaves the earlier one beside it, whole, under the name of `previous`.
  private func changePlaces() throws(DatasetsError) {
    let previous = temporary + ".previous"
    guard rename(path, previous) == 0 else { throw .systemCallFailed(on: path) }
    guard rename(temporary, path) == 0 else {
      let failure = DatasetsError.systemCallFailed(on: path)
      guard rename(previous, path) == 0 else { throw .systemCallFailed(on: previous) }
      throw failure
    }
    isThere = false
    try Self.remove(previous, files: knownFiles)
  }

  private func checkTarget() throws(DatasetsError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .systemCallFailed(on: path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      if replaces { throw .notAnExport(path: path, because: "it is not a directory") }
      throw .exists(path: path)
    }
    let entries = try Self.entries(of: path)
    guard !entries.isEmpty else { return }
    guard replaces else { throw .exists(path: path) }
    if let stranger = entries.first(where: { !knownFiles.contains($0) }) {
      throw .notAnExport(path: path, because: "it holds \(quoted(stranger))")
    }
  }

  private static func entries(of path: String) throws(DatasetsError) -> [String] {
    guard let directory = opendir(path) else { throw .systemCallFailed(on: path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String, files: Set<String>) throws(DatasetsError) {
    for file in files where unlink("\(path)/\(file)") != 0 && errno != ENOENT {
      throw .systemCallFailed(on: "\(path)/\(file)")
    }
    guard rmdir(path) == 0 else { throw .systemCallFailed(on: path) }
  }

  private static func synchronize(_ path: String) throws(DatasetsError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .systemCallFailed(on: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .systemCallFailed(on: path) }
  }
}
