import GRDB
import Glibc
import Labels

/// A workspace in one SQLite file, `NAME.tessera`.
///
/// One host, any number of processes and threads. Each call is one transaction; a call that
/// returned has reached the disk (`synchronous=FULL`). Writers take turns under a `FileLock`. One
/// instance holds one connection and does one thing at a time: reads are short, so a pool of
/// readers would buy little and would cost GRDB's resetting of `synchronous`.
///
/// The store's clock never goes backwards in one workspace: where the host's clock is behind the
/// last stored time, that time counts.
package final class SQLiteWorkspace: Workspace {
  /// Absolute.
  package let path: String
  /// Whether the file or its folder cannot be written; every change throws `readOnly`.
  package let isReadOnly: Bool

  let queue: DatabaseQueue
  let lock: FileLock?
  let now: @Sendable () -> Int
  let shelf = SkillsShelf()
  private let patience: Duration

  /// How long writers wait for each other unless told.
  package static let defaultPatience: Duration = .seconds(10)

  /// Pages in the log after which a writer moves them into the file. Some 4 MB: SQLite's own
  /// default.
  private static let pagesBeforeCheckpoint = 1_000
  private static let pageBytes = 4_096

  /// Opens a workspace and brings it to today's schema.
  ///
  /// It waits for other writers as long as `patience` before it throws `locked`; `readOnly` opens
  /// it for reading even where it may be written; `now` is the host's clock, milliseconds since
  /// 1970.
  package init(
    opening path: String, patience: Duration = SQLiteWorkspace.defaultPatience,
    readOnly: Bool = false, now: @escaping @Sendable () -> Int = SystemClock.milliseconds
  ) throws(StoreError) {
    let place = try WorkspacePlace(existing: path)
    self.path = place.path
    self.now = now
    self.patience = patience
    isReadOnly = readOnly || !place.isWritable
    if isReadOnly {
      (queue, lock) = try Self.openForReading(place, patience: patience)
    } else {
      let lock = try FileLock(forWorkspace: place.path, patience: patience)
      self.lock = lock
      queue = try Self.translating(place.path) {
        try lock.withExclusive {
          let queue = try DatabaseQueue(
            path: place.path, configuration: Self.configuration(patience: patience))
          do {
            try queue.writeWithoutTransaction { try Self.migrate($0, path: place.path) }
          } catch {
            try? queue.close()
            throw error
          }
          return queue
        }
      }
    }
  }

  /// Under the lock, because the last to close moves the log into the file. There is no other way
  /// to close: a connection in use after its closing would crash the program.
  deinit {
    guard let lock, !isReadOnly else { return }
    // What was acknowledged is safe in the log, should somebody keep the lock for too long.
    try? lock.withExclusive { try queue.close() }
  }

  // MARK: Opening

  static func configuration(patience: Duration, readOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.label = "workspace"
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = true
    // Readers do not take the file lock, and may meet a recovery or the closing of the last writer.
    configuration.busyMode = .timeout(Double(milliseconds(patience)) / 1_000)
    if !readOnly {
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")
      }
    }
    return configuration
  }

  /// A file that cannot be written has no log, or a log that somebody with more rights is writing.
  /// Without a log SQLite must be told that the file does not change, because it cannot make the
  /// log's index in a folder that is closed to it; the shared lock then keeps that true.
  private static func openForReading(
    _ place: WorkspacePlace, patience: Duration
  ) throws(StoreError) -> (DatabaseQueue, FileLock?) {
    let lock = place.hasLog ? nil : try? FileLock(forWorkspace: place.path, patience: patience)
    let frozen = !place.hasLog && !place.folderIsWritable
    if frozen { try lock?.holdShared() }
    let name = frozen ? "file:\(place.percentEncoded)?immutable=1" : place.path
    let queue = try translating(place.path) {
      let queue = try DatabaseQueue(
        path: name, configuration: configuration(patience: patience, readOnly: true))
      try queue.read { database in
        let version = try identify(database, path: place.path)
        if version < Migrations.latest {
          throw StoreError.readOnly(path: place.path)
        }
      }
      return queue
    }
    return (queue, frozen ? lock : nil)
  }

  /// The file's schema version. Throws when the file is not a workspace, or from a later program.
  ///
  /// Asked through SQLite, never by reading the file's first bytes: closing any other descriptor of
  /// the file drops the locks that SQLite's own descriptors in this process hold.
  private static func identify(_ database: Database, path: String) throws -> Int {
    let mark: Int
    do {
      mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw StoreError.notAWorkspace(path: path, reason: "it is not a database")
    }
    guard mark == Migrations.applicationID else {
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      throw StoreError.notAWorkspace(
        path: path, reason: tables == 0 ? "it is empty" : "it is a database of another program")
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if version > Migrations.latest {
      throw StoreError.newer(path: path, version: version, known: Migrations.latest)
    }
    return version
  }

  private static func migrate(_ database: Database, path: String) throws {
    let version = try identify(database, path: path)
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError.other(path: path, reason: "SQLite cannot keep a write-ahead log here")
    }
    guard version < Migrations.latest else { return }
    try database.inTransaction(.immediate) {
      try Migrations.apply(to: database, from: version)
      return .commit
    }
  }

  // MARK: Transactions

  /// Runs `body` in one snapshot.
  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    try Self.translating(path) { try queue.read(body) }
  }

  /// Runs `body` in one `BEGIN IMMEDIATE` transaction under the file lock. `body` gets the time,
  /// and finds leases that ran out marked as such.
  func write<T>(_ body: (Database, Int) throws -> T) throws(StoreError) -> T {
    try Self.translating(path) { try transact(body) }
  }

  /// The same, for a `body` whose errors are to come out as they are.
  func transact<T>(_ body: (Database, Int) throws -> T) throws -> T {
    guard let lock, !isReadOnly else { throw StoreError.readOnly(path: path) }
    return try queue.writeWithoutTransaction { database in
      try lock.withExclusive {
        var result: T?
        try database.inTransaction(.immediate) {
          let time = try max(now(), lastTime(database))
          try expireLeases(database, at: time)
          result = try body(database, time)
          return .commit
        }
        moveLog(database)
        guard let result else {
          throw StoreError.other(path: path, reason: "a transaction ended without a result")
        }
        return result
      }
    }
  }

  /// The latest time that the workspace has seen.
  func lastTime(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT at FROM audit ORDER BY id DESC LIMIT 1")) ?? 0
  }

  private func expireLeases(_ database: Database, at time: Int) throws {
    try database.cachedStatement(
      sql: """
        UPDATE assignment SET state = 'expired', lease_until = NULL
        WHERE state = 'leased' AND lease_until <= ?
        """
    ).execute(arguments: [time])
  }

  /// Moves the log into the file when it is long. What was committed is safe in the log as well, so
  /// a failure here (a reader in the way, a full disk) is no failure of the call: the next one
  /// tries again.
  private func moveLog(_ database: Database) {
    var facts = stat()
    let isLong =
      stat(path + "-wal", &facts) == 0
      && facts.st_size > Self.pagesBeforeCheckpoint * Self.pageBytes
    // TRUNCATE also makes the log short again, so that the next writer does not try at once. It
    // waits for readers of old snapshots; PASSIVE never does, so the long log stays until they are
    // gone.
    guard isLong, let (pages, moved) = try? database.checkpoint(.passive), pages == moved else {
      return
    }
    try? database.execute(sql: "PRAGMA busy_timeout = 0")
    _ = try? database.checkpoint(.truncate)
    try? database.execute(sql: "PRAGMA busy_timeout = \(Self.milliseconds(patience))")
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// Turns whatever SQLite says into a `StoreError`.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws(StoreError) -> T {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch {
      throw .other(path: path, reason: "\(error)")
    }
  }
}
