import Consensus
import Labels
import Store
import Testing

/// What every engine owes those who read it.
@Suite struct WorkspaceConformanceReport {
  @Test(arguments: Engine.all) func `the status counts images and labelers`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 5))
    for name in ["ana", "bo", "cy"] { try bench.submit(name, 1, boxes(at: 100)) }
    try bench.quarrel(over: 2)
    try bench.submit("ana", 3, .skip(reason: "dark"))
    try bench.submit("bo", 3, .skip(reason: "dark"))
    _ = try bench.claim("ana", preferring: 4)
    let status = try bench.workspace.status()
    #expect(
      status.images
        == [.queued: 2, .labeling: 0, .agreed: 1, .disputed: 1, .resolved: 0, .rejected: 1])
    let ana = try #require(status.labelers.first)
    #expect(
      ana
        == LabelerStatus(
          name: "ana", answered: 2, skipped: 1, boxes: 1, holding: 1, agreement: 1))
    #expect(status.labelers.map(\.name) == ["ana", "bo", "cy"] + (1...5).map { "quarreler \($0)" })
    #expect(status.labelers.last?.agreement ?? 1 < 0.2)
    #expect(status.disputes.map(\.image.id) == [2])
    #expect(status.disputes.first?.labelers == 5)
    let numbers = try bench.dossiers().compactMap(\.standing.merged)
      .filter { $0.labelers >= 2 }.map(\.disagreement)
    let mean = try #require(status.meanDisagreement)
    #expect(abs(mean - numbers.reduce(0, +) / Double(numbers.count)) < 1e-12)
  }

  @Test(arguments: Engine.all) func `a new workspace has no means`(_ engine: Engine) throws {
    let status = try engine.bench(Setup(images: 1)).workspace.status()
    #expect(status.meanDisagreement == nil)
    #expect(status.meanRisk == nil)
    #expect(status.labelers.isEmpty)
  }

  @Test(arguments: Engine.all) func `a lease that ran out is held no more`(_ engine: Engine) throws
  {
    let bench = try engine.bench(Setup(images: 1))
    _ = try bench.claim("ana")
    #expect(try bench.workspace.status().labelers.map(\.holding) == [1])
    bench.clock.advance(seconds: 901)
    #expect(try bench.workspace.status().labelers.isEmpty)
  }

  @Test(arguments: Engine.all) func `dossiers come in the order of the images, over any number`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1_201))
    try bench.submit("ana", 1_201, boxes(at: 0))
    try bench.submit("ana", 500, boxes(at: 0))
    let dossiers = try bench.dossiers()
    #expect(dossiers.map(\.image.id) == Array(1...1_201))
    #expect(dossiers.filter { !$0.annotations.isEmpty }.map(\.image.id) == [500, 1_201])
    #expect(dossiers.last?.standing.merged?.boxes.count == 1)
  }

  @Test(arguments: Engine.all)
  func `an error of the reader ends the reading and comes out as it was`(
    _ engine: Engine
  ) throws {
    struct Enough: Error {}
    let bench = try engine.bench(Setup(images: 3))
    var seen = 0
    #expect(throws: Enough.self) {
      try bench.workspace.forEachDossier { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
    #expect(try bench.workspace.charter().images == 3)
  }

  @Test(arguments: Engine.all) func `everything is there after closing and opening`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 3))
    try bench.quarrel(over: 2)
    try bench.submit("ana", 1, .skip(reason: "dark"))
    try bench.resolve("eve", 2, source: .merged)
    let before = try bench.dossiers()
    var after: [Dossier] = []
    try bench.open().forEachDossier { after.append($0) }
    #expect(after == before)
  }
}
