import GRDB
package import Labels

/// What experts do. An expert has one dispute on the desk at a time.
extension SQLiteWorkspace {
  package func disputes(for expert: String) throws(StoreError) -> [ImageRecord] {
    let expert = try TidyName.of(expert, as: "expert")
    return try read { database in
      // A name that was never seen labeled nothing; no person has the id 0.
      let person = try database.personID(of: expert) ?? 0
      let time = try max(now(), lastTime(database))
      return try Row.fetchAll(
        database,
        sql: """
          SELECT i.* FROM standing AS s JOIN image AS i ON i.id = s.image
          WHERE s.state = 'disputed' AND \(Self.mayDecide)
          ORDER BY s.severity DESC, s.image
          """, arguments: [person, time, person]
      ).map(ImageRecord.init(row:))
    }
  }

  /// With an image, whatever else the expert had on the desk goes back; without one, what is on the
  /// desk comes first, so that a program that was started again goes on where it was.
  package func claimDispute(for expert: String, image: Int?) throws(StoreError) -> Dispute? {
    let expert = try TidyName.of(expert, as: "expert")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: expert)
      let person = try facts.personID()
      if let image { try check(image, for: expert, person: person, at: time, database) }
      guard
        let image = try image ?? onDesk(of: person, at: time, database)
          ?? worstDispute(for: person, at: time, database)
      else { return nil }
      try database.cachedStatement(
        sql: "UPDATE desk SET lease_until = 0 WHERE person = ? AND image <> ?"
      ).execute(arguments: [person, image])
      let until = try time + database.policyInForce().policy.leaseSeconds * 1_000
      let epoch = try Int.fetchOne(
        database.cachedStatement(
          sql: """
            INSERT INTO desk (image, person, epoch, lease_until) VALUES (?, ?, 1, ?)
            ON CONFLICT (image) DO UPDATE SET person = excluded.person, epoch = epoch + 1,
              lease_until = excluded.lease_until
            RETURNING epoch
            """), arguments: [image, person, until])
      try facts.audit("claim dispute", image: image, detail: "epoch \(epoch ?? 0)")
      let waiting = try Int.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT count(*) FROM standing AS s
            WHERE s.state = 'disputed' AND \(Self.mayDecide)
            """), arguments: [person, time, person])
      return Dispute(
        image: try database.image(image), epoch: epoch ?? 0,
        annotations: try database.annotations(of: image...image)[image] ?? [],
        merged: try database.standing(of: image).merged, waiting: waiting ?? 0,
        proposals: try database.proposals(for: image))
    }
  }

  package func resolve(_ decision: Decision) throws(StoreError) -> Standing {
    var decision = decision
    decision.resolution.expert = try TidyName.of(decision.resolution.expert, as: "expert")
    try TidyName.checkID(decision.id)
    try TidyName.checkText(decision.resolution.reason, as: "reason")
    if case .skip(let reason) = decision.resolution.answer {
      try TidyName.checkText(reason, as: "reason")
    }
    if case .labeler(let name) = decision.resolution.source {
      decision.resolution.source = .labeler(try TidyName.of(name, as: "labeler"))
    }
    return try write { [decision] database, time in
      let image = try database.image(decision.image)
      let expert = decision.resolution.expert
      if let stored = try storedDecision(decision.id, database) {
        guard stored == decision else { throw StoreError.submissionDiffers(id: decision.id) }
        return try database.standing(of: image.id)
      }
      let facts = FactWriter(database: database, time: time, person: expert)
      let person = try facts.personID()
      try check(image.id, for: expert, person: person, at: time, database)
      try database.check(decision.resolution.answer, of: image, by: expert)
      if case .labeler(let name) = decision.resolution.source {
        let answered = try database.annotations(of: image.id...image.id)[image.id] ?? []
        if !answered.contains(where: { $0.labeler == name }) {
          throw StoreError.badName(
            what: "labeler", name: name, reason: "no answer of theirs is on \(image.name)")
        }
      }
      try facts.insert(decision: decision)
      try database.cachedStatement(sql: "UPDATE desk SET lease_until = 0 WHERE image = ?")
        .execute(arguments: [image.id])
      return try database.restate(image, by: shelf.rules(database), because: .resolution)
    }
  }

  /// Whether the person (twice) may decide the dispute `s` at a time: they neither labeled it nor
  /// hold it as a labeler, and nobody else has it on the desk.
  private static let mayDecide = """
    NOT EXISTS (SELECT 1 FROM assignment AS a WHERE a.image = s.image AND a.person = ?
      AND a.state IN ('answered', 'leased'))
    AND NOT EXISTS (SELECT 1 FROM desk AS d WHERE d.image = s.image AND d.lease_until > ?
      AND d.person <> ?)
    """

  /// Throws what stands between this expert and this dispute.
  private func check(
    _ id: Int, for expert: String, person: Int, at time: Int, _ database: Database
  ) throws {
    let image = try database.image(id)
    let state = try database.standing(of: id).state
    guard state == .disputed else {
      throw StoreError.notDisputed(image: image.name, state: state.rawValue)
    }
    switch try database.assignment(of: person, image: id)?.state {
    case .answered, .leased: throw StoreError.judgeAndParty(image: image.name, expert: expert)
    case .expired, .released, nil: break
    }
    let holder = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT person FROM desk WHERE image = ? AND lease_until > ?"),
      arguments: [id, time])
    if let holder, holder != person { throw StoreError.heldByAnother(image: image.name) }
  }

  private func onDesk(of person: Int, at time: Int, _ database: Database) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT d.image FROM desk AS d JOIN standing AS s ON s.image = d.image
          WHERE d.person = ? AND d.lease_until > ? AND s.state = 'disputed' AND NOT EXISTS
            (SELECT 1 FROM assignment AS a WHERE a.image = d.image AND a.person = d.person
              AND a.state IN ('answered', 'leased'))
          ORDER BY d.image LIMIT 1
          """), arguments: [person, time])
  }

  private func worstDispute(for person: Int, at time: Int, _ database: Database) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT s.image FROM standing AS s WHERE s.state = 'disputed' AND \(Self.mayDecide)
          ORDER BY s.severity DESC, s.image LIMIT 1
          """), arguments: [person, time, person])
  }

  private func storedDecision(_ id: String, _ database: Database) throws -> Decision? {
    let statement = try database.cachedStatement(
      sql: "SELECT image FROM resolution WHERE submission = ?")
    guard let image = try Int.fetchOne(statement, arguments: [id]) else { return nil }
    return try database.resolutions(of: image...image)[image].map {
      Decision(id: id, image: image, resolution: $0)
    }
  }
}
