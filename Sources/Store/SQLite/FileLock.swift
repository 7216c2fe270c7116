import Glibc

/// An exclusive `flock` on a side file, held round everything that writes to a workspace.
///
/// SQLite 3.7.0 to 3.51.2 can lose committed pages when two connections commit and checkpoint at
/// the same moment (sqlite.org/wal.html#walresetbug), and Debian 12 ships 3.40.1. With every write,
/// checkpoint, opening and closing under one lock no two connections ever do. The lock also makes
/// waiting writers take turns, where SQLite's own busy handler starves some for many seconds. The
/// kernel drops the lock when its holder dies.
///
/// The file stays when the lock is free: to delete it would let two processes hold a lock on two
/// files of one name.
final class FileLock: Sendable {
  /// The side file.
  let path: String
  private let workspace: String
  private let descriptor: Int32
  private let patience: Duration

  /// Opens the side file, and makes it where it may. Throws `readOnly` when it is not there and
  /// cannot be made.
  init(forWorkspace workspace: String, patience: Duration) throws(StoreError) {
    self.workspace = workspace
    self.patience = patience
    path = Self.path(forWorkspace: workspace)
    // A lock needs no right to write, so a file that somebody else made serves as well.
    var descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o666)
    if descriptor < 0 { descriptor = open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      switch errno {
      case EACCES, EPERM, EROFS, ENOENT: throw .readOnly(path: workspace)
      case ENOSPC, EDQUOT: throw .diskFull(path: workspace)
      default:
        throw .other(path: path, reason: "cannot be opened: \(String(cString: strerror(errno)))")
      }
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// `shop.tessera` is locked by `shop.tessera-lock`.
  static func path(forWorkspace workspace: String) -> String { workspace + "-lock" }

  /// Runs `body` while nobody else holds the lock. Throws `locked` when it does not become free in
  /// time.
  ///
  /// Not for two threads on one `FileLock`: `flock` belongs to the open file, so the second would
  /// get it at once. Callers come through one database queue.
  func withExclusive<T>(_ body: () throws -> T) throws -> T {
    try acquire(LOCK_EX)
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  /// Keeps writers out until this object goes: for readers of a file that may not change under
  /// them.
  func holdShared() throws(StoreError) { try acquire(LOCK_SH) }

  private func acquire(_ kind: Int32) throws(StoreError) {
    let deadline = ContinuousClock.now.advanced(by: patience)
    var pause: UInt32 = 200
    while flock(descriptor, kind | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .other(path: path, reason: "cannot be locked: \(String(cString: strerror(errno)))")
      }
      if ContinuousClock.now >= deadline { throw .locked(path: workspace) }
      // Jitter, so that those who wait do not come back in step.
      usleep(UInt32.random(in: pause / 2...pause))
      pause = min(pause * 2, 4_000)
    }
  }
}
