import Glibc

/// Where a workspace's file lies, and what may be done there.
struct WorkspacePlace {
  /// Absolute: SQLite would take a name that begins with `file:` for an URI.
  let path: String
  let folder: String

  /// Of a file that should be there. Throws `missing`, `notAWorkspace` or `unsafeFileSystem`.
  init(existing path: String) throws(StoreError) {
    try self.init(path)
    var facts = stat()
    guard stat(self.path, &facts) == 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing(path: path)
      case EACCES: throw .unreadable(path: path)
      default:
        throw .other(path: path, reason: "cannot be looked at: \(String(cString: strerror(errno)))")
      }
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      let kind = facts.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a regular file"
      throw .notAWorkspace(path: path, reason: kind)
    }
    if access(self.path, R_OK) != 0 {
      throw .unreadable(path: path)
    }
    try FileSystemKind.check(folder: folder, of: path)
  }

  /// Of a file that should not be there yet. Throws `exists`, `missing` (the folder),
  /// `unsafeFileSystem`, `readOnly`.
  ///
  /// A log that was left behind by a deleted workspace is refused too: SQLite would play it into
  /// the new file.
  init(vacant path: String) throws(StoreError) {
    try self.init(path)
    for file in ["", "-wal", "-shm", "-journal"].map({ self.path + $0 }) {
      var facts = stat()
      if lstat(file, &facts) == 0 { throw .exists(path: file) }
    }
    if access(folder, F_OK) != 0 { throw .missing(path: folder) }
    try FileSystemKind.check(folder: folder, of: path)
    if !folderIsWritable { throw .readOnly(path: path) }
  }

  private init(_ path: String) throws(StoreError) {
    try TidyName.checkText(path, as: "path")
    if path.isEmpty || path.hasSuffix("/") {
      throw .notAWorkspace(path: path, reason: "the path does not name a file")
    }
    var absolute = path
    if !path.hasPrefix("/") {
      guard let here = getcwd(nil, 0) else {
        throw .other(path: path, reason: "the current folder is gone")
      }
      defer { free(here) }
      absolute = String(cString: here) + "/" + path
    }
    // Behind a symbolic link the file's log and lock lie beside the file, as SQLite itself has it.
    absolute = Self.resolved(absolute) ?? absolute
    let slash = absolute.lastIndex(of: "/") ?? absolute.startIndex
    let folder = slash == absolute.startIndex ? "/" : String(absolute[..<slash])
    self.folder = Self.resolved(folder) ?? folder
    self.path = self.folder + (self.folder == "/" ? "" : "/") + absolute[slash...].dropFirst()
  }

  /// Without symbolic links; nil when there is nothing there.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  var folderIsWritable: Bool { access(folder, W_OK | X_OK) == 0 }

  var isWritable: Bool { folderIsWritable && access(path, W_OK) == 0 }

  /// Whether there is a log with something in it.
  var hasLog: Bool {
    var facts = stat()
    return stat(path + "-wal", &facts) == 0 && facts.st_size > 0
  }

  /// The path as part of a `file:` URI.
  var percentEncoded: String {
    path.utf8.map { byte in
      switch byte {
      case 0x2F, 0x2D, 0x2E, 0x5F, 0x7E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
        String(UnicodeScalar(byte))
      default:
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  /// `shop.tessera` is called `shop` unless it is given another name.
  var title: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".tessera") ? String(file.dropLast(8)) : file
  }
}
