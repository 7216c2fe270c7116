import Labels
import Store
import Testing

/// What every engine owes experts.
@Suite struct WorkspaceConformanceDisputes {
  /// Images 1 to 3: a small quarrel, a great one, and none.
  static func quarrels(_ engine: Engine) throws -> Bench {
    let bench = try engine.bench(Setup(images: 3))
    for number in 1...5 { try bench.submit("small \(number)", 1, boxes(at: number * 20)) }
    try bench.quarrel(over: 2)
    return bench
  }

  @Test(arguments: Engine.all) func `the worst dispute comes first`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    #expect(try bench.workspace.disputes(for: "eve").map(\.id) == [2, 1])
    let dispute = try #require(try bench.workspace.claimDispute(for: "eve", image: nil))
    #expect(dispute.image.id == 2)
    #expect(dispute.waiting == 2)
    #expect(dispute.annotations.map(\.labeler) == (1...5).map { "quarreler \($0)" })
    #expect(dispute.merged?.labelers == 5)
  }

  @Test(arguments: Engine.all) func `one expert at a time has a dispute`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    _ = try bench.workspace.claimDispute(for: "eve", image: nil)
    #expect(try bench.workspace.claimDispute(for: "fay", image: nil)?.image.id == 1)
    #expect(try bench.workspace.claimDispute(for: "gus", image: nil) == nil)
    #expect(try bench.workspace.disputes(for: "gus").isEmpty)
    #expect(
      failure { try bench.workspace.claimDispute(for: "gus", image: 2) }
        == .heldByAnother(image: "2.png"))
    #expect(failure { try bench.resolve("gus", 2) } == .heldByAnother(image: "2.png"))
    bench.clock.advance(seconds: 901)
    #expect(try bench.workspace.claimDispute(for: "gus", image: nil)?.image.id == 2)
  }

  @Test(arguments: Engine.all) func `an expert goes on where they were, or takes another`(
    _ engine: Engine
  ) throws {
    let bench = try Self.quarrels(engine)
    let first = try #require(try bench.workspace.claimDispute(for: "eve", image: 1))
    let again = try #require(try bench.workspace.claimDispute(for: "eve", image: nil))
    #expect(again.image == first.image)
    #expect(again.epoch > first.epoch)
    #expect(try bench.workspace.claimDispute(for: "eve", image: 2)?.image.id == 2)
    #expect(try bench.workspace.claimDispute(for: "fay", image: nil)?.image.id == 1)
  }

  @Test(arguments: Engine.all) func `an expert's lease is renewed and given back`(
    _ engine: Engine
  ) throws {
    let bench = try Self.quarrels(engine)
    let dispute = try #require(try bench.workspace.claimDispute(for: "eve", image: 2))
    bench.clock.advance(seconds: 800)
    #expect(try bench.workspace.renew(image: 2, for: "eve", epoch: dispute.epoch))
    bench.clock.advance(seconds: 800)
    #expect(try bench.workspace.disputes(for: "gus").map(\.id) == [1])
    #expect(try !bench.workspace.renew(image: 2, for: "gus", epoch: dispute.epoch))
    try bench.workspace.release(image: 2, for: "eve", epoch: dispute.epoch)
    #expect(try bench.workspace.claimDispute(for: "gus", image: nil)?.image.id == 2)
    #expect(try !bench.workspace.renew(image: 2, for: "eve", epoch: dispute.epoch))
  }

  @Test(arguments: Engine.all) func `nobody decides what they labeled`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    #expect(try bench.workspace.disputes(for: "quarreler 1").map(\.id) == [1])
    #expect(try bench.workspace.claimDispute(for: "quarreler 1", image: nil)?.image.id == 1)
    let refused = StoreError.judgeAndParty(image: "2.png", expert: "quarreler 1")
    #expect(failure { try bench.workspace.claimDispute(for: "quarreler 1", image: 2) } == refused)
    #expect(failure { try bench.resolve("quarreler 1", 2) } == refused)
  }

  @Test(arguments: Engine.all) func `a resolution is final`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    let standing = try bench.resolve("eve", 2, source: .labeler("quarreler 3"), id: "d1")
    #expect(standing.state == .resolved)
    let stored = try #require(try bench.dossier(2)?.resolution)
    #expect(
      stored
        == Resolution(
          expert: "eve", answer: boxes(at: 0), source: .labeler("quarreler 3"), reason: "clear"))
    // The same again is acknowledged again; anything else comes too late.
    #expect(try bench.resolve("eve", 2, source: .labeler("quarreler 3"), id: "d1") == standing)
    #expect(
      failure { try bench.resolve("eve", 2, boxes(at: 5), id: "d1") }
        == .submissionDiffers(id: "d1"))
    #expect(
      failure { try bench.resolve("fay", 2) } == .notDisputed(image: "2.png", state: "resolved"))
    // A labeler's correction is kept as a fact, and changes nothing.
    for number in 1...5 { try bench.submit("quarreler \(number)", 2, boxes(at: 0)) }
    #expect(try bench.dossier(2)?.standing.state == .resolved)
    #expect(try bench.dossier(2)?.resolution == stored)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `an expert can reject an image`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    #expect(try bench.resolve("eve", 2, .skip(reason: "no product")).state == .rejected)
    #expect(try bench.dossier(2)?.resolution?.answer == .skip(reason: "no product"))
  }

  @Test(arguments: Engine.all) func `only disputes can be resolved`(_ engine: Engine) throws {
    let bench = try Self.quarrels(engine)
    let refused = StoreError.notDisputed(image: "3.png", state: "queued")
    #expect(failure { try bench.resolve("eve", 3) } == refused)
    #expect(failure { try bench.workspace.claimDispute(for: "eve", image: 3) } == refused)
    #expect(failure { try bench.resolve("eve", 99) } == .unknownImage(99))
  }

  @Test(arguments: Engine.all) func `an expert's boxes are checked like a labeler's`(
    _ engine: Engine
  ) throws {
    let bench = try Self.quarrels(engine)
    guard case .badBox("2.png", "eve", _) = failure({ try bench.resolve("eve", 2, boxes(at: 999)) })
    else {
      Issue.record("accepted")
      return
    }
    #expect(failure { try bench.resolve("eve", 2, boxes(at: 0, classID: 9)) } == .unknownClass(9))
    guard case .badName = failure({ try bench.resolve("eve", 2, source: .labeler("nobody")) })
    else {
      Issue.record("accepted an answer by nobody")
      return
    }
  }

  @Test(arguments: Engine.all) func `a revision can end a dispute before an expert does`(
    _ engine: Engine
  ) throws {
    let bench = try Self.quarrels(engine)
    _ = try bench.workspace.claimDispute(for: "eve", image: 2)
    for number in 1...5 { try bench.submit("quarreler \(number)", 2, boxes(at: 300)) }
    #expect(try bench.workspace.disputes(for: "eve").map(\.id) == [1])
    #expect(
      failure { try bench.resolve("eve", 2) } == .notDisputed(image: "2.png", state: "agreed"))
    #expect(try bench.workspace.claimDispute(for: "eve", image: nil)?.image.id == 1)
  }
}
