import GRDB
import Labels

/// Boxes of models and earlier passes.
extension SQLiteWorkspace {
  package func propose(
    _ proposals: [NewProposals], model: String, by person: String
  ) throws(StoreError) {
    let model = try TidyName.of(model, as: "model")
    let person = try TidyName.of(person, as: "person")
    try write { database, time in
      let facts = FactWriter(database: database, time: time, person: person)
      let run = try facts.insertRun(of: model)
      for each in proposals { try facts.insert(each, run: run, model: model) }
    }
  }

  package func proposalRecords() throws(StoreError) -> [ProposalRecord] {
    try read { try $0.proposalRecords() }
  }
}

extension FactWriter {
  /// Checks and adds what a run of a model proposes for one image.
  func insert(_ proposals: NewProposals, run: Int, model: String) throws {
    let image = try database.image(proposals.image)
    try database.check(.boxes(proposals.proposals.map(\.labeled)), of: image, by: model)
    for proposal in proposals.proposals {
      guard (0...1).contains(proposal.score) else {
        throw StoreError.badBox(
          image: image.name, labeler: model,
          fault: "its score is \(proposal.score), but must be from 0 to 1")
      }
      try insert(proposal, run: run, image: image.id)
    }
  }

  func insertRun(of model: String) throws -> Int {
    try database.cachedStatement(
      sql: "INSERT INTO proposal_run (model, person, at) VALUES (?, ?, ?)"
    ).execute(arguments: [model, personID(), time])
    let run = Int(database.lastInsertedRowID)
    try audit("propose", fact: run, detail: model)
    return run
  }

  fileprivate func insert(_ proposal: Proposal, run: Int, image: Int) throws {
    let box = proposal.labeled.box
    try database.cachedStatement(
      sql: """
        INSERT INTO proposal (run, image, class, x, y, width, height, score)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      run, image, proposal.labeled.classID, box.x, box.y, box.width, box.height, proposal.score,
    ])
    try database.insertAttributes(
      of: [proposal.labeled], sql: "INSERT INTO proposal_attribute VALUES (?, ?, ?, ?)",
      id: Int(database.lastInsertedRowID))
  }

  /// What became of the proposals of an image. Throws `unknownProposal` for another image's.
  func insert(_ outcomes: [ProposalOutcome], annotation: Int, image: Int) throws {
    guard !outcomes.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO proposal_outcome SELECT ?, id, ?, ? FROM proposal WHERE id = ? AND image = ?
        """)
    for each in outcomes {
      try statement.execute(arguments: [
        annotation, each.act.rawValue, min(max(0, each.iou), 1), each.proposal, image,
      ])
      if database.changesCount == 0 { throw StoreError.unknownProposal(each.proposal) }
    }
  }
}

extension Database {
  /// Of an image: what each model's latest run proposes, the surest first.
  func proposals(for image: Int) throws -> [Proposal] {
    let rows = try Row.fetchAll(
      cachedStatement(
        sql: """
          SELECT p.*, r.model FROM proposal AS p JOIN proposal_run AS r ON r.id = p.run
          WHERE p.image = ?1 AND p.run = (SELECT max(l.run) FROM proposal AS l
            JOIN proposal_run AS s ON s.id = l.run WHERE l.image = ?1 AND s.model = r.model)
          ORDER BY p.score DESC, p.id
          """), arguments: [image])
    var said: [Int: Attributes] = [:]
    let attributes = """
      SELECT v.proposal AS fact, v.ordinal, t.name, v.value
      FROM proposal AS p JOIN proposal_attribute AS v ON v.proposal = p.id
      JOIN attribute AS t ON t.id = v.attribute WHERE p.image = ?
      """
    try forEachAttribute(sql: attributes, [image]) { said[$0, default: .none][$2] = $3 }
    return rows.map { row in
      var labeled = LabeledBox(row: row)
      labeled.attributes = said[row["id"]] ?? .none
      return Proposal(
        id: row["id"], model: row["model"], labeled: labeled, score: row["score"])
    }
  }

  /// Of each labeler's latest answer to which anything was proposed.
  func proposalRecords() throws -> [ProposalRecord] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT a.image, n.name, r.model, p.score, o.proposal, o.act, o.iou
        FROM proposal_outcome AS o JOIN annotation AS a ON a.id = o.annotation
        JOIN person AS n ON n.id = a.person JOIN proposal AS p ON p.id = o.proposal
        JOIN proposal_run AS r ON r.id = p.run
        WHERE a.revision = (SELECT max(l.revision) FROM annotation AS l
          WHERE l.image = a.image AND l.person = a.person
            AND EXISTS (SELECT * FROM proposal_outcome WHERE annotation = l.id))
        ORDER BY a.id, o.proposal
        """
    ).map { row in
      ProposalRecord(
        image: row["image"], labeler: row["name"], model: row["model"], score: row["score"],
        outcome: ProposalOutcome(
          proposal: row["proposal"],
          act: ProposalOutcome.Act(rawValue: row["act"]) ?? .ignored, iou: row["iou"]))
    }
  }

  /// By model, in the order of their names.
  func proposalStatus() throws -> [ProposalStatus] {
    let proposed = try Row.fetchAll(
      self,
      sql: """
        SELECT r.model, count(*) AS boxes FROM proposal AS p JOIN proposal_run AS r ON r.id = p.run
        WHERE p.run = (SELECT max(l.run) FROM proposal AS l
          JOIN proposal_run AS s ON s.id = l.run WHERE l.image = p.image AND s.model = r.model)
        GROUP BY r.model ORDER BY r.model
        """)
    guard !proposed.isEmpty else { return [] }
    let records = Dictionary(grouping: try proposalRecords(), by: \.model)
    return proposed.map { row in
      let outcomes = (records[row["model"]] ?? []).map(\.outcome)
      let adjusted = outcomes.filter { $0.act == .adjusted }.map(\.iou)
      return ProposalStatus(
        model: row["model"], proposed: row["boxes"],
        acts: Dictionary(
          uniqueKeysWithValues: ProposalOutcome.Act.allCases.map { act in
            (act, outcomes.count { $0.act == act })
          }),
        adjustedIoU: adjusted.isEmpty
          ? nil : adjusted.reduce(0, +) / Double(adjusted.count))
    }
  }
}
