import Glibc

/// A descriptor of a new file without a name in a folder, open for reading and writing: it is gone with
/// its last descriptor. Negative, with `errno` set, where there can be none.
package func namelessFile(in folder: String) -> CInt {
  let descriptor = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor < 0, [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) else { return descriptor }
  // A file system without files that never had a name: one that loses its name at once.
  let path = "\(folder)/.tessera-\(UInt64.random(in: 0 ... .max))"
  let named = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
  if named >= 0 { unlink(path) }
  return named
}

/// Not imported from `fcntl.h`, where it is a sum of two others: a file without a name.
private let O_TMPFILE: CInt = 0o20_000_000 | O_DIRECTORY
