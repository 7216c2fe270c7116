import FoundationEssentials
import Glibc

/// A directory of files that appears whole or not at all.
///
/// The files are written into a hidden sibling, which takes the final name when all are on the
/// disk. `SHA256SUMS` lists them, and by it an earlier export is known: it is only replaced where
/// that is asked for, and only when it holds nothing but what its list names. So a wrong path never
/// costs anybody their files.
final class OutputTree {
  static let sumsName = "SHA256SUMS"

  let path: String
  private let parent: String
  private let temporary: String
  private let replaces: Bool
  private var sums: OutputFile
  private var folders: Set<String> = []
  private var isThere = false

  /// Makes the hidden sibling.
  ///
  /// - Parameters:
  ///   - path: of the directory to be. An empty one may be there.
  ///   - replaces: whether an earlier export is replaced.
  /// - Throws: `DatasetsError` where something is there that is not to be replaced, or nothing can
  ///   be written.
  init(path: String, replaces: Bool) throws(DatasetsError) {
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
    self.replaces = replaces
    try Self.check(self.path, replaces: replaces)
    guard mkdir(temporary, 0o777) == 0 else { throw .systemCallFailed(on: self.path) }
    do throws(DatasetsError) {
      sums = try OutputFile(path: "\(temporary)/\(Self.sumsName)")
    } catch {
      rmdir(temporary)
      throw error
    }
    isThere = true
  }

  /// What was begun and not finished leaves nothing behind.
  deinit { if isThere { try? FileManager.default.removeItem(atPath: temporary) } }

  /// Begins a file; its folders are made where they are missing.
  func file(_ name: String) throws(DatasetsError) -> OutputFile {
    try makeFolders(of: name)
    return try OutputFile(path: "\(temporary)/\(name)", name: name)
  }

  /// A file for what has to wait for its place in another one: it has no name.
  func spool() throws(DatasetsError) -> OutputFile {
    let file = try OutputFile(path: "\(temporary)/.spool")
    unlink(file.path)
    return file
  }

  /// Completes a file and lists it.
  func close(_ file: OutputFile) throws(DatasetsError) {
    try list(file.name, sha256: file.close(synchronizing: false))
  }

  func write(_ text: String, to name: String) throws(DatasetsError) {
    let file = try file(name)
    try file.write(text)
    try close(file)
  }

  /// Copies a file; its content must have this digest.
  func copy(_ source: String, sha256: String, to name: String) throws(DatasetsError) {
    let file = try file(name)
    try file.append(contentsOf: source)
    guard try file.close(synchronizing: false) == sha256 else { throw .imageChanged(path: source) }
    try list(name, sha256: sha256)
  }

  /// Makes a symbolic link to a file, whose content has this digest.
  func link(to source: String, sha256: String, at name: String) throws(DatasetsError) {
    try makeFolders(of: name)
    guard symlink(source, "\(temporary)/\(name)") == 0 else {
      throw .systemCallFailed(on: "\(path)/\(name)")
    }
    try list(name, sha256: sha256)
  }

  /// Gives the directory its final name. Every file must be closed.
  func publish() throws(DatasetsError) {
    try sums.close()
    // One call for all files: a million single ones would take hours.
    sync()
    try Self.synchronize(temporary)
    try Self.check(path, replaces: replaces)
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

  private func list(_ name: String, sha256: String) throws(DatasetsError) {
    try sums.write("\(sha256)  \(name)\n")
  }

  private func makeFolders(of name: String) throws(DatasetsError) {
    guard let slash = name.lastIndex(of: "/") else { return }
    let folder = String(name[..<slash])
    guard !folders.contains(folder) else { return }
    try makeFolders(of: folder)
    guard mkdir("\(temporary)/\(folder)", 0o777) == 0 || errno == EEXIST else {
      throw .systemCallFailed(on: "\(path)/\(folder)")
    }
    folders.insert(folder)
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
    do { try FileManager.default.removeItem(atPath: previous) } catch {
      throw .cannotWrite(path: previous, reason: "the earlier export could not be removed")
    }
  }

  private static func check(_ path: String, replaces: Bool) throws(DatasetsError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .systemCallFailed(on: path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      if replaces { throw .notAnExport(path: path, because: "it is not a directory") }
      throw .exists(path: path)
    }
    let names: [String]
    do { names = try FileManager.default.subpathsOfDirectory(atPath: path) } catch {
      throw .cannotRead(path: path, reason: "its files cannot be listed")
    }
    guard !names.isEmpty else { return }
    guard replaces else { throw .exists(path: path) }
    let listed = listedFiles(of: path)
    let stranger = names.sorted().first { !listed.contains($0) && !isFolder("\(path)/\($0)") }
    if let stranger {
      throw .notAnExport(path: path, because: "it holds \(quoted(stranger))")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files that an earlier export says it has.
  private static func listedFiles(of path: String) -> Set<String> {
    guard
      let sums = try? String(contentsOfFile: "\(path)/\(sumsName)", encoding: .utf8)
    else { return [] }
    // A line is 64 digits, two blanks and the name.
    let names = sums.split(separator: "\n").map { String($0.dropFirst(66)) }
    return Set(names).union([sumsName])
  }

  private static func synchronize(_ path: String) throws(DatasetsError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .systemCallFailed(on: path) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .systemCallFailed(on: path) }
  }
}

/// A dataset's place in the tree: the whole of it, or a folder.
struct DatasetTree {
  let root: OutputTree
  /// Empty, or a folder with a slash at its end.
  var prefix = ""

  func file(_ name: String) throws(DatasetsError) -> OutputFile { try root.file(prefix + name) }
  func spool() throws(DatasetsError) -> OutputFile { try root.spool() }
  func close(_ file: OutputFile) throws(DatasetsError) { try root.close(file) }
  func write(_ text: String, to name: String) throws(DatasetsError) {
    try root.write(text, to: prefix + name)
  }
}
