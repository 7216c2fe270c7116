import Foundation
import GRDB

/// The guideline's versions, their pictures, and who read them.
extension SQLiteWorkspace {
  @discardableResult
  package func setGuideline(
    _ text: String, pictures: [GuidelinePicture], by person: String
  ) throws(StoreError) -> Int {
    try TidyName.checkText(text, as: "guideline")
    try GuidelinePicture.check(pictures)
    let person = try TidyName.of(person, as: "person")
    return try write { database, time in
      try FactWriter(database: database, time: time, person: person)
        .insert(guideline: text, pictures: pictures)
    }
  }

  package func guideline(version: Int?) throws(StoreError) -> GuidelineVersion? {
    try read { try $0.guideline(version: version) }
  }

  package func guidelineVersions() throws(StoreError) -> [GuidelineVersion] {
    try read { database in
      try Int.fetchAll(database, sql: "SELECT id FROM guideline ORDER BY id")
        .compactMap { try database.guideline(version: $0) }
    }
  }

  package func guidelinePicture(sha256: String) throws(StoreError) -> [UInt8]? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT bytes FROM guideline_picture WHERE sha256 = ?", arguments: [sha256])
      return row.map { Array($0["bytes"] as Data) }
    }
  }

  package func readGuideline(
    by person: String
  ) throws(StoreError) -> (now: GuidelineVersion, before: GuidelineVersion?) {
    let person = try TidyName.of(person, as: "person")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: person)
      let before = try database.lastRead(by: facts.personID())
      guard let now = try database.guideline(version: nil) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "there is no guideline")
      }
      if before != now.version {
        try database.execute(
          sql: "INSERT INTO guideline_read (guideline, person, at) VALUES (?, ?, ?)",
          arguments: [now.version, facts.personID(), time])
        try facts.audit("read guideline", fact: Int(database.lastInsertedRowID))
      }
      return (now, try before.flatMap { try database.guideline(version: $0) })
    }
  }
}

extension FactWriter {
  /// Its version. A picture that is there already is not stored again.
  @discardableResult
  func insert(guideline: String, pictures: [GuidelinePicture]) throws -> Int {
    let version = try insert(guideline: guideline)
    for picture in pictures {
      try database.execute(
        sql: "INSERT INTO guideline_picture (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [picture.sha256, Data(picture.bytes)])
      try database.execute(
        sql: """
          INSERT INTO guideline_example (guideline, path, picture)
          SELECT ?, ?, id FROM guideline_picture WHERE sha256 = ?
          """, arguments: [version, picture.path, picture.sha256])
    }
    return version
  }
}

extension Database {
  func guideline(version: Int?) throws -> GuidelineVersion? {
    let row = try Row.fetchOne(
      self,
      sql: """
        SELECT g.id, g.text, g.at, p.name FROM guideline AS g JOIN person AS p ON p.id = g.person
        WHERE g.id = ifnull(?, (SELECT max(id) FROM guideline))
        """, arguments: [version])
    guard let row else { return nil }
    let examples = try Row.fetchAll(
      self,
      sql: """
        SELECT e.path, p.sha256 FROM guideline_example AS e
          JOIN guideline_picture AS p ON p.id = e.picture WHERE e.guideline = ?
        """, arguments: [row["id"] as Int])
    var pictures: [String: String] = [:]
    for example in examples { pictures[example["path"]] = example["sha256"] as String }
    return GuidelineVersion(
      version: row["id"], text: row["text"], pictures: pictures, person: row["name"],
      at: row["at"])
  }

  /// The version that this person read last.
  func lastRead(by person: Int) throws -> Int? {
    try Int.fetchOne(
      cachedStatement(sql: "SELECT max(guideline) FROM guideline_read WHERE person = ?"),
      arguments: [person])
  }
}
