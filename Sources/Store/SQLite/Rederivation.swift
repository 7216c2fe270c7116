import GRDB
import Labels

/// One pass over the standings that follow from a policy or from skills that were replaced.
struct Rederivation {
  /// The last image of the batch before.
  private var last = 0
  /// Whether what is agreed was to be decided anew when this lap began.
  private var reopened = false
  private(set) var changed = 0
  private(set) var stateChanged = 0

  /// Derives the next batch; false when there is nothing more to do.
  mutating func step(
    _ database: Database, rules: Rules, time: Int, limit: Int
  ) throws -> Bool {
    guard try database.isStale() else { return false }
    let reopens = try Bool.fetchOne(database, sql: "SELECT reopens FROM upkeep") ?? false
    if last == 0 { reopened = reopens }
    let found = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT i.* FROM standing AS s JOIN image AS i ON i.id = s.image
          WHERE s.image > ? AND (s.policy <> ?
            OR s.state <> 'queued' AND (s.skills <> ? OR ? AND s.ruled <> ?))
          ORDER BY s.image LIMIT ?
          """),
      arguments: [last, rules.policy.id, rules.version, reopens, rules.version, limit]
    ).map(ImageRecord.init(row:))
    // What they follow from is read as a range, which must be short as well.
    let images = found.prefix { $0.id < (found.first?.id ?? 0) + 5 * limit }
    guard let first = images.first?.id, let end = images.last?.id else {
      // Newer rules may have come meanwhile, or somebody who wants to reopen: then it begins again.
      try database.execute(
        sql: """
          UPDATE upkeep SET reopens = reopens AND NOT ?1,
            stale = (reopens AND NOT ?1) OR EXISTS (SELECT 1 FROM standing AS s
              WHERE s.policy <> ?2 OR s.state <> 'queued' AND s.skills <> ?3)
          """, arguments: [reopened, rules.policy.id, rules.version])
      last = 0
      return try database.isStale()
    }
    let rows = try database.standingRows(of: first...end)
    let annotations = try database.annotations(of: first...end)
    let resolutions = try database.resolutions(of: first...end)
    let policies = try database.policies()
    for image in images {
      guard let row = rows[image.id] else { continue }
      let old = row.standing
      var basis = Basis(policy: rules.policy.id, skills: rules.version, ruled: rules.version)
      var standing = rules.standing(
        of: image, annotations: annotations[image.id] ?? [], resolution: resolutions[image.id])
      let asBefore = policies[row.basis.policy]?.policy.rulesLike(rules.policy.policy) ?? false
      if asBefore, !reopens, standing.state != old.state,
        try old.state == .agreed || database.isOnDesk(image.id, at: time)
      {
        basis.ruled = row.basis.ruled
        standing = try rules.standing(
          of: image, annotations: annotations[image.id] ?? [],
          resolution: resolutions[image.id],
          ruling: rules.shelf.skills(basis.ruled, database))
      }
      try database.store(standing, of: image.id, basis: basis, policy: rules.policy.policy)
      if standing != old {
        changed += 1
        stateChanged += standing.state == old.state ? 0 : 1
      }
      var causes: ChangeCauses = []
      if row.basis.policy != rules.policy.id { causes.insert(.policy) }
      if row.basis.skills != rules.version || reopens { causes.insert(.refit) }
      try database.note(causes, image: image.id, from: old, to: standing)
    }
    last = end
    return true
  }
}

extension Database {
  /// Whether standings may follow from a policy or from skills that were replaced.
  func isStale() throws -> Bool {
    try Bool.fetchOne(cachedStatement(sql: "SELECT stale FROM upkeep")) ?? false
  }

  /// Derives the image's standing by the policy in force, if it was by another. True if so.
  @discardableResult
  func freshen(_ image: Int, by rules: Rules) throws -> Bool {
    guard try isStale() else { return false }
    let policy = try Int.fetchOne(
      cachedStatement(sql: "SELECT policy FROM standing WHERE image = ?"), arguments: [image])
    guard let policy, policy != rules.policy.id else { return false }
    try restate(self.image(image), by: rules, because: .policy)
    return true
  }

  /// The ids of the latest annotation and the latest resolution.
  func latestFacts() throws -> (annotation: Int, resolution: Int, gold: Int) {
    (
      try Int.fetchOne(cachedStatement(sql: "SELECT max(id) FROM annotation")) ?? 0,
      try Int.fetchOne(cachedStatement(sql: "SELECT max(id) FROM resolution")) ?? 0,
      try Int.fetchOne(cachedStatement(sql: "SELECT max(id) FROM gold")) ?? 0
    )
  }

  fileprivate func isOnDesk(_ image: Int, at time: Int) throws -> Bool {
    try Bool.fetchOne(
      cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM desk WHERE image = ? AND lease_until > ?)"),
      arguments: [image, time]) ?? false
  }
}

extension StandingRow {
  /// Whether it follows from the rules in force; its state may from older skills.
  func isCurrent(by rules: Rules) -> Bool {
    basis.policy == rules.policy.id
      && (standing.state == .queued || basis.skills == rules.version)
  }
}

extension Basis {
  /// The rules that a standing was derived by.
  func rules(_ policy: PolicyInForce, shelf: SkillsShelf, _ database: Database) throws -> Rules {
    Rules(
      policy: policy, version: skills, skills: try shelf.skills(skills, database), shelf: shelf)
  }
}

extension Policy {
  /// Whether it decides as another one does: leases and names aside.
  fileprivate func rulesLike(_ other: Policy) -> Bool {
    (minimum, maximum, escalation) == (other.minimum, other.maximum, other.escalation)
      && (askThreshold, disputeThreshold) == (other.askThreshold, other.disputeThreshold)
  }
}
