import GRDB
package import Labels

/// What the lead does: policy, guideline, classes, images.
extension SQLiteWorkspace {
  package func charter() throws(StoreError) -> Charter {
    try read { database in
      Charter(
        name: try String.fetchOne(database, sql: "SELECT name FROM workspace") ?? "",
        classes: try database.classes(), attributes: try database.attributes(),
        policy: try database.policyInForce().policy,
        guideline: try String.fetchOne(
          database, sql: "SELECT text FROM guideline ORDER BY id DESC LIMIT 1") ?? "",
        images: try Int.fetchOne(database, sql: "SELECT count(*) FROM image") ?? 0)
    }
  }

  /// The policy is in force at once; standings follow in batches (`rederive`).
  package func setPolicy(_ policy: Policy, by person: String) throws(StoreError) {
    if let fault = policy.fault { throw .badPolicy(fault) }
    let person = try TidyName.of(person, as: "person")
    try write { database, time in
      try FactWriter(database: database, time: time, person: person).insert(policy: policy)
      try database.execute(sql: "UPDATE upkeep SET stale = 1")
    }
    try rederive()
  }

  @discardableResult
  package func addClasses(_ names: [String], by person: String) throws(StoreError) -> [LabelClass] {
    let names = try Self.tidyClassNames(names)
    let person = try TidyName.of(person, as: "person")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: person)
      let known = Set(try database.classes().map(\.name))
      return try names.filter { !known.contains($0) }.map { try facts.insert(class: $0) }
    }
  }

  package func images(
    named name: String, sha256: String?
  ) throws(StoreError) -> [ImageRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM image WHERE name = ?1 AND sha256 = ifnull(?2, sha256) ORDER BY id",
        arguments: [name, sha256]
      ).map(ImageRecord.init(row:))
    }
  }

  package func image(sha256: String) throws(StoreError) -> ImageRecord? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM image WHERE sha256 = ?", arguments: [sha256]
      ).map(ImageRecord.init(row:))
    }
  }

  package func forEachImage(_ body: (ImageRecord) throws -> Void) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM image ORDER BY id")
      while let row = try rows.next() { try body(ImageRecord(row: row)) }
    }
  }

  package func add(_ images: [NewImage], by person: String) throws(StoreError) -> [Addition] {
    for image in images { try Self.check(image) }
    let person = try TidyName.of(person, as: "person")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: person)
      let policy = try database.policyInForce()
      var additions: [Addition] = []
      var added = 0
      for image in images {
        let known = try Row.fetchOne(
          database.cachedStatement(sql: "SELECT * FROM image WHERE sha256 = ?"),
          arguments: [image.sha256])
        if let known {
          additions.append(.known(ImageRecord(row: known)))
          continue
        }
        let record = try facts.insert(image: image)
        try database.insertStanding(of: record, policy: policy)
        additions.append(.added(record))
        added += 1
      }
      if added > 0 { try facts.audit("add", detail: "\(added)") }
      return additions
    }
  }

  private static func check(_ image: NewImage) throws(StoreError) {
    let digits = image.sha256.utf8
    let isHexadecimal = digits.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    guard digits.count == 64, isHexadecimal else {
      throw .badName(
        what: "SHA-256", name: image.sha256, reason: "give 64 lower-case hexadecimal digits")
    }
    if image.name.isEmpty {
      throw .badName(what: "image name", name: "", reason: "it is empty; give its file's name")
    }
    try TidyName.checkText(image.name, as: "image name")
    try TidyName.checkText(image.path, as: "image path")
    guard image.width > 0, image.height > 0 else {
      throw .badName(
        what: "image", name: image.name,
        reason: "it is \(image.width) x \(image.height) pixels; give its true size")
    }
  }
}
