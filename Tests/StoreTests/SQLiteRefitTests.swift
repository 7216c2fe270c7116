import GRDB
import Labels
import Store
import Testing

/// A refit that ended half-way.
struct SQLiteRefitTests {
  @Test func `half of the standings from before are understood, and the next refit goes on`() throws
  {
    let scratch = try Scratch()
    let path = scratch.folder + "/shop.tessera"
    let workshop = Workshop(seed: 11, images: 20)
    let workspace = try SQLiteWorkspace.create(
      at: path, classes: ["lipstick"], policy: WorkspaceConformanceRefit.content, by: "lead")
    _ = try workspace.add((1...20).map(picture), by: "lead")
    for (image, answers) in workshop.answers.enumerated() {
      for (labeler, answer) in answers {
        _ = try workspace.submit(
          Submission(
            id: "\(image) \(labeler)", image: image + 1, labeler: labeler, answer: answer))
      }
    }
    let raw = try DatabaseQueue(path: path)
    try raw.write { database in
      for table in ["standing", "merged_box"] {
        try database.execute(sql: "CREATE TABLE old_\(table) AS SELECT * FROM \(table)")
      }
    }
    _ = try workspace.refit(by: "lead", reopening: false)
    #expect(try !workspace.refitIsDue())
    try raw.write { database in
      try database.execute(
        sql: """
          UPDATE standing SET skills = 0, ruled = 0, disagreement = o.disagreement, risk = o.risk
          FROM old_standing AS o WHERE o.image = standing.image AND o.image > 10;
          DELETE FROM merged_box WHERE image > 10;
          INSERT INTO merged_box SELECT * FROM old_merged_box WHERE image > 10
          """)
    }
    #expect(try workspace.verify().count == 10)
    try raw.write { try $0.execute(sql: "UPDATE upkeep SET stale = 1") }
    #expect(try workspace.verify() == [])
    #expect(try workspace.refitIsDue())
    let refit = try #require(try workspace.refit(by: "lead", reopening: false))
    #expect(!refit.isNew && refit.changed == 10)
    #expect(try workspace.verify() == [])
    #expect(try !workspace.refitIsDue())
  }

  @Test func `two do not estimate at the same time`() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/shop.tessera"
    let clock = HandClock()
    let workspace = try SQLiteWorkspace.create(
      at: path, classes: ["lipstick"], by: "lead", now: clock.read)
    let promised = try DatabaseQueue(path: path)
    try promised.write {
      try $0.execute(
        sql: "UPDATE upkeep SET fitting_until = ?", arguments: [clock.read() + 600_000])
    }
    #expect(try workspace.refit(by: "lead", reopening: false) == nil)
    clock.advance(seconds: 600)
    #expect(try workspace.refit(by: "lead", reopening: false) != nil)
  }
}
