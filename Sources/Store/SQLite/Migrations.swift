import GRDB

/// The steps from an empty file to today's schema.
///
/// A step that was ever released is never changed: append a new one. `PRAGMA user_version` says how
/// many of them a file has had.
enum Migrations {
  /// `TESS`, big-endian: SQLite's `application_id`, by which a workspace is told from other files.
  static let applicationID = 0x5445_5353

  private static let steps = [
    Schema1.sql, SchemaQuestions.sql, SchemaSkills.sql, SchemaAttributes.sql, SchemaProposals.sql,
    SchemaGold.sql,
  ]

  static var latest: Int { steps.count }

  /// Brings the file to `latest`; inside a write transaction.
  static func apply(to database: Database, from version: Int) throws {
    for step in steps.dropFirst(version) { try database.execute(sql: step) }
    try database.execute(sql: "PRAGMA user_version = \(latest)")
  }
}
