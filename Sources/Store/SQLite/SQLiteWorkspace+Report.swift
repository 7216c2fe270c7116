import Consensus
import GRDB
package import Labels

/// What the lead reads: counts, and every image with its facts.
extension SQLiteWorkspace {
  package func status() throws(StoreError) -> Status {
    try read { database in
      var images = Dictionary(uniqueKeysWithValues: ImageState.allCases.map { ($0, 0) })
      let counts = try Row.fetchAll(
        database, sql: "SELECT state, count(*) AS images FROM standing GROUP BY state")
      for row in counts {
        if let state = ImageState(rawValue: row["state"]) { images[state] = row["images"] }
      }
      let means = try Row.fetchOne(
        database,
        sql: """
          SELECT avg(disagreement) AS disagreement, avg(risk) AS risk
          FROM standing WHERE labelers >= 2
          """)
      let disputes = try Row.fetchAll(
        database,
        sql: """
          SELECT i.*, s.labelers, s.disagreement, s.risk
          FROM standing AS s JOIN image AS i ON i.id = s.image
          WHERE s.state = 'disputed' ORDER BY s.severity DESC, s.image
          """
      ).map { row in
        DisputeStatus(
          image: ImageRecord(row: row), labelers: row["labelers"] ?? 0,
          disagreement: row["disagreement"] ?? 1, risk: row["risk"] ?? 1)
      }
      return Status(
        images: images, labelers: try labelers(database),
        meanDisagreement: means?["disagreement"], meanRisk: means?["risk"], disputes: disputes,
        questions: try Int.fetchOne(database, sql: "SELECT count(*) FROM question") ?? 0,
        openQuestions: try database.openQuestions(), proposals: try database.proposalStatus())
    }
  }

  /// Those who answered or hold something, by name.
  private func labelers(_ database: Database) throws -> [LabelerStatus] {
    var tallies: [String: Tally] = [:]
    try Self.forEachPage(database) { _, annotations, _ in
      for answers in annotations.values {
        for one in answers { tallies[one.labeler, default: Tally()].count(one.answer) }
        let voters = answers.filter { !$0.answer.isSkip }
        for (index, one) in voters.enumerated() {
          for other in voters[(index + 1)...] {
            let agreement =
              1 - Consensus.disagreement(between: one.answer.boxes, and: other.answer.boxes)
            tallies[one.labeler, default: Tally()].compare(agreement)
            tallies[other.labeler, default: Tally()].compare(agreement)
          }
        }
      }
    }
    let held = try Row.fetchAll(
      database,
      sql: """
        SELECT p.name, count(*) AS held FROM assignment AS a JOIN person AS p ON p.id = a.person
        WHERE a.state = 'leased' AND a.lease_until > ? GROUP BY p.name
        """, arguments: [max(now(), lastTime(database))])
    for row in held { tallies[row["name"], default: Tally()].holding = row["held"] }
    return tallies.sorted { $0.key < $1.key }.map { name, tally in tally.status(of: name) }
  }

  package func arrivals() throws(StoreError) -> [Int: [String]] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT a.image, p.name FROM annotation AS a JOIN person AS p ON p.id = a.person
          WHERE a.revision = 1 ORDER BY a.id
          """)
      var found: [Int: [String]] = [:]
      while let row = try rows.next() { found[row["image"], default: []].append(row["name"]) }
      return found
    }
  }

  package func dossier(
    of image: Int
  ) throws(StoreError) -> (dossier: Dossier, basis: StandingBasis) {
    try read { database in
      let ids = image...image
      let record = try database.image(image)
      guard let row = try database.standingRows(of: ids)[image],
        let policy = try database.policies()[row.basis.policy]
      else {
        throw StoreError.damaged(path: path, reason: "\(record.name) has no standing")
      }
      let dossier = Dossier(
        image: record, annotations: try database.annotations(of: ids)[image] ?? [],
        resolution: try database.resolutions(of: ids)[image], standing: row.standing)
      let basis = StandingBasis(
        policyID: policy.id, policy: policy.policy, version: row.basis.skills,
        skills: try shelf.skills(row.basis.skills, database), ruled: row.basis.ruled)
      return (dossier, basis)
    }
  }

  /// The connection is busy until the last dossier: `body` must not ask this workspace anything.
  package func forEachDossier(_ body: (Dossier) throws -> Void) throws {
    do {
      try queue.read { database in
        try Self.forEachPage(database) { images, annotations, ids in
          let standings = try database.standings(of: ids)
          let resolutions = try database.resolutions(of: ids)
          for image in images {
            guard let standing = standings[image.id] else {
              throw StoreError.damaged(path: path, reason: "\(image.name) has no standing")
            }
            try body(
              Dossier(
                image: image, annotations: annotations[image.id] ?? [],
                resolution: resolutions[image.id], standing: standing))
          }
        }
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Calls `body` with some images at a time, their annotations and the range of their ids: few
  /// queries, and little memory whatever the workspace's size.
  static func forEachPage(
    _ database: Database,
    _ body: ([ImageRecord], [Int: [Annotation]], ClosedRange<Int>) throws -> Void
  ) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT * FROM image WHERE id > ? ORDER BY id LIMIT 500")
    var last = 0
    while true {
      let images = try Row.fetchAll(statement, arguments: [last]).map(ImageRecord.init(row:))
      guard let first = images.first?.id, let end = images.last?.id else { return }
      try body(images, try database.annotations(of: first...end), first...end)
      last = end
    }
  }
}

/// One labeler's counts while they are being made.
private struct Tally {
  var answered = 0
  var skipped = 0
  var boxes = 0
  var holding = 0
  var agreements = 0.0
  var comparisons = 0

  mutating func count(_ answer: Answer) {
    answered += 1
    skipped += answer.isSkip ? 1 : 0
    boxes += answer.boxes.count
  }

  mutating func compare(_ agreement: Double) {
    agreements += agreement
    comparisons += 1
  }

  func status(of name: String) -> LabelerStatus {
    LabelerStatus(
      name: name, answered: answered, skipped: skipped, boxes: boxes, holding: holding,
      agreement: comparisons > 0 ? agreements / Double(comparisons) : nil)
  }
}
