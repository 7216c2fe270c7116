import Glibc

/// Which file systems cannot hold a workspace.
///
/// SQLite's write-ahead log needs memory shared by all who have the file open, and locks that every
/// one of them sees. File systems served by another machine or another program do not promise
/// either.
enum FileSystemKind {
  private static let unsafe: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "fuse", "fuseblk", "ceph", "afs",
    "lustre", "coda", "ncpfs", "vboxsf", "beegfs", "pvfs2", "gfs2", "ocfs2",
  ]

  static func isUnsafe(_ kind: String) -> Bool {
    unsafe.contains(kind) || kind.hasPrefix("fuse.")
  }

  /// The kind of the file system that `folder`, an absolute path without symbolic links, lies on;
  /// nil when `mounts` does not say. That is the text of Linux's `/proc/self/mountinfo`, described
  /// in proc(5).
  static func kind(of folder: String, mounts: String) -> String? {
    var found: (kind: Substring, depth: Int)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 4, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.endIndex
      else { continue }
      let point = unescaped(fields[4])
      let isAbove = point == "/" || folder == point || folder.hasPrefix(point + "/")
      // Of mounts on one point the last lies on top.
      if isAbove, point.utf8.count >= found?.depth ?? 0 {
        found = (fields[dash + 1], point.utf8.count)
      }
    }
    return found.map { String($0.kind) }
  }

  /// Throws `unsafeFileSystem` when `folder` lies on one. Where Linux does not tell, it is let
  /// through: opening the file will say what is wrong with it.
  static func check(folder: String, of path: String) throws(StoreError) {
    guard let kind = kind(of: folder, mounts: mounts()), isUnsafe(kind) else { return }
    throw .unsafeFileSystem(path: path, kind: kind)
  }

  private static func mounts() -> String {
    let descriptor = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return String(decoding: text, as: UTF8.self) }
      text += buffer[..<count]
    }
  }

  /// Blanks in mount points are written as `\040`, three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let octal = String(decoding: rest.prefix(3), as: UTF8.self)
      if byte == UInt8(ascii: "\\"), rest.count >= 3, let value = UInt8(octal, radix: 8) {
        bytes.append(value)
        rest.removeFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
