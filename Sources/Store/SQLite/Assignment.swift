import GRDB

/// A labeler's lease on an image, as stored; the row stays when the lease has gone.
struct Assignment {
  enum State: String {
    case leased, expired, released, answered
  }

  var state: State
  /// Grows each time the image is leased to this labeler.
  var epoch: Int
}

/// The seats of an image.
struct Seats {
  var state: String
  var people: Int
  var wanted: Int
  /// People who answered or hold a live lease.
  var taken: Int

  /// Whether one more may sit down.
  var hasFree: Bool { isOpen && taken < wanted }

  /// Whether one who sits here is still wanted: there may be too many since less is wanted.
  var wantsHolder: Bool { isOpen && taken <= wanted }

  private var isOpen: Bool { state == "queued" || state == "labeling" }
}

extension Database {
  func assignment(of person: Int, image: Int) throws -> Assignment? {
    let statement = try cachedStatement(
      sql: "SELECT state, epoch FROM assignment WHERE image = ? AND person = ?")
    guard let row = try Row.fetchOne(statement, arguments: [image, person]),
      let state = Assignment.State(rawValue: row["state"])
    else { return nil }
    return Assignment(state: state, epoch: row["epoch"])
  }

  func seats(of image: Int) throws -> Seats? {
    let statement = try cachedStatement(
      sql: "SELECT state, people, wanted, taken FROM standing WHERE image = ?")
    return try Row.fetchOne(statement, arguments: [image]).map {
      Seats(
        state: $0["state"], people: $0["people"], wanted: $0["wanted"], taken: $0["taken"])
    }
  }

  /// Gives the person a lease; the counters move by trigger, whose CHECK refuses a seat too many.
  func lease(_ image: Int, to person: Int, until: Int) throws -> Int {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO assignment (image, person, state, epoch, lease_until)
        VALUES (?, ?, 'leased', 1, ?)
        ON CONFLICT (image, person) DO UPDATE SET
          state = 'leased', epoch = epoch + 1, lease_until = excluded.lease_until
        RETURNING epoch
        """)
    guard let epoch = try Int.fetchOne(statement, arguments: [image, person, until]) else {
      throw DatabaseError(message: "a lease was not stored")
    }
    return epoch
  }

  /// Turns the person's seat, or a free one, into an answered one.
  func markAnswered(_ image: Int, by person: Int) throws {
    try cachedStatement(
      sql: """
        INSERT INTO assignment (image, person, state, epoch) VALUES (?, ?, 'answered', 1)
        ON CONFLICT (image, person) DO UPDATE SET state = 'answered', lease_until = NULL
        """
    ).execute(arguments: [image, person])
  }
}
