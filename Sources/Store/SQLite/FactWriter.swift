import GRDB
import Labels

/// Adds facts, each with its line in the audit, on behalf of one person at one time. The names it
/// is given are tidy, and the values checked.
struct FactWriter {
  let database: Database
  let time: Int
  /// Who does it; becomes known to the workspace by the first fact.
  let person: String

  func personID() throws -> Int {
    if let id = try database.personID(of: person) { return id }
    try database.cachedStatement(sql: "INSERT INTO person (name) VALUES (?)")
      .execute(arguments: [person])
    return Int(database.lastInsertedRowID)
  }

  /// `act` is such as `submit`; `fact` is the id of the row that was added to the act's table.
  func audit(_ act: String, image: Int? = nil, fact: Int? = nil, detail: String = "") throws {
    try database.cachedStatement(
      sql: "INSERT INTO audit (at, person, act, image, fact, detail) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [time, personID(), act, image, fact, detail])
  }

  func insert(policy: Policy) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO policy (minimum, maximum, escalation, ask_threshold, dispute_threshold,
          lease_seconds, reveals_labelers, proposals, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      policy.minimum, policy.maximum, policy.escalation.rawValue, policy.askThreshold,
      policy.disputeThreshold, policy.leaseSeconds, policy.revealsLabelers,
      policy.proposals.rawValue, personID(), time,
    ])
    try audit("policy", fact: Int(database.lastInsertedRowID))
  }

  func insert(export: ExportFact, policy: Int, skills: Int) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO export (format, path, images, boxes, policy, skills, changes, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      export.format, export.path, export.images, export.boxes, policy, skills, export.bookmark,
      personID(), time,
    ])
    try audit("export", fact: Int(database.lastInsertedRowID), detail: export.path)
  }

  /// Its version.
  @discardableResult
  func insert(guideline: String) throws -> Int {
    try database.cachedStatement(sql: "INSERT INTO guideline (text, person, at) VALUES (?, ?, ?)")
      .execute(arguments: [guideline, personID(), time])
    let version = Int(database.lastInsertedRowID)
    try audit("guideline", fact: version)
    return version
  }

  @discardableResult
  func insert(class name: String) throws -> LabelClass {
    try database.cachedStatement(sql: "INSERT INTO class (name, person, at) VALUES (?, ?, ?)")
      .execute(arguments: [name, personID(), time])
    let id = Int(database.lastInsertedRowID)
    try audit("class", fact: id, detail: name)
    return LabelClass(id: id, name: name)
  }

  /// The id that the attribute has is passed over.
  func insert(attribute: Attribute) throws -> Attribute {
    let (kind, detail): (String, String?) =
      switch attribute.kind {
      case .flag: ("flag", nil)
      case .choice(let choices): ("choice", choices.joined(separator: "\n"))
      case .number(let range): ("number", "\(range.lowerBound)\n\(range.upperBound)")
      case .text: ("text", nil)
      }
    try database.cachedStatement(
      sql: """
        INSERT INTO attribute (name, kind, detail, class, key, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      attribute.name, kind, detail, attribute.classID, attribute.key.map { String($0) },
      personID(), time,
    ])
    var stored = attribute
    stored.id = Int(database.lastInsertedRowID)
    try audit("attribute", fact: stored.id, detail: stored.name)
    return stored
  }

  func insert(image: NewImage) throws -> ImageRecord {
    try database.cachedStatement(
      sql: """
        INSERT INTO image (sha256, name, path, width, height, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      image.sha256, image.name, image.path, image.width, image.height, personID(), time,
    ])
    return ImageRecord(
      id: Int(database.lastInsertedRowID), sha256: image.sha256, name: image.name,
      path: image.path, width: image.width, height: image.height)
  }

  /// `revision` counts the person's answers for this image, from 1.
  func insert(submission: Submission, revision: Int, policy: Int) throws {
    var skip: String?
    if case .skip(let reason) = submission.answer { skip = reason }
    try database.cachedStatement(
      sql: """
        INSERT INTO annotation (image, person, revision, submission, skip, boxes, seconds, policy, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      submission.image, personID(), revision, submission.id, skip, submission.answer.boxes.count,
      submission.seconds, policy, time,
    ])
    let id = Int(database.lastInsertedRowID)
    try insert(
      submission.answer.boxes, of: id,
      sql: """
        INSERT INTO annotation_box (annotation, ordinal, class, x, y, width, height)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try insertAttributes(of: submission.answer.boxes, table: "annotation", id: id)
    try insert(submission.outcomes, annotation: id, image: submission.image)
    try audit("submit", image: submission.image, fact: id, detail: "revision \(revision)")
  }

  func insert(decision: Decision) throws {
    let resolution = decision.resolution
    var skip: String?
    if case .skip(let reason) = resolution.answer { skip = reason }
    let (source, labeler): (String, String?) =
      switch resolution.source {
      case .merged: ("merged", nil)
      case .labeler(let name): ("labeler", name)
      case .drawn: ("drawn", nil)
      }
    try database.cachedStatement(
      sql: """
        INSERT INTO resolution (image, person, submission, skip, boxes, source, source_labeler,
          reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      decision.image, personID(), decision.id, skip, resolution.answer.boxes.count, source, labeler,
      resolution.reason, time,
    ])
    let id = Int(database.lastInsertedRowID)
    try insert(
      resolution.answer.boxes, of: id,
      sql: """
        INSERT INTO resolution_box (resolution, ordinal, class, x, y, width, height)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try insertAttributes(of: resolution.answer.boxes, table: "resolution", id: id)
    try audit("resolve", image: decision.image, fact: id)
  }

  func insert(gold boxes: [LabeledBox], of image: Int) throws {
    try database.cachedStatement(
      sql: "INSERT INTO gold (image, boxes, person, at) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [image, boxes.count, personID(), time])
    let id = Int(database.lastInsertedRowID)
    try insert(
      boxes, of: id,
      sql: """
        INSERT INTO gold_box (gold, ordinal, class, x, y, width, height)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try audit("gold", image: image, fact: id)
  }

  private func insertAttributes(of boxes: [LabeledBox], table: String, id: Int) throws {
    try database.insertAttributes(
      of: boxes, sql: "INSERT INTO \(table)_attribute VALUES (?, ?, ?, ?)", id: id)
  }

  private func insert(_ boxes: [LabeledBox], of fact: Int, sql: String) throws {
    let statement = try database.cachedStatement(sql: sql)
    for (index, labeled) in boxes.enumerated() {
      try statement.execute(arguments: [
        fact, index + 1, labeled.classID, labeled.box.x, labeled.box.y, labeled.box.width,
        labeled.box.height,
      ])
    }
  }
}
