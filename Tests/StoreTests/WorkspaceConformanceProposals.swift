import Labels
import Store
import Testing

/// What every engine owes models and those who judge their proposals.
@Suite struct WorkspaceConformanceProposals {
  static func proposal(_ x: Int, _ score: Double, classID: Int = 1) -> Proposal {
    Proposal(model: "", labeled: boxes(at: x, classID: classID).boxes[0], score: score)
  }

  @Test(arguments: Engine.all) func `a claim brings what the latest run of each model proposes`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 2))
    try bench.workspace.addAttributes([Attribute(name: "occluded", kind: .flag)], by: "lead")
    var second = Self.proposal(50, 0.9)
    second.labeled.attributes["occluded"] = .flag(true)
    for (model, image, proposals) in [
      ("yolo", 1, [Self.proposal(0, 0.4)]), ("yolo", 1, [Self.proposal(10, 0.5), second]),
      ("sam", 1, [Self.proposal(20, 0.7)]), ("sam", 2, [Self.proposal(30, 1)]),
    ] {
      try bench.workspace.propose(
        [NewProposals(image: image, proposals: proposals)], model: model, by: "lead")
    }
    let claim = try #require(try bench.claim("ana", preferring: 1))
    #expect(claim.proposals.map(\.model) == ["yolo", "sam", "yolo"])
    #expect(claim.proposals.map(\.score) == [0.9, 0.7, 0.5])
    #expect(claim.proposals[0].labeled == second.labeled)
    #expect(try bench.workspace.status().proposals.map(\.proposed) == [2, 2])
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `what became of proposals is kept with the answer`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.workspace.propose(
      [NewProposals(image: 1, proposals: [Self.proposal(0, 0.9), Self.proposal(200, 0.2)])],
      model: "yolo", by: "lead")
    func submit(_ labeler: String, _ acts: [ProposalOutcome.Act], id: String) throws {
      let proposals = try #require(try bench.claim("other \(id)", preferring: 1)).proposals
      let outcomes = zip(proposals, acts).map {
        ProposalOutcome(proposal: $0.id, act: $1, iou: $1 == .accepted ? 1 : 0.5)
      }
      try bench.workspace.release(image: 1, for: "other \(id)", epoch: 1)
      _ = try bench.workspace.submit(
        Submission(
          id: id, image: 1, labeler: labeler, answer: boxes(at: 0), outcomes: outcomes))
    }
    try submit("ana", [.ignored, .ignored], id: "1")
    try submit("ana", [.accepted, .rejected], id: "2")
    try submit("bo", [.adjusted, .ignored], id: "3")
    // A revision, to which nothing is proposed, takes nothing back.
    try bench.submit("bo", 1, boxes(at: 5))
    let records = try bench.open().proposalRecords()
    #expect(records.map(\.labeler) == ["ana", "ana", "bo", "bo"], "the latest answer counts")
    #expect(records.map(\.outcome.act) == [.accepted, .rejected, .adjusted, .ignored])
    let status = try #require(try bench.workspace.status().proposals.first)
    #expect(status.acts == [.accepted: 1, .adjusted: 1, .rejected: 1, .ignored: 1])
    #expect(status.acceptance == 0.25 && status.adjustedIoU == 0.5)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `proposals that cannot be labels are refused, all of them`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    for bad in [
      Self.proposal(990, 0.5), Self.proposal(0, 1.5), Self.proposal(0, 0.5, classID: 9),
    ] {
      let proposals = NewProposals(image: 1, proposals: [Self.proposal(0, 0.5), bad])
      #expect(failure { try bench.workspace.propose([proposals], model: "m", by: "lead") } != nil)
    }
    #expect(try bench.claim("ana")?.proposals == [])
    let outcome = ProposalOutcome(proposal: 7, act: .accepted, iou: 1)
    #expect(
      failure {
        try bench.workspace.submit(
          Submission(
            id: "1", image: 1, labeler: "ana", answer: boxes(at: 0), outcomes: [outcome]))
      } == .unknownProposal(7))
  }

  @Test(arguments: Engine.all) func `where the policy hides them, experts alone see them`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(proposals: .hide), images: 1))
    try bench.workspace.propose(
      [NewProposals(image: 1, proposals: [Self.proposal(0, 0.5)])], model: "m", by: "lead")
    #expect(try bench.claim("ana")?.proposals == [])
    #expect(try bench.workspace.charter().policy.proposals == .hide)
    try bench.workspace.release(image: 1, for: "ana", epoch: 1)
    try bench.quarrel(over: 1)
    #expect(try bench.workspace.claimDispute(for: "eve", image: 1)?.proposals.count == 1)
    try bench.workspace.setPolicy(Policy(proposals: .afterOwn), by: "lead")
    #expect(try bench.open().charter().policy.proposals == .afterOwn)
  }
}
