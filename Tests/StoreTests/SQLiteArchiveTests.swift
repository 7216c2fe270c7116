import Foundation
import GRDB
import Labels
import Testing

@testable import Store

/// All of a workspace as records, and back.
@Suite struct SQLiteArchiveTests {
  /// Every row of every table that an archive carries, and what is derived.
  private static func rows(of workspace: SQLiteWorkspace) throws -> [String: [[DatabaseValue]]] {
    try workspace.read { database in
      var found: [String: [[DatabaseValue]]] = [:]
      for table in ArchiveTables.carried {
        found[table] = try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2")
          .map { Array($0.databaseValues) }
      }
      found["answer_search"] = try Row.fetchAll(database, sql: "SELECT rowid FROM answer_search")
        .map { Array($0.databaseValues) }
      return found
    }
  }

  private static func records(of workspace: SQLiteWorkspace) throws -> [PlainRecord] {
    var found: [PlainRecord] = []
    try workspace.forEachRecord { found.append($0) }
    return found
  }

  private static func restore(_ records: [PlainRecord], to path: String) throws -> SQLiteWorkspace {
    try SQLiteWorkspace.restore(at: path) { take in for record in records { try take(record) } }
  }

  /// A workspace in which all that people may do was done, at random.
  private static func busyBench(seed: UInt64) throws -> (SQLiteWorkspace, Scratch) {
    var random = SeededGenerator(seed: seed)
    let scratch = try Scratch()
    let clock = HandClock()
    let picture = GuidelinePicture(
      path: "good.png", sha256: String(repeating: "a", count: 64), bytes: [137, 80, 0, 255])
    let store = try SQLiteWorkspace.create(
      at: scratch.folder + "/shop.tessera", classes: ["lipstick", "pow\"der"],
      attributes: [
        Attribute(name: "occluded", kind: .flag), Attribute(name: "shade", kind: .text),
        Attribute(name: "angle", kind: .number(0...1)),
      ], guideline: "Draw tightly. ![](good.png)", pictures: [picture], by: "lead", now: clock.read)
    let bench = Bench(
      workspace: store, clock: clock, open: { store }, scratch: scratch)
    try bench.add(1...9)
    func answer() -> Answer {
      if Int.random(in: 0..<9, using: &random) == 0 { return .skip(reason: "blurred\n\u{1F}") }
      return .boxes(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          var box = LabeledBox(
            box: Box(
              x: .random(in: 0...500, using: &random), y: .random(in: 0...300, using: &random),
              width: .random(in: 1e-7...400, using: &random), height: 1.0 / 3),
            classID: .random(in: 1...2, using: &random))
          if Bool.random(using: &random) { box.attributes["occluded"] = .flag(true) }
          if Bool.random(using: &random) {
            box.attributes["angle"] = .number([0, 1, 0.1 + 0.2].randomElement(using: &random) ?? 0)
          }
          if Bool.random(using: &random) { box.attributes["shade"] = .text("rosé") }
          return box
        })
    }
    for model in ["yolo", "sam"] {
      let proposals = answer().boxes.map { Proposal(model: "", labeled: $0, score: 0.7) }
      try store.propose([NewProposals(image: 1, proposals: proposals)], model: model, by: "lead")
    }
    for image in 1...6 {
      for labeler in ["ana", "bo", "cy"].prefix(.random(in: 0...3, using: &random)) {
        clock.advance(seconds: 7)
        let outcomes =
          try bench.claim(labeler, preferring: image)?.proposals.map {
            ProposalOutcome(proposal: $0.id, act: .adjusted, iou: 0.3)
          } ?? []
        guard image != 6 else { continue }
        _ = try store.submit(
          Submission(
            id: "\(labeler) \(image)", image: image, labeler: labeler, answer: answer(),
            seconds: Bool.random(using: &random) ? 3.7 : nil, outcomes: outcomes))
      }
    }
    try bench.submit("ana", 7, answer(), id: "first")
    try bench.submit("ana", 7, answer(), id: "second", revision: 2)
    var agreed = boxes(at: 20).boxes[0]
    agreed.attributes["occluded"] = .flag(true)
    for labeler in ["ana", "bo", "cy"] { try bench.submit(labeler, 9, .boxes([agreed])) }
    try bench.quarrel(over: 8)
    _ = try store.claimDispute(for: "eve", image: 8)
    if Bool.random(using: &random) {
      try bench.resolve("eve", 8, answer(), source: .labeler("quarreler 1"))
    }
    _ = try store.refit(by: "lead", reopening: false)
    try store.record(
      ExportFact(format: "coco", path: "/out", images: 1, boxes: 2, bookmark: store.bookmark()),
      by: "lead")
    let question = try store.ask("Metal caps?", about: 2, by: "ana", id: "q")
    try store.reply(to: question, "No.", intoGuideline: true, by: "eve", id: "a")
    _ = try store.readAnswers(by: "ana")
    _ = try store.readGuideline(by: "bo")
    try store.setPolicy(Policy(minimum: 2), by: "lead")
    try store.batch(by: "lead") { try $0.setGold(boxes(at: 20).boxes, of: 5) }
    return (store, scratch)
  }

  @Test(arguments: UInt64(1)...12)
  func `a restored workspace is equal to the one that was archived`(seed: UInt64) throws {
    let (store, scratch) = try Self.busyBench(seed: seed)
    let records = try Self.records(of: store)
    let copy = try Self.restore(records, to: scratch.folder + "/copy.tessera")
    #expect(try Self.records(of: copy) == records, "seed \(seed)")
    #expect(try Self.rows(of: copy) == Self.rows(of: store), "seed \(seed)")
    #expect(try copy.verify() == [])
    #expect(try copy.answered(matching: "metal", limit: 5).count == 1)
    // What was promised to labelers goes on in it, and facts are as safe as they were.
    _ = try copy.claim(for: "new", preferring: nil)
    #expect(throws: DatabaseError.self) {
      try copy.queue.write { try $0.execute(sql: "DELETE FROM audit") }
    }
  }

  @Test func `every table and every column of the schema is carried or derived`() throws {
    let (store, _) = try Self.busyBench(seed: 1)
    let tables = try store.read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    }.filter { name in
      // An index of its own makes tables of its own.
      !ArchiveTables.derived.contains { name.hasPrefix($0 + "_") }
    }
    #expect(Set(tables) == Set(ArchiveTables.carried + ArchiveTables.derived))
    let known = ArchiveTables.before + ArchiveTables.ofImages + ArchiveTables.after
    for table in known {
      let columns = try store.read {
        try String.fetchAll(
          $0, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table.name])
      }
      #expect(Set(columns) == Set(table.place + table.columns.map(\.name)), "\(table.name)")
    }
    // Or the other tests show nothing.
    var empty = Set(tables)
    for seed in UInt64(1)...6 {
      empty.subtract(
        try Self.rows(of: Self.busyBench(seed: seed).0).filter { !$0.value.isEmpty }.keys)
    }
    #expect(empty == [])
  }

  @Test func `a workspace in which nothing was done is replaced, any other is left alone`() throws {
    let (store, scratch) = try Self.busyBench(seed: 3)
    let records = try Self.records(of: store)
    let fresh = scratch.folder + "/fresh.tessera"
    _ = try SQLiteWorkspace.create(at: fresh, classes: ["other"], by: "somebody")
    #expect(try Self.rows(of: Self.restore(records, to: fresh)) == Self.rows(of: store))
    let refusal = failure { try Self.restore(records, to: fresh) }
    guard case .notEmpty(fresh, _)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  @Test func `nothing is made of an archive with a fault`() throws {
    let (store, scratch) = try Self.busyBench(seed: 2)
    let records = try Self.records(of: store)
    let path = scratch.folder + "/copy.tessera"
    let image = try #require(records.firstIndex { $0["kind"] == .text("image") })
    func changed(_ index: Int, _ change: (inout PlainRecord) -> Void) -> [PlainRecord] {
      var records = records
      change(&records[index])
      return records
    }
    let cases: [(String, [PlainRecord])] = [
      ("the end is missing", records.dropLast()),
      ("a line is missing", records.filter { $0["kind"] != .text("upkeep") }),
      ("it does not begin", Array(records.dropFirst())),
      ("it begins twice", records.prefix(1) + records),
      ("a member is unknown", changed(image) { $0.append("color", .text("red")) }),
      ("a member is of another kind", changed(image) { $0.members[1].value = .text("one") }),
      ("a later version", changed(0) { $0.members[1].value = .whole(Migrations.latest + 1) }),
      ("a standing that does not follow", changed(image) { $0.members.removeLast() }),
    ]
    for (name, records) in cases {
      #expect(throws: RecordFault.self, "\(name)") { try Self.restore(records, to: path) }
      #expect(!FileManager.default.fileExists(atPath: path), "\(name)")
    }
  }
}
