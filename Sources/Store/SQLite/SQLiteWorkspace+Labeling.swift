import GRDB
package import Labels

/// What labelers do: claim, renew, release, submit.
extension SQLiteWorkspace {
  package func claim(for labeler: String, preferring preferred: Int?) throws(StoreError) -> Claim? {
    let labeler = try TidyName.of(labeler, as: "labeler")
    return try write { database, time in
      let facts = FactWriter(database: database, time: time, person: labeler)
      let person = try facts.personID()
      let rules = try shelf.rules(database)
      var image = try preferred.flatMap { preferred in
        try database.freshen(preferred, by: rules)
        return try canLease(preferred, to: person, database) ? preferred : nil
      }
      if image == nil { image = try next(for: person, by: rules, database) }
      guard let image else { return nil }
      let policy = rules.policy.policy
      let until = time + policy.leaseSeconds * 1_000
      let epoch = try database.lease(image, to: person, until: until)
      try facts.audit("claim", image: image, detail: "epoch \(epoch)")
      let standing = try database.standing(of: image)
      return Claim(
        image: try database.image(image), epoch: epoch, leaseUntil: until,
        people: standing.people, wanted: standing.wanted,
        proposals: policy.proposals == .hide ? [] : try database.proposals(for: image))
    }
  }

  package func upcoming(
    for labeler: String, after image: Int?
  ) throws(StoreError) -> ImageRecord? {
    let labeler = try TidyName.of(labeler, as: "labeler")
    return try read { database in
      // A name that was never seen may have any image; no person has the id 0.
      let person = try database.personID(of: labeler) ?? 0
      return try NextImage(database: database, person: person, answered: image ?? 0).find()
        .map(database.image)
    }
  }

  /// An image that a new policy has not reached yet is derived before it is given to anybody.
  private func next(for person: Int, by rules: Rules, _ database: Database) throws -> Int? {
    let search = NextImage(database: database, person: person)
    while let image = try search.find() {
      if try !database.freshen(image, by: rules) { return image }
    }
    return nil
  }

  private func canLease(_ image: Int, to person: Int, _ database: Database) throws -> Bool {
    guard let seats = try database.seats(of: image) else { return false }
    switch try database.assignment(of: person, image: image)?.state {
    case .answered: return false
    case .leased: return seats.wantsHolder
    case .expired, .released, nil: return seats.hasFree
    }
  }

  package func submit(_ submission: Submission) throws(StoreError) -> Receipt {
    let submission = try tidied(submission)
    return try write { database, time in try take(submission, database, time) }
  }

  func tidied(_ submission: Submission) throws(StoreError) -> Submission {
    var submission = submission
    submission.labeler = try TidyName.of(submission.labeler, as: "labeler")
    try TidyName.checkID(submission.id)
    if case .skip(let reason) = submission.answer {
      try TidyName.checkText(reason, as: "reason")
    }
    return submission
  }

  /// Takes a tidied submission, in a transaction.
  func take(_ submission: Submission, _ database: Database, _ time: Int) throws -> Receipt {
    let image = try database.image(submission.image)
    if let receipt = try repeated(submission, database) { return receipt }
    try database.check(submission.answer, of: image, by: submission.labeler)
    let facts = FactWriter(database: database, time: time, person: submission.labeler)
    let person = try facts.personID()
    let rules = try shelf.rules(database)
    let policy = rules.policy
    try database.freshen(image.id, by: rules)
    let assignment = try database.assignment(of: person, image: image.id)
    let next = try database.latestRevision(of: image.id, by: person) + 1
    if let wanted = submission.revision, wanted != next {
      throw StoreError.wrongRevision(
        image: image.name, labeler: submission.labeler, wanted: wanted, next: next)
    }
    if assignment?.state != .answered {
      guard let seats = try database.seats(of: image.id),
        assignment?.state == .leased
          ? seats.people < policy.policy.maximum : seats.hasFree
      else { throw StoreError.noSeat(image: image.name, labeler: submission.labeler) }
      try database.markAnswered(image.id, by: person)
    }
    try facts.insert(submission: submission, revision: next, policy: policy.id)
    return Receipt(
      revision: next, repeated: false,
      standing: try database.restate(image, by: rules, because: .answer))
  }

  /// The receipt of the same submission, when it was stored before.
  private func repeated(_ submission: Submission, _ database: Database) throws -> Receipt? {
    guard let stored = try database.submission(submission.id) else { return nil }
    guard stored.image == submission.image, stored.annotation.labeler == submission.labeler,
      stored.annotation.answer == submission.answer,
      submission.revision.map({ $0 == stored.annotation.revision }) ?? true
    else { throw StoreError.submissionDiffers(id: submission.id) }
    return Receipt(
      revision: stored.annotation.revision, repeated: true,
      standing: try database.standing(of: stored.image))
  }

  package func answered(by labeler: String) throws(StoreError) -> [Int] {
    let labeler = try TidyName.of(labeler, as: "labeler")
    return try read { database in
      guard let person = try database.personID(of: labeler) else { return [] }
      return try Int.fetchAll(
        database,
        sql: "SELECT image FROM annotation WHERE person = ? AND revision = 1 ORDER BY id",
        arguments: [person])
    }
  }

  package func answer(by labeler: String, to image: Int) throws(StoreError) -> OwnAnswer? {
    let labeler = try TidyName.of(labeler, as: "labeler")
    return try read { database in
      guard let person = try database.personID(of: labeler),
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT i.*, a.id AS annotation, a.revision, a.skip
            FROM annotation AS a JOIN image AS i ON i.id = a.image
            WHERE a.image = ? AND a.person = ? ORDER BY a.revision DESC LIMIT 1
            """, arguments: [image, person])
      else { return nil }
      let boxes = try database.boxes(ofAnnotation: row["annotation"])
      return OwnAnswer(
        image: ImageRecord(row: row),
        annotation: Annotation(
          labeler: labeler,
          answer: Answer(skip: row["skip"], boxes: boxes),
          revision: row["revision"]))
    }
  }
}
