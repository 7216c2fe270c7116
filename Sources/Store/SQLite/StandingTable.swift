import Consensus
import GRDB
import Labels

/// The derived tables `standing` and `merged_box`: what follows from the facts, kept beside them so
/// that a claim need not run the consensus of every image.
extension Database {
  /// Derives the image's standing from its facts and stores it.
  @discardableResult
  func restate(_ image: ImageRecord, policy: Policy) throws -> Standing {
    let ids = image.id...image.id
    let standing = try Consensus.standing(
      annotations: annotations(of: ids)[image.id] ?? [],
      resolution: resolutions(of: ids)[image.id],
      imageWidth: image.width, imageHeight: image.height, policy: policy)
    try store(standing, of: image.id, policy: policy)
    return standing
  }

  /// The row of an image that nobody answered yet.
  func insertStanding(of image: ImageRecord, policy: Policy) throws {
    let fresh = Consensus.standing(
      annotations: [], resolution: nil, imageWidth: image.width, imageHeight: image.height,
      policy: policy)
    try cachedStatement(
      sql: "INSERT INTO standing (image, state, people, wanted, seats) VALUES (?, ?, 0, ?, ?)"
    ).execute(arguments: [image.id, fresh.state.rawValue, fresh.wanted, fresh.wanted])
  }

  /// Where fewer people are wanted than have taken the image already, they all keep their seats,
  /// and no new seat comes free before the number is below what is wanted.
  private func store(_ standing: Standing, of image: Int, policy: Policy) throws {
    let merged = standing.merged
    let isOpen = standing.state == .queued || standing.state == .labeling
    try cachedStatement(
      sql: """
        UPDATE standing SET state = ?, people = ?, wanted = ?,
          seats = CASE WHEN ? THEN max(?, taken) ELSE taken END,
          labelers = ?, disagreement = ?, risk = ?, decision = ?, severity = ?
        WHERE image = ?
        """
    ).execute(arguments: [
      standing.state.rawValue, standing.people, standing.wanted, isOpen, standing.wanted,
      merged?.labelers, merged?.disagreement, merged?.risk, merged?.decision.rawValue,
      merged?.number(policy.escalation) ?? 1, image,
    ])
    try cachedStatement(sql: "DELETE FROM merged_box WHERE image = ?").execute(arguments: [image])
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
  }

  func standing(of image: Int) throws -> Standing {
    guard let standing = try standings(of: image...image)[image] else {
      throw StoreError.unknownImage(image)
    }
    return standing
  }

  /// The stored standings of the images `ids`, by image.
  func standings(of ids: ClosedRange<Int>) throws -> [Int: Standing] {
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
    let rows = try Row.fetchCursor(
      cachedStatement(sql: "SELECT * FROM standing WHERE image BETWEEN ? AND ?"),
      arguments: arguments)
    var found: [Int: Standing] = [:]
    while let row = try rows.next() {
      let image: Int = row["image"]
      found[image] = try Standing(row: row, boxes: boxes[image] ?? [])
    }
    return found
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
