package import Consensus
import GRDB
import Labels

/// Estimating labelers, and deriving standings anew in batches.
extension SQLiteWorkspace {
  /// Facts since the last estimate that make another worth its while: a tenth, at least 50.
  private static let share = 10
  private static let least = 50
  /// How long the one who estimates keeps others from it, in milliseconds: far longer than it takes,
  /// and no harm if it was too short.
  private static let promise = 600_000
  /// Standings a transaction, some 20 ms.
  private static let batch = 200

  package func refit(by person: String, reopening: Bool) throws(StoreError) -> Refit? {
    let person = try TidyName.of(person, as: "person")
    guard try promise() else { return nil }
    let counted = try read(answered)
    let skills = fit(counted.images)
    let (version, isNew) = try store(skills, of: counted, by: person, reopening: reopening)
    let (changed, stateChanged) = try rederive()
    return Refit(
      version: version, isNew: isNew, images: counted.images.count,
      labelers: skills.labelers.count,
      resolutions: counted.images.count { $0.truth != nil },
      experts: skills.calibration.experts, changed: changed, stateChanged: stateChanged)
  }

  package func refitIsDue() throws(StoreError) -> Bool {
    guard !isReadOnly else { return false }
    return try read { database in
      if try database.isStale() { return true }
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql:
            "SELECT annotation + resolution AS counted, gold FROM skills ORDER BY id DESC LIMIT 1"
        ))
      let counted: Int = row?["counted"] ?? 0
      let gold: Int = row?["gold"] ?? 0
      let facts = try database.latestFacts()
      if facts.annotation > 0, facts.gold > gold { return true }
      return facts.annotation + facts.resolution - counted >= max(Self.least, counted / Self.share)
    }
  }

  package func skills() throws(StoreError) -> (version: Int, skills: Skills) {
    try read { database in
      let version = try database.skillsVersion()
      return (version, try shelf.skills(version, database))
    }
  }

  /// False while somebody else has promised to estimate.
  private func promise() throws(StoreError) -> Bool {
    try write { database, time in
      try database.execute(
        sql: "UPDATE upkeep SET fitting_until = ? WHERE fitting_until <= ?",
        arguments: [time + Self.promise, time])
      return database.changesCount == 1
    }
  }

  /// Every image that somebody answered, with its gold boxes, or else with what an expert said of it,
  /// from one snapshot.
  private func answered(_ database: Database) throws -> Counted {
    var counted = Counted(facts: try database.latestFacts())
    try Self.forEachPage(database) { images, annotations, ids in
      let resolutions = try database.resolutions(of: ids)
      let gold = try database.gold(of: ids)
      for image in images {
        guard let answers = annotations[image.id] else { continue }
        var truth: [LabeledBox]?
        if case .boxes(let boxes) = resolutions[image.id]?.answer { truth = boxes }
        truth = gold[image.id] ?? truth
        counted.images.append(
          AnnotatedImage(
            annotations: answers, width: image.width, height: image.height, truth: truth))
      }
    }
    return counted
  }

  private func store(
    _ skills: Skills, of counted: Counted, by person: String, reopening: Bool
  ) throws(StoreError) -> (version: Int, isNew: Bool) {
    try write { database, time in
      let known = try database.skillsVersion()
      let document = try StoredSkills(skills).document()
      let last = try String.fetchOne(
        database, sql: "SELECT document FROM skills WHERE id = ?", arguments: [known])
      try database.execute(
        sql: "UPDATE upkeep SET fitting_until = 0, reopens = max(reopens, ?)",
        arguments: [reopening])
      if reopening { try database.execute(sql: "UPDATE upkeep SET stale = 1") }
      if last == document {
        try database.execute(
          sql: "UPDATE skills SET annotation = ?, resolution = ?, gold = ? WHERE id = ?",
          arguments: [
            counted.facts.annotation, counted.facts.resolution, counted.facts.gold, known,
          ])
        return (known, false)
      }
      let facts = FactWriter(database: database, time: time, person: person)
      try database.execute(
        sql: """
          INSERT INTO skills (document, annotation, resolution, gold, experts, person, at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          document, counted.facts.annotation, counted.facts.resolution, counted.facts.gold,
          skills.calibration.experts, try facts.personID(), time,
        ])
      let version = Int(database.lastInsertedRowID)
      try facts.audit("refit", fact: version)
      try database.execute(sql: "UPDATE upkeep SET stale = 1")
      return (version, true)
    }
  }

  /// Derives the standings anew that follow from a policy or from skills that were replaced, a batch
  /// a transaction. Several may do so at the same time, and one that ends half-way leaves standings
  /// that say what they follow from.
  @discardableResult
  func rederive() throws(StoreError) -> (changed: Int, stateChanged: Int) {
    var pass = Rederivation()
    while try write({ database, time in
      try pass.step(database, rules: shelf.rules(database), time: time, limit: Self.batch)
    }) {}
    return (pass.changed, pass.stateChanged)
  }
}

/// What skills are estimated from.
private struct Counted {
  /// The latest of each kind.
  var facts: (annotation: Int, resolution: Int, gold: Int)
  var images: [AnnotatedImage] = []
}
