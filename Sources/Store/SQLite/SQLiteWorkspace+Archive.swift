import GRDB
package import Labels

/// All that a workspace holds, as records, and back.
extension SQLiteWorkspace {
  /// Calls `body` with each record of an archive, from one consistent snapshot: the same workspace
  /// gives the same records. The connection is busy until the last one.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  package func forEachRecord(_ body: (PlainRecord) throws -> Void) throws {
    do {
      try queue.read { try ArchiveWriter($0).forEach(body) }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Makes a workspace of an archive's records, which `feed` hands over one after another: a new file
  /// at `path`, or what is there if nothing was done in it since it was made. All or nothing, and only
  /// if every promise of the store holds.
  ///
  /// - Throws: `StoreError`, `notEmpty` among them; `RecordFault`, which `feed` lets through or
  ///   replaces by what says where the record is; and whatever else `feed` throws.
  package static func restore(
    at path: String, patience: Duration = SQLiteWorkspace.defaultPatience,
    now: @escaping @Sendable () -> Int = SystemClock.milliseconds,
    feed: ((PlainRecord) throws -> Void) throws -> Void
  ) throws -> SQLiteWorkspace {
    if let vacant = try vacantPlace(path) {
      try make(at: vacant, patience: patience) { try load($0, feed) }
      return try SQLiteWorkspace(opening: vacant.path, patience: patience, now: now)
    }
    let workspace = try SQLiteWorkspace(opening: path, patience: patience, now: now)
    do {
      try workspace.transact { database, _ in
        if let table = try usedTable(database) {
          throw StoreError.notEmpty(path: workspace.path, table: table)
        }
        try load(database, feed)
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: workspace.path)
    }
    return workspace
  }

  /// Nil where something is there.
  private static func vacantPlace(_ path: String) throws(StoreError) -> WorkspacePlace? {
    do {
      return try WorkspacePlace(vacant: path)
    } catch {
      guard case .exists = error else { throw error }
      return nil
    }
  }

  /// A table that holds something which was not given when the workspace was made.
  private static func usedTable(_ database: Database) throws -> String? {
    let rest = ArchiveTables.carried.filter { !ArchiveTables.made.contains($0) }
    for table in rest {
      let isUsed = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table))")
      if isUsed ?? true { return table }
    }
    let isLater = try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM audit WHERE at <> (SELECT made_at FROM workspace))")
    return isLater ?? true ? "audit" : nil
  }

  /// Puts the records in the place of what the tables hold.
  private static func load(
    _ database: Database, _ feed: ((PlainRecord) throws -> Void) throws -> Void
  ) throws {
    // The rows come in an order in which some point to later ones.
    try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let guards = try Row.fetchAll(
      database,
      sql: """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'trigger' AND (name LIKE '%\\_kept' ESCAPE '\\')
        """
    ).map { (name: $0["name"] as String, sql: $0["sql"] as String) }
    // Facts are never deleted; those of a workspace in which nothing was done are replaced.
    for trigger in guards { try database.execute(sql: "DROP TRIGGER \(trigger.name)") }
    for table in ArchiveTables.carried { try database.execute(sql: "DELETE FROM \(table)") }
    for trigger in guards { try database.execute(sql: trigger.sql) }
    let reader = ArchiveReader(database)
    try feed(reader.take)
    try reader.finish()
    if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
      let (table, parent): (String, String) = (row["table"], row["parent"])
      throw RecordFault("a row of \(table) points to a row of \(parent) that is not in it")
    }
    if let broken = try faults(database).first {
      // A sentence, which the message ends.
      throw RecordFault(String(broken.dropLast()))
    }
  }
}
