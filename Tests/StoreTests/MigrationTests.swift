import GRDB
import Labels
import Testing

@testable import Store

/// Files of earlier versions.
@Suite struct MigrationTests {
  /// A file as the first version made it: an answer, a policy, a class.
  private static let contents = """
    INSERT INTO workspace VALUES (1, 'old', 1);
    INSERT INTO person VALUES (1, 'lead'), (2, 'ana');
    INSERT INTO audit (at, person, act, fact, detail) VALUES
      (1, 1, 'policy', 1, ''), (1, 1, 'guideline', 1, ''), (1, 1, 'class', 1, 'lipstick');
    INSERT INTO policy VALUES (1, 2, 4, 'risk', 0.1, 0.3, 60, 1, 1, 1);
    INSERT INTO guideline VALUES (1, 'Tight.', 1, 1);
    INSERT INTO class VALUES (1, 'lipstick', 1, 1);
    INSERT INTO image VALUES (1, '\(String(repeating: "0", count: 64))', 'a.png', '/a.png', 100, 80, 1, 1);
    INSERT INTO standing (image, state, wanted, seats) VALUES (1, 'labeling', 2, 2);
    INSERT INTO assignment VALUES (1, 2, 'answered', 1, NULL);
    INSERT INTO annotation VALUES (1, 1, 2, 1, 'one', NULL, 1, NULL, 1, 2);
    INSERT INTO annotation_box VALUES (1, 1, 1, 10, 20, 30, 40);
    INSERT INTO audit (at, person, act, image, fact, detail) VALUES (2, 2, 'submit', 1, 1, '');
    """

  @Test func `a workspace of the first version is brought up to date with all it holds`() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/old.tessera"
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: Schema1.sql)
      try database.execute(sql: Self.contents)
      try database.execute(
        sql: "PRAGMA application_id = \(Migrations.applicationID); PRAGMA user_version = 1")
    }
    try queue.close()

    let workspace = try SQLiteWorkspace(opening: path)
    let charter = try workspace.charter()
    #expect(charter.name == "old" && charter.guideline == "Tight." && charter.attributes.isEmpty)
    #expect(
      charter.policy
        == Policy(
          minimum: 2, maximum: 4, escalation: .risk, askThreshold: 0.1, disputeThreshold: 0.3,
          leaseSeconds: 60, revealsLabelers: true))
    let box = LabeledBox(box: Box(x: 10, y: 20, width: 30, height: 40), classID: 1)
    #expect(try workspace.answer(by: "ana", to: 1)?.annotation.answer == .boxes([box]))
    // What is derived is made anew by whoever changes something.
    try workspace.setPolicy(charter.policy, by: "lead")
    #expect(try workspace.verify() == [])
    try workspace.addAttributes([Attribute(name: "occluded", kind: .flag)], by: "lead")
    let version = try workspace.queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == Migrations.latest)
  }
}
