import Labels
import Store
import Testing

/// What every engine owes many facts that arrive together.
@Suite struct WorkspaceConformanceBatch {
  private struct GivenUp: Error {}

  private func submission(_ id: String, _ image: Int, _ answer: Answer) -> Submission {
    Submission(id: id, image: image, labeler: "ana", answer: answer, revision: 1)
  }

  @Test(arguments: Engine.all) func `all of a batch is stored, or nothing of it`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 3))
    #expect(throws: GivenUp.self) {
      try bench.workspace.batch(by: "lead") { batch in
        try batch.submit(submission("1", 1, boxes(at: 0)))
        try batch.setGold(boxes(at: 0).boxes, of: 1)
        throw GivenUp()
      }
    }
    #expect(try bench.workspace.answered(by: "ana") == [])
    try bench.workspace.batch(by: "lead") { batch in
      try batch.submit(submission("1", 1, boxes(at: 0)))
      // What is refused leaves the rest as it is.
      #expect(throws: StoreError.self) {
        try batch.submit(submission("2", 1, boxes(at: 9)))
      }
      #expect(throws: StoreError.self) {
        try batch.setGold(boxes(at: 0, classID: 99).boxes, of: 2)
      }
      try batch.submit(submission("3", 2, boxes(at: 5)))
      let proposal = Proposal(model: "", labeled: boxes(at: 5).boxes[0], score: 0.5)
      try batch.propose(NewProposals(image: 3, proposals: [proposal]), model: "m")
    }
    #expect(try bench.workspace.answered(by: "ana") == [1, 2])
    #expect(try bench.claim("bo", preferring: 3)?.proposals.map(\.model) == ["m"])
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `labelers are measured by gold, and it decides nothing`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.submit("ana", 1, boxes(at: 0))
    _ = try bench.workspace.refit(by: "lead", reopening: false)
    #expect(try !bench.workspace.refitIsDue())
    let before = try bench.workspace.dossier(of: 1).dossier.standing.state
    try bench.workspace.batch(by: "lead") { try $0.setGold(boxes(at: 2).boxes, of: 1) }
    #expect(try bench.workspace.dossier(of: 1).dossier.standing.state == before)
    #expect(try bench.workspace.refitIsDue())
    let refit = try #require(try bench.workspace.refit(by: "lead", reopening: false))
    #expect(refit.resolutions == 1)
    #expect(try !bench.workspace.refitIsDue())
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `an image is found by its content`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 2))
    var seen: [Int] = []
    try bench.workspace.forEachImage { image in seen.append(image.id) }
    #expect(seen == [1, 2])
    let image = try bench.workspace.dossier(of: 2).dossier.image
    #expect(try bench.workspace.image(sha256: image.sha256) == image)
    #expect(try bench.workspace.image(sha256: String(repeating: "f", count: 64)) == nil)
  }
}
