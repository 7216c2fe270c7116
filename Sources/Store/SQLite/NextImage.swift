import GRDB

/// The image that a labeler should label next.
///
/// Images wait in buckets: the fewer people are missing the earlier, and among equals those already
/// begun before fresh ones; in a bucket they stand in the order in which they were added. A labeler
/// who works alone finds the head of a bucket full of their own answers, so that an exact search
/// would cost more with every image done. Therefore only the first `lookAhead` of each bucket are
/// looked at, and all of them only when that finds nothing.
struct NextImage {
  let database: Database
  let person: Int
  /// Taken as answered by this labeler, whatever it is; no image has the id 0.
  var answered = 0

  /// A guess: far more than labelers who work at the same time, and some 0.1 ms to look through.
  private static let lookAhead = 64

  /// Nil when there is nothing for this labeler.
  func find() throws -> Int? {
    try ownLease() ?? ownRest(state: .expired) ?? firstOfBuckets() ?? anywhere()
      ?? ownRest(state: .released)
  }

  /// What the labeler holds, as long as they are still wanted there.
  private func ownLease() throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT a.image FROM assignment AS a JOIN standing AS s ON s.image = a.image
          WHERE a.person = ? AND a.image <> ? AND a.state = 'leased' AND a.state <> 'answered'
            AND s.state IN ('queued', 'labeling') AND s.taken <= s.wanted
          ORDER BY a.image LIMIT 1
          """), arguments: [person, answered])
  }

  /// What the labeler held, where a seat is free. What they gave back of their own will comes last
  /// of all, so that they are not handed the same image again at once.
  private func ownRest(state: Assignment.State) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT a.image FROM assignment AS a JOIN standing AS s ON s.image = a.image
          WHERE a.person = ? AND a.image <> ? AND a.state = ? AND a.state <> 'answered'
            AND s.bucket IS NOT NULL
          ORDER BY a.image LIMIT 1
          """), arguments: [person, answered, state.rawValue])
  }

  private func firstOfBuckets() throws -> Int? {
    var last = 0
    while let bucket = try bucket(after: last) {
      let image = try Int.fetchOne(
        database.cachedStatement(sql: Self.searchOfBucket),
        arguments: [bucket, Self.lookAhead, answered, person])
      if let image { return image }
      last = bucket
    }
    return nil
  }

  private func bucket(after last: Int) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT bucket FROM standing WHERE bucket > ? ORDER BY bucket LIMIT 1"),
      arguments: [last])
  }

  private func anywhere() throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(sql: Self.searchOfAll), arguments: [answered, person])
  }

  static let searchOfBucket = """
    SELECT min(c.image) FROM
      (SELECT image FROM standing WHERE bucket = ? ORDER BY image LIMIT ?) AS c
    WHERE c.image <> ? AND NOT EXISTS
      (SELECT 1 FROM assignment AS a WHERE a.image = c.image AND a.person = ?)
    """

  static let searchOfAll = """
    SELECT s.image FROM standing AS s
    WHERE s.bucket IS NOT NULL AND s.image <> ? AND NOT EXISTS
      (SELECT 1 FROM assignment AS a WHERE a.image = s.image AND a.person = ?)
    ORDER BY s.bucket, s.image LIMIT 1
    """
}
