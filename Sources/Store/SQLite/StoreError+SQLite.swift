import GRDB

extension StoreError {
  /// What an error of SQLite means for the person at the terminal.
  init(_ error: DatabaseError, path: String) {
    let said = error.message ?? "\(error.resultCode)"
    // A disk without room for the shared memory beside the log.
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
      self = .diskFull(path: path)
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_NOTADB: self = .notAWorkspace(path: path, reason: said)
    case .SQLITE_CORRUPT: self = .damaged(path: path, reason: said)
    case .SQLITE_CONSTRAINT:
      self = .other(path: path, reason: "the store refused to break its own rule (\(said))")
    default:
      self = .other(path: path, reason: "SQLite: \(said) (\(error.extendedResultCode.rawValue))")
    }
  }
}
