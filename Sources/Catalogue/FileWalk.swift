import Glibc

/// All files in and under what a person named, in an order that does not depend on the file system.
///
/// Folders are entered, in the order of their entries' bytes. Entries that begin with a dot are
/// passed over, and so are workspaces with what lies beside them; what a person named outright is
/// taken whatever its name. Symbolic links are followed, but a folder is entered once: a link to
/// one of its own parents ends there. Pipes, devices and sockets found in a folder are passed over.
struct FileWalk {
  private(set) var files: [FoundFile] = []
  /// What could not be looked at.
  private(set) var refused: [(name: [UInt8], error: CatalogueError)] = []
  private var entered: Set<Identity> = []

  /// A file or folder, whatever its paths.
  private struct Identity: Hashable {
    var device: UInt
    var number: UInt
  }

  /// - Parameter argument: a path as a person gave it.
  mutating func add(_ argument: String) {
    var path = Array(argument.utf8)
    while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
    guard !path.isEmpty, !path.contains(0) else {
      return refuse(path, .missing(path: argument))
    }
    guard let facts = Self.facts(path) else {
      return refuse(path, CatalogueError(errno: errno, path: argument))
    }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: enter(path, name: [], facts)
    case S_IFREG:
      let name = FoundFile.lastComponent(of: path)
      files.append(FoundFile(path: path, name: name, isNamed: true))
    default: refuse(path, .notAFile(path: argument))
    }
  }

  private mutating func enter(_ path: [UInt8], name: [UInt8], _ facts: stat) {
    guard entered.insert(Identity(device: facts.st_dev, number: facts.st_ino)).inserted else {
      return
    }
    guard let entries = Self.entries(of: path) else {
      let error = CatalogueError(errno: errno, path: String(decoding: path, as: UTF8.self))
      return refuse(name.isEmpty ? path : name, error)
    }
    for entry in entries where !Self.isPassedOver(entry) {
      let slash = [UInt8(ascii: "/")]
      let entryPath = path + (path == slash ? [] : slash) + entry
      let entryName = name + (name.isEmpty ? [] : slash) + entry
      guard let facts = Self.facts(entryPath) else {
        // Such as a link to nowhere, or a file that was deleted meanwhile.
        let shown = String(decoding: entryPath, as: UTF8.self)
        refuse(entryName, CatalogueError(errno: errno, path: shown))
        continue
      }
      switch facts.st_mode & S_IFMT {
      case S_IFDIR: enter(entryPath, name: entryName, facts)
      case S_IFREG: files.append(FoundFile(path: entryPath, name: entryName))
      default: break
      }
    }
  }

  private mutating func refuse(_ name: [UInt8], _ error: CatalogueError) {
    refused.append((name, error))
  }

  /// Hidden entries; and workspaces, which must not even be opened: to close a second descriptor of
  /// a SQLite file drops the locks that this process holds on it.
  private static func isPassedOver(_ entry: [UInt8]) -> Bool {
    entry.first == UInt8(ascii: ".") || isWorkspace(entry)
  }

  /// `NAME.tessera`, `NAME.tessera-wal`, and so on.
  static func isWorkspace(_ name: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = String(decoding: name[dot...], as: UTF8.self)
    return ending == ".tessera" || ending.hasPrefix(".tessera-")
  }

  /// Of what a path leads to; nil and `errno` when it leads nowhere.
  private static func facts(_ path: [UInt8]) -> stat? {
    var facts = stat()
    let result = withCPath(path) { stat($0, &facts) }
    return result == 0 ? facts : nil
  }

  /// Sorted by their bytes; nil and `errno` when the folder cannot be read.
  private static func entries(of folder: [UInt8]) -> [[UInt8]]? {
    guard let stream = withCPath(folder, opendir) else { return nil }
    defer { closedir(stream) }
    var entries: [[UInt8]] = []
    let start = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    while let entry = readdir(stream) {
      // The record may be shorter than `dirent`, so it is read where it lies and never copied.
      let record = UnsafeRawBufferPointer(start: entry, count: Int(entry.pointee.d_reclen))
      let name = Array(record.dropFirst(start).prefix { $0 != 0 })
      if name != Array(".".utf8), name != Array("..".utf8) { entries.append(name) }
    }
    return entries.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Calls `body` with the path as C wants it.
  static func withCPath<T>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> T) -> T {
    (path + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // The terminating zero is there, so the buffer has an address.
        characters.baseAddress.map(body) ?? body("")
      }
    }
  }
}
