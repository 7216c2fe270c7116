import Consensus
import GRDB
import Labels

/// What changed since an export, and why.
extension SQLiteWorkspace {
  package func bookmark() throws(StoreError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT changes FROM upkeep") ?? 0 }
  }

  package func record(_ export: ExportFact, by person: String) throws(StoreError) {
    try TidyName.checkText(export.path, as: "path")
    let person = try TidyName.of(person, as: "person")
    try write { database, time in
      try FactWriter(database: database, time: time, person: person).insert(
        export: export, policy: try database.policyInForce().id,
        skills: try database.skillsVersion())
    }
  }

  package func changes() throws(StoreError) -> Changes {
    try read { database in
      let events = try Row.fetchAll(
        database,
        sql: """
          SELECT a.act, a.fact, p.name, a.at, a.detail
          FROM audit AS a JOIN person AS p ON p.id = a.person
          WHERE a.act IN ('policy', 'refit', 'export') ORDER BY a.id
          """
      ).map {
        Changes.Event(
          act: $0["act"], version: $0["fact"] ?? 0, person: $0["name"], at: $0["at"],
          detail: $0["detail"])
      }
      // What changed while an export was being written is stored beside the export before it.
      let images = try Row.fetchAll(
        database,
        sql: """
          SELECT i.*, s.was, s.state, s.causes, s.moved FROM standing AS s
          JOIN image AS i ON i.id = s.image
          LEFT JOIN export AS e ON e.id = (SELECT max(id) FROM export)
          WHERE s.causes <> 0 AND (s.export = ifnull(e.id, 0) OR s.changed > ifnull(e.changes, 0))
          ORDER BY s.image
          """
      ).map { row in
        ImageChange(
          image: ImageRecord(row: row), before: ImageState(rawValue: row["was"] ?? "") ?? .queued,
          after: ImageState(rawValue: row["state"]) ?? .queued,
          causes: ChangeCauses(rawValue: row["causes"]), moved: row["moved"])
      }
      return Changes(events: events, images: images)
    }
  }
}

extension Database {
  /// Keeps with an image that, and why, its standing became another; together with the changes
  /// before, back to the latest export.
  func note(
    _ causes: ChangeCauses, image: Int, from old: Standing, to new: Standing
  ) throws {
    guard old != new else { return }
    let moved = Consensus.disagreement(
      between: old.merged?.boxes.map(\.labeled) ?? [],
      and: new.merged?.boxes.map(\.labeled) ?? [])
    try cachedStatement(sql: "UPDATE upkeep SET changes = changes + 1").execute()
    let export = try Row.fetchOne(
      cachedStatement(sql: "SELECT id, changes FROM export ORDER BY id DESC LIMIT 1"))
    let (id, read): (Int, Int) = (export?["id"] ?? 0, export?["changes"] ?? 0)
    // Whether the row has changes already that the latest export does not have.
    let goesOn = "causes <> 0 AND (export = ?5 OR changed > ?6)"
    try cachedStatement(
      sql: """
        UPDATE standing SET
          was = CASE WHEN \(goesOn) THEN was ELSE ?1 END,
          causes = CASE WHEN \(goesOn) THEN causes ELSE 0 END | ?2,
          moved = min(1, CASE WHEN \(goesOn) THEN moved ELSE 0 END + ?3),
          export = ?5, changed = (SELECT changes FROM upkeep)
        WHERE image = ?4
        """
    ).execute(arguments: [old.state.rawValue, causes.rawValue, moved, image, id, read])
  }
}
