import Consensus
import GRDB
import Labels

/// The derived tables `standing`, `merged_box` and `merged_attribute`: what follows from the facts, kept beside them so
/// that a claim need not run the consensus of every image.
extension Database {
  /// Derives the image's standing from its facts, by the rules in force, and stores it.
  @discardableResult
  func restate(
    _ image: ImageRecord, by rules: Rules, because cause: ChangeCauses
  ) throws -> Standing {
    let ids = image.id...image.id
    guard let known = try standingRows(of: ids)[image.id] else {
      throw StoreError.unknownImage(image.id)
    }
    let standing = try rules.standing(
      of: image, annotations: annotations(of: ids)[image.id] ?? [],
      resolution: resolutions(of: ids)[image.id])
    let basis = Basis(policy: rules.policy.id, skills: rules.version, ruled: rules.version)
    try store(standing, of: image.id, basis: basis, policy: rules.policy.policy)
    try note(cause, image: image.id, from: known.standing, to: standing)
    return standing
  }

  /// The row of an image that nobody answered yet.
  func insertStanding(of image: ImageRecord, policy: PolicyInForce) throws {
    let fresh = Consensus.standing(
      annotations: [], resolution: nil, imageWidth: image.width, imageHeight: image.height,
      policy: policy.policy)
    try cachedStatement(
      sql: """
        INSERT INTO standing (image, state, people, wanted, seats, policy) VALUES (?, ?, 0, ?, ?, ?)
        """
    ).execute(arguments: [
      image.id, fresh.state.rawValue, fresh.wanted, fresh.wanted, policy.id,
    ])
  }

  /// Where fewer people are wanted than have taken the image already, they all keep their seats,
  /// and no new seat comes free before the number is below what is wanted.
  func store(_ standing: Standing, of image: Int, basis: Basis, policy: Policy) throws {
    let merged = standing.merged
    let isOpen = standing.state == .queued || standing.state == .labeling
    try cachedStatement(
      sql: """
        UPDATE standing SET state = ?, people = ?, wanted = ?,
          seats = CASE WHEN ? THEN max(?, taken) ELSE taken END,
          labelers = ?, disagreement = ?, risk = ?, decision = ?, severity = ?,
          policy = ?, skills = ?, ruled = ?
        WHERE image = ?
        """
    ).execute(arguments: [
      standing.state.rawValue, standing.people, standing.wanted, isOpen, standing.wanted,
      merged?.labelers, merged?.disagreement, merged?.risk, merged?.decision.rawValue,
      merged?.number(policy.escalation) ?? 1, basis.policy, basis.skills, basis.ruled, image,
    ])
    try cachedStatement(sql: "DELETE FROM merged_box WHERE image = ?").execute(arguments: [image])
    try cachedStatement(sql: "DELETE FROM merged_attribute WHERE image = ?")
      .execute(arguments: [image])
    let insert = try cachedStatement(
      sql: """
        INSERT INTO merged_box (image, ordinal, class, x, y, width, height, confidence, votes,
          disagreement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, box) in (merged?.boxes ?? []).enumerated() {
      try insert.execute(arguments: [
        image, index + 1, box.classID, box.box.x, box.box.y, box.box.width, box.box.height,
        box.confidence, box.votes, box.disagreement,
      ])
    }
    try insertAttributes(
      of: merged?.boxes.map(\.labeled) ?? [],
      sql: "INSERT INTO merged_attribute VALUES (?, ?, ?, ?)",
      id: image)
  }

  func standing(of image: Int) throws -> Standing {
    guard let standing = try standings(of: image...image)[image] else {
      throw StoreError.unknownImage(image)
    }
    return standing
  }

  /// The stored standings of the images `ids`, by image.
  func standings(of ids: ClosedRange<Int>) throws -> [Int: Standing] {
    try standingRows(of: ids).mapValues(\.standing)
  }

  /// The same, with what they were derived with.
  func standingRows(of ids: ClosedRange<Int>) throws -> [Int: StandingRow] {
    let arguments: StatementArguments = [ids.lowerBound, ids.upperBound]
    let boxRows = try Row.fetchCursor(
      cachedStatement(
        sql: "SELECT * FROM merged_box WHERE image BETWEEN ? AND ? ORDER BY image, ordinal"),
      arguments: arguments)
    var boxes: [Int: [MergedBox]] = [:]
    while let row = try boxRows.next() {
      let labeled = LabeledBox(row: row)
      let box = MergedBox(
        box: labeled.box, classID: labeled.classID, confidence: row["confidence"],
        votes: row["votes"], disagreement: row["disagreement"])
      boxes[row["image"], default: []].append(box)
    }
    let attributes = """
      SELECT v.image AS fact, v.ordinal, t.name, v.value FROM merged_attribute AS v
      JOIN attribute AS t ON t.id = v.attribute WHERE v.image BETWEEN ? AND ?
      """
    try forEachAttribute(sql: attributes, arguments) {
      boxes[$0]?[$1 - 1].attributes[$2] = $3
    }
    let rows = try Row.fetchCursor(
      cachedStatement(sql: "SELECT * FROM standing WHERE image BETWEEN ? AND ?"),
      arguments: arguments)
    var found: [Int: StandingRow] = [:]
    while let row = try rows.next() {
      let image: Int = row["image"]
      found[image] = StandingRow(
        standing: try Standing(row: row, boxes: boxes[image] ?? []),
        basis: Basis(policy: row["policy"], skills: row["skills"], ruled: row["ruled"]))
    }
    return found
  }
}

/// What a standing was derived with: the ids of a policy and of versions of the skills.
struct Basis: Hashable {
  var policy: Int
  /// Of boxes and numbers.
  var skills: Int
  /// Of the state: that of a refit may be older.
  var ruled: Int
}

/// A stored standing.
struct StandingRow {
  var standing: Standing
  var basis: Basis
}

extension Rules {
  /// What the facts of an image lead to. With `ruling` skills the state, and what is wanted, follow
  /// from those, and the boxes and their numbers from the rules' own.
  func standing(
    of image: ImageRecord, annotations: [Annotation], resolution: Resolution?,
    ruling: Skills? = nil
  ) -> Standing {
    func derived(_ skills: Skills) -> Standing {
      Consensus.standing(
        annotations: annotations, resolution: resolution, imageWidth: image.width,
        imageHeight: image.height, policy: policy.policy, skills: skills)
    }
    let fresh = derived(skills)
    guard let ruling else { return fresh }
    var standing = derived(ruling)
    if let decision = standing.merged?.decision {
      standing.merged = fresh.merged
      standing.merged?.decision = decision
    }
    return standing
  }
}

extension MergedImage {
  /// The number that the policy compares with its thresholds.
  func number(_ escalation: Policy.Escalation) -> Double {
    switch escalation {
    case .disagreement: disagreement
    case .risk: risk
    }
  }
}

extension Standing {
  init(row: Row, boxes: [MergedBox]) throws {
    guard let state = ImageState(rawValue: row["state"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an image's state is unknown")
    }
    var merged: MergedImage?
    if let decision = (row["decision"] as String?).flatMap(MergedImage.Decision.init) {
      merged = MergedImage(
        boxes: boxes, labelers: row["labelers"], disagreement: row["disagreement"],
        risk: row["risk"], decision: decision)
    }
    self.init(state: state, people: row["people"], wanted: row["wanted"], merged: merged)
  }
}
