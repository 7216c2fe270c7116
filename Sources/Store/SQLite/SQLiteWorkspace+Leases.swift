import GRDB
import Labels

/// Leases while they last: a labeler's on an image (`assignment`), an expert's on a dispute
/// (`desk`).
extension SQLiteWorkspace {
  package func renew(image: Int, for person: String, epoch: Int) throws(StoreError) -> Bool {
    let name = try TidyName.of(person, as: "person")
    return try write { database, time in
      guard let seats = try database.seats(of: image) else { throw StoreError.unknownImage(image) }
      guard let person = try database.personID(of: name) else { return false }
      let policy = try database.policyInForce().policy
      let until = time + policy.leaseSeconds * 1_000
      if try database.isOnDesk(image, of: person, epoch: epoch, at: time) {
        try database.setDesk(image, leaseUntil: until)
        return true
      }
      guard let assignment = try database.assignment(of: person, image: image),
        assignment.epoch == epoch
      else { return false }
      switch assignment.state {
      case .leased where seats.people < policy.maximum: break
      case .expired where seats.hasFree: break
      case .leased, .expired, .released, .answered: return false
      }
      // The epoch stays: it is the same lease to the one who holds it.
      try database.cachedStatement(
        sql: """
          UPDATE assignment SET state = 'leased', lease_until = ? WHERE image = ? AND person = ?
          """
      ).execute(arguments: [until, image, person])
      return true
    }
  }

  package func release(image: Int, for person: String, epoch: Int) throws(StoreError) {
    let name = try TidyName.of(person, as: "person")
    try write { database, time in
      guard try database.seats(of: image) != nil else { throw StoreError.unknownImage(image) }
      let facts = FactWriter(database: database, time: time, person: name)
      guard let person = try database.personID(of: name) else { return }
      if try database.isOnDesk(image, of: person, epoch: epoch, at: time) {
        try database.setDesk(image, leaseUntil: 0)
        try facts.audit("release dispute", image: image, detail: "epoch \(epoch)")
        return
      }
      guard let assignment = try database.assignment(of: person, image: image),
        assignment.epoch == epoch, assignment.state == .leased || assignment.state == .expired
      else { return }
      try database.cachedStatement(
        sql: """
          UPDATE assignment SET state = 'released', lease_until = NULL
          WHERE image = ? AND person = ?
          """
      ).execute(arguments: [image, person])
      try facts.audit("release", image: image, detail: "epoch \(epoch)")
    }
  }
}

extension Database {
  /// Whether the person holds the dispute, under this epoch and still.
  fileprivate func isOnDesk(
    _ image: Int, of person: Int, epoch: Int, at time: Int
  ) throws -> Bool {
    try Bool.fetchOne(
      cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM desk
            WHERE image = ? AND person = ? AND epoch = ? AND lease_until > ?)
          """), arguments: [image, person, epoch, time]) ?? false
  }

  fileprivate func setDesk(_ image: Int, leaseUntil until: Int) throws {
    try cachedStatement(sql: "UPDATE desk SET lease_until = ? WHERE image = ?")
      .execute(arguments: [until, image])
  }
}
