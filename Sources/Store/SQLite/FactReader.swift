import GRDB
import Labels

/// A policy that was in force, and its place in the history of policies.
struct PolicyInForce {
  var id: Int
  var policy: Policy
}

/// Reading of facts: what a row of each table means.
extension Database {
  func personID(of name: String) throws -> Int? {
    try Int.fetchOne(
      cachedStatement(sql: "SELECT id FROM person WHERE name = ?"), arguments: [name])
  }

  /// The latest policy.
  func policyInForce() throws -> PolicyInForce {
    let statement = try cachedStatement(sql: "SELECT * FROM policy ORDER BY id DESC LIMIT 1")
    guard let row = try Row.fetchOne(statement) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "there is no policy")
    }
    return try PolicyInForce(row: row)
  }

  /// All that ever were, by id.
  func policies() throws -> [Int: PolicyInForce] {
    try Row.fetchAll(cachedStatement(sql: "SELECT * FROM policy")).map(PolicyInForce.init(row:))
      .reduce(into: [:]) { $0[$1.id] = $1 }
  }

  func classes() throws -> [LabelClass] {
    try Row.fetchAll(cachedStatement(sql: "SELECT id, name FROM class ORDER BY id"))
      .map { LabelClass(id: $0["id"], name: $0["name"]) }
  }

  func image(_ id: Int) throws -> ImageRecord {
    let statement = try cachedStatement(sql: "SELECT * FROM image WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw StoreError.unknownImage(id)
    }
    return ImageRecord(row: row)
  }

  /// The latest revision of each labeler's answer for the images `ids`, by image, in the order of
  /// the labelers' names (as bytes).
  func annotations(of ids: ClosedRange<Int>) throws -> [Int: [Annotation]] {
    let boxes = try boxes(
      sql: """
        SELECT b.annotation AS fact, b.class, b.x, b.y, b.width, b.height
        FROM annotation AS a JOIN annotation_box AS b ON b.annotation = a.id
        WHERE a.image BETWEEN ? AND ? ORDER BY b.annotation, b.ordinal
        """,
      attributes: """
        SELECT v.annotation AS fact, v.ordinal, t.name, v.value
        FROM annotation AS a JOIN annotation_attribute AS v ON v.annotation = a.id
        JOIN attribute AS t ON t.id = v.attribute WHERE a.image BETWEEN ? AND ?
        """, ids)
    let rows = try Row.fetchCursor(
      cachedStatement(
        sql: """
          SELECT a.id, a.image, p.name, a.revision, a.skip
          FROM annotation AS a JOIN person AS p ON p.id = a.person
          WHERE a.image BETWEEN ? AND ? AND a.revision =
            (SELECT max(l.revision) FROM annotation AS l
             WHERE l.image = a.image AND l.person = a.person)
          ORDER BY a.image, p.name
          """), arguments: [ids.lowerBound, ids.upperBound])
    var found: [Int: [Annotation]] = [:]
    while let row = try rows.next() {
      let annotation = Annotation(
        labeler: row["name"], answer: Answer(skip: row["skip"], boxes: boxes[row["id"]] ?? []),
        revision: row["revision"])
      found[row["image"], default: []].append(annotation)
    }
    return found
  }

  /// Resolutions of the images `ids`, by image.
  func resolutions(of ids: ClosedRange<Int>) throws -> [Int: Resolution] {
    let boxes = try boxes(
      sql: """
        SELECT b.resolution AS fact, b.class, b.x, b.y, b.width, b.height
        FROM resolution AS r JOIN resolution_box AS b ON b.resolution = r.id
        WHERE r.image BETWEEN ? AND ? ORDER BY b.resolution, b.ordinal
        """,
      attributes: """
        SELECT v.resolution AS fact, v.ordinal, t.name, v.value
        FROM resolution AS r JOIN resolution_attribute AS v ON v.resolution = r.id
        JOIN attribute AS t ON t.id = v.attribute WHERE r.image BETWEEN ? AND ?
        """, ids)
    let rows = try Row.fetchCursor(
      cachedStatement(
        sql: """
          SELECT r.id, r.image, p.name, r.skip, r.source, r.source_labeler, r.reason
          FROM resolution AS r JOIN person AS p ON p.id = r.person WHERE r.image BETWEEN ? AND ?
          """), arguments: [ids.lowerBound, ids.upperBound])
    var found: [Int: Resolution] = [:]
    while let row = try rows.next() { found[row["image"]] = Resolution(row: row, boxes: boxes) }
    return found
  }

  /// The true boxes of images that have any said, by image.
  func gold(of ids: ClosedRange<Int>) throws -> [Int: [LabeledBox]] {
    let latest = "SELECT max(id) FROM gold WHERE image BETWEEN ? AND ? GROUP BY image"
    let rows = try Row.fetchCursor(
      cachedStatement(
        sql: """
          SELECT g.image, b.ordinal, b.class, b.x, b.y, b.width, b.height
          FROM gold AS g LEFT JOIN gold_box AS b ON b.gold = g.id
          WHERE g.id IN (\(latest)) ORDER BY g.id, b.ordinal
          """), arguments: [ids.lowerBound, ids.upperBound])
    var found: [Int: [LabeledBox]] = [:]
    while let row = try rows.next() {
      let isEmpty = (row["ordinal"] as Int?) == nil
      found[row["image"], default: []] += isEmpty ? [] : [LabeledBox(row: row)]
    }
    return found
  }

  /// Boxes in their order, by the fact that they belong to.
  private func boxes(
    sql: String, attributes: String, _ ids: ClosedRange<Int>
  ) throws -> [Int: [LabeledBox]] {
    let rows = try Row.fetchCursor(
      cachedStatement(sql: sql), arguments: [ids.lowerBound, ids.upperBound])
    var found: [Int: [LabeledBox]] = [:]
    while let row = try rows.next() {
      found[row["fact"], default: []].append(LabeledBox(row: row))
    }
    try forEachAttribute(sql: attributes, [ids.lowerBound, ids.upperBound]) {
      found[$0]?[$1 - 1].attributes[$2] = $3
    }
    return found
  }

  /// The boxes of one answer, in their order.
  func boxes(ofAnnotation id: Int) throws -> [LabeledBox] {
    var boxes = try Row.fetchAll(
      cachedStatement(sql: "SELECT * FROM annotation_box WHERE annotation = ? ORDER BY ordinal"),
      arguments: [id]
    ).map(LabeledBox.init(row:))
    let attributes = """
      SELECT v.annotation AS fact, v.ordinal, t.name, v.value FROM annotation_attribute AS v
      JOIN attribute AS t ON t.id = v.attribute WHERE v.annotation = ?
      """
    try forEachAttribute(sql: attributes, [id]) { boxes[$1 - 1].attributes[$2] = $3 }
    return boxes
  }
}

extension PolicyInForce {
  init(row: Row) throws {
    guard let escalation = Policy.Escalation(rawValue: row["escalation"]),
      let proposals = Policy.Proposals(rawValue: row["proposals"])
    else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a policy's rule is unknown")
    }
    self.init(
      id: row["id"],
      policy: Policy(
        minimum: row["minimum"], maximum: row["maximum"], escalation: escalation,
        askThreshold: row["ask_threshold"], disputeThreshold: row["dispute_threshold"],
        leaseSeconds: row["lease_seconds"], revealsLabelers: row["reveals_labelers"],
        proposals: proposals))
  }
}

extension ImageRecord {
  init(row: Row) {
    self.init(
      id: row["id"], sha256: row["sha256"], name: row["name"], path: row["path"],
      width: row["width"], height: row["height"])
  }
}

extension LabeledBox {
  init(row: Row) {
    self.init(
      box: Box(x: row["x"], y: row["y"], width: row["width"], height: row["height"]),
      classID: row["class"])
  }
}

extension Answer {
  init(skip: String?, boxes: [LabeledBox]) {
    self = skip.map { .skip(reason: $0) } ?? .boxes(boxes)
  }
}

extension Resolution {
  init(row: Row, boxes: [Int: [LabeledBox]]) {
    let source: Source =
      switch row["source"] as String {
      case "merged": .merged
      case "labeler": .labeler(row["source_labeler"])
      default: .drawn
      }
    self.init(
      expert: row["name"], answer: Answer(skip: row["skip"], boxes: boxes[row["id"]] ?? []),
      source: source, reason: row["reason"])
  }
}
