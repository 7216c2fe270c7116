import Labels
import Store
import Testing

/// What every engine owes those who say more of a box than its class.
@Suite struct WorkspaceConformanceAttributes {
  static let asked: [Attribute] = [
    Attribute(name: "occluded", kind: .flag, key: "o"),
    Attribute(name: "shade", kind: .choice(["Rose", "Ruby"]), classID: 1),
    Attribute(name: "wear", kind: .number(0...5)), Attribute(name: "note", kind: .text),
  ]

  static func said(_ values: [String: AttributeValue], classID: Int = 1) -> Answer {
    var boxes = boxes(at: 0, classID: classID).boxes
    boxes[0].attributes = Attributes(values)
    return .boxes(boxes)
  }

  private static let everything: [String: AttributeValue] = [
    "occluded": .flag(true), "shade": .text("Ruby"), "wear": .number(3), "note": .text("1"),
  ]

  @Test(arguments: Engine.all) func `attributes get the next ids and stay as they are`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench()
    let added = try bench.workspace.addAttributes(Self.asked, by: "lead")
    #expect(added.map(\.id) == [1, 2, 3, 4])
    #expect(try bench.open().charter().attributes == added)
    #expect(try bench.workspace.addAttributes(Self.asked, by: "lead") == [])
    for bad in [
      Attribute(name: "wear", kind: .flag), Attribute(name: "out", kind: .flag, key: "o"),
      Attribute(name: "votes", kind: .flag), Attribute(name: "x", kind: .choice(["one"])),
      Attribute(name: "x", kind: .choice(["one", "one"])), Attribute(name: " ", kind: .text),
    ] {
      guard case .badName = failure({ try bench.workspace.addAttributes([bad], by: "lead") }) else {
        Issue.record("took \(bad)")
        continue
      }
    }
    #expect(
      failure {
        try bench.workspace.addAttributes(
          [Attribute(name: "x", kind: .flag, classID: 9)], by: "lead")
      } == .unknownClass(9))
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `what is said of a box is kept and merged`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.workspace.addAttributes(Self.asked, by: "lead")
    let answer = Self.said(Self.everything)
    try bench.submit("ana", 1, answer, id: "one")
    #expect(try bench.submit("ana", 1, answer, id: "one").repeated)
    #expect(failure { try bench.submit("ana", 1, Self.said([:]), id: "one") } != nil)
    try bench.submit("bo", 1, answer)
    try bench.submit("cy", 1, Self.said(["occluded": .flag(false), "wear": .number(1)]))
    let again = try bench.open()
    #expect(try again.answer(by: "ana", to: 1)?.annotation.answer == answer)
    let dossier = try #require(try bench.dossier(1))
    #expect(dossier.annotations[1].answer == answer)
    #expect(
      dossier.standing.merged?.boxes.first?.attributes == Attributes(Self.everything))
    #expect(try again.verify() == [])
  }

  @Test(arguments: Engine.all) func `experts' boxes keep theirs`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.workspace.addAttributes(Self.asked, by: "lead")
    try bench.quarrel(over: 1)
    let answer = Self.said(Self.everything)
    try bench.resolve("eve", 1, answer, id: "one")
    try bench.resolve("eve", 1, answer, id: "one")
    #expect(try bench.dossier(1)?.resolution?.answer == answer)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `what was not asked, or not so, is refused`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.workspace.addAttributes(Self.asked, by: "lead")
    for (answer, fault) in [
      (Self.said(["gloss": .flag(true)]), "there is no attribute gloss"),
      (Self.said(["wear": .number(6)]), "must be a number from 0 to 5"),
      (Self.said(["shade": .text("Red")]), "must be one of Rose, Ruby"),
      (Self.said(["shade": .text("Ruby")], classID: 2), "no attribute of boxes of this class"),
    ] {
      let error = failure { try bench.submit("ana", 1, answer) }
      #expect(error?.description.contains(fault) == true, "\(String(describing: error))")
    }
    #expect(try bench.workspace.answered(by: "ana") == [])
  }
}
