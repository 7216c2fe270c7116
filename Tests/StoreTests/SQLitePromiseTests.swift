import Foundation
import GRDB
import Labels
import Testing

@testable import Store

/// What the file itself refuses, and what `verify` finds in a file that somebody changed.
@Suite struct SQLitePromiseTests {
  let scratch: Scratch
  let path: String
  let bench: Bench
  let workspace: SQLiteWorkspace

  /// Images 1 (disputed), 2 (resolved) and 3 (one answer), and a class without boxes.
  init() throws {
    scratch = try Scratch()
    path = scratch.folder + "/shop.tessera"
    let clock = HandClock()
    let workspace = try SQLiteWorkspace.create(
      at: path, classes: ["lipstick", "powder"], by: "lead", now: clock.read)
    let path = path
    bench = Bench(
      workspace: workspace, clock: clock, open: { try SQLiteWorkspace(opening: path) },
      scratch: scratch)
    self.workspace = workspace
    try bench.add(1...4)
    try bench.quarrel(over: 1)
    try bench.quarrel(over: 2)
    try workspace.addAttributes([Attribute(name: "occluded", kind: .flag)], by: "lead")
    let said = WorkspaceConformanceAttributes.said(["occluded": .flag(true)])
    try bench.resolve("eve", 2, said)
    try bench.submit("ana", 3, boxes(at: 0))
    let proposal = Proposal(model: "", labeled: said.boxes[0], score: 0.5)
    try workspace.propose(
      [NewProposals(image: 3, proposals: [proposal])], model: "m", by: "lead")
    _ = try workspace.submit(
      Submission(
        id: "said", image: 3, labeler: "ana", answer: said,
        outcomes: [ProposalOutcome(proposal: 1, act: .accepted, iou: 1)]))
    try workspace.batch(by: "lead") { try $0.setGold(boxes(at: 0).boxes, of: 3) }
    _ = try bench.claim("bo", preferring: 4)
    let question = try workspace.ask("Metal?", about: 3, by: "ana", id: "question")
    try workspace.reply(to: question, "No.", intoGuideline: false, by: "eve", id: "answer")
    _ = try workspace.readAnswers(by: "ana")
    _ = try workspace.readGuideline(by: "ana")
    let picture = GuidelinePicture(
      path: "a.png", sha256: String(repeating: "a", count: 64), bytes: [1])
    try workspace.setGuideline("![good](a.png)", pictures: [picture], by: "lead")
  }

  func execute(_ sql: String) throws {
    try workspace.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  // MARK: What the file refuses

  @Test(
    arguments: Schema1.factTables + SchemaQuestions.factTables + SchemaAttributes.factTables
      + SchemaProposals.factTables + SchemaGold.factTables)
  func `facts can be neither changed nor deleted`(
    _ table: String
  ) throws {
    let column =
      [
        "annotation_box": "annotation", "annotation_attribute": "annotation",
        "resolution_box": "resolution", "resolution_attribute": "resolution",
        "proposal_attribute": "proposal", "proposal_outcome": "annotation",
        "gold_box": "gold",
      ][table] ?? "id"
    for sql in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
      let error = #expect(throws: DatabaseError.self) { try execute(sql) }
      #expect(error?.message?.contains("facts are never") == true)
    }
    #expect(try bench.workspace.verify() == [])
  }

  static let refused = [
    // One seat more than is wanted.
    """
    INSERT INTO assignment (image, person, state, epoch, lease_until)
    SELECT 4, id, 'leased', 1, 9 FROM person WHERE id NOT IN
      (SELECT person FROM assignment WHERE image = 4) LIMIT 3
    """,
    "UPDATE assignment SET state = 'released' WHERE image = 3",
    "DELETE FROM assignment",
    // A second first answer by one person.
    """
    INSERT INTO annotation (image, person, revision, submission, boxes, policy, at)
    SELECT image, person, 1, 'x', 0, 1, 0 FROM annotation WHERE image = 3 LIMIT 1
    """,
    // A second resolution of one image.
    """
    INSERT INTO resolution (image, person, submission, boxes, source, reason, at)
    VALUES (2, 1, 'x', 0, 'drawn', '', 0)
    """,
    // A box of no class; strict types.
    "INSERT INTO annotation_box VALUES (1, 9, 77, 0, 0, 1, 1)",
    "INSERT INTO annotation_box VALUES (1, 9, 1, 'left', 0, 1, 1)",
  ]

  @Test(arguments: refused) func `the file itself refuses what must not be`(_ sql: String) throws {
    #expect(throws: DatabaseError.self) { try execute(sql) }
    #expect(try workspace.verify() == [])
  }

  // MARK: What verify finds

  static let tampered = [
    ("UPDATE standing SET state = 'agreed' WHERE image = 1", "Image 1 (1.png): stored as agreed"),
    ("DELETE FROM standing WHERE image = 4", "Image 4 has no standing"),
    (
      "UPDATE merged_box SET confidence = confidence / 2 WHERE image = 3",
      "Image 3 (3.png): stored as labeling"
    ),
    ("UPDATE standing SET taken = 0 WHERE image = 4", "Image 4 counts other people"),
    (
      "DROP TRIGGER annotation_box_unchanged; UPDATE annotation_box SET x = 990 WHERE annotation = 12",
      "Image 3 (3.png): a box by ana: x + width is 1070.0"
    ),
    (
      """
      DROP TRIGGER annotation_box_kept; DELETE FROM annotation_box WHERE annotation = 11
      """, "Annotation 11 has another number of boxes"
    ),
    ("DROP TRIGGER audit_kept; DELETE FROM audit WHERE id = 5", "Audit line 5 is missing"),
    (
      "DROP TRIGGER audit_unchanged; UPDATE audit SET at = at - 1 WHERE id = 9",
      "Audit line 9 is earlier"
    ),
    (
      "DROP TRIGGER annotation_unchanged; UPDATE annotation SET person = 1 WHERE id = 1",
      "annotation 1 is not in the audit"
    ),
    (
      """
      DROP TRIGGER policy_unchanged; UPDATE policy SET minimum = 1, maximum = 4
      """, "Annotation 5 was taken although"
    ),
    (
      "DROP TRIGGER annotation_unchanged; UPDATE annotation SET revision = 7 WHERE id = 12",
      "Annotation 12 follows no revision"
    ),
    (
      """
      DROP TRIGGER resolution_unchanged;
      UPDATE resolution SET person = (SELECT person FROM annotation WHERE image = 2 LIMIT 1)
      """, "Resolution 1 was made by a person who labeled"
    ),
    (
      "INSERT INTO answer_search (answer_search) VALUES ('delete-all')",
      "Answer 1 is not found by a search"
    ),
    (
      "DROP TRIGGER answer_read_unchanged; UPDATE answer_read SET person = 1",
      "Answer 1 was read by somebody else"
    ),
    (
      "PRAGMA foreign_keys = OFF; DROP TRIGGER class_kept; DELETE FROM class WHERE id = 1",
      "A row of annotation_box points to a row of class that is not there"
    ),
  ]

  @Test(arguments: tampered) func `verify finds what somebody changed`(
    _ sql: String, complaint: String
  ) throws {
    #expect(try workspace.verify() == [])
    try execute(sql)
    let found = try workspace.verify()
    #expect(found.contains { $0.hasPrefix(complaint) }, "\(found)")
    #expect(found.allSatisfy { $0.hasSuffix(".") })
  }

  @Test func `bytes that went bad are found`() throws {
    let path = scratch.folder + "/bad.tessera"
    do {
      let workspace = try SQLiteWorkspace.create(at: path, classes: ["lipstick"], by: "lead")
      _ = try workspace.add((1...500).map(picture), by: "lead")
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    let size = try file.seekToEnd()
    for page in 20..<(size / 4_096) {
      try file.seek(toOffset: page * 4_096)
      try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
    }
    try file.close()
    let found = failure {
      let faults = try SQLiteWorkspace(opening: path).verify()
      throw StoreError.damaged(path: path, reason: try #require(faults.first))
    }
    guard case .damaged = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }

  // MARK: A full disk

  @Test func `a full disk loses nothing that was acknowledged`() throws {
    try execute("PRAGMA max_page_count = 1")
    var acknowledged = 0
    var error: StoreError?
    while error == nil, acknowledged < 10_000 {
      let number = 100 + acknowledged * 10
      error = failure { try bench.add(number...(number + 9)) }
      if error == nil { acknowledged += 1 }
    }
    #expect(error == .diskFull(path: path))
    #expect(try workspace.verify() == [])
    #expect(try workspace.charter().images == 4 + acknowledged * 10)
    try execute("PRAGMA max_page_count = 1000000")
    try bench.add(9_000_000...9_000_010)
    #expect(try workspace.verify() == [])
  }

  // MARK: Cost

  static let plans = [
    (NextImage.searchOfBucket, [2, 64, 3, 1]),
    (NextImage.searchOfAll, [3, 1]),
    ("SELECT bucket FROM standing WHERE bucket > ? ORDER BY bucket LIMIT 1", [0]),
    (
      """
      UPDATE assignment SET state = 'expired', lease_until = NULL
      WHERE state = 'leased' AND lease_until <= ?
      """, [0]
    ),
  ]

  @Test(arguments: plans) func `a claim searches indexes and sorts nothing`(
    _ sql: String, arguments: [Int]
  ) throws {
    let plan = try workspace.queue.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: StatementArguments(arguments)
      ).map { $0["detail"] as String }
    }
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    // `c` is what a bounded look-ahead found.
    let scans = plan.filter {
      $0.hasPrefix("SCAN") && $0 != "SCAN c" && !$0.contains("USING INDEX standing_queue")
    }
    #expect(scans.isEmpty, "\(plan)")
  }
}
