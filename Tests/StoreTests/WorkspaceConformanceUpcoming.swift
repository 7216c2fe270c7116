import Labels
import Store
import Testing

/// What every engine owes those who prepare the next image before it is asked for.
@Suite struct WorkspaceConformanceUpcoming {
  @Test(arguments: Engine.all)
  func `the upcoming image is the one that the next claim gives`(_ engine: Engine) throws {
    let seed: UInt64 = 12
    var generator = SeededGenerator(seed: seed)
    let bench = try engine.bench(Setup(images: 12))
    let people = ["ana", "bo", "cy", "di"]
    for round in 0..<60 {
      guard let person = people.randomElement(using: &generator),
        let claim = try bench.claim(person)
      else { continue }
      let image = claim.image.id
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: try bench.workspace.release(image: image, for: person, epoch: claim.epoch)
      case 1: bench.clock.advance(seconds: 500)
      default:
        let upcoming = try bench.workspace.upcoming(for: person, after: image)
        let answer: Answer =
          round.isMultiple(of: 5)
          ? .skip(reason: "dark") : boxes(at: Int.random(in: 0...1, using: &generator) * 300)
        try bench.submit(person, image, answer)
        #expect(
          try bench.claim(person)?.image == upcoming, "seed \(seed), round \(round), \(person)")
      }
    }
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all)
  func `without an image it is the one that a claim gives now`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 3))
    #expect(try bench.workspace.upcoming(for: "ana", after: nil)?.id == 1)
    try bench.submit("bo", 2, boxes(at: 0))
    #expect(try bench.workspace.upcoming(for: "ana", after: nil)?.id == 2)
    #expect(try bench.claim("ana", preferring: 3) != nil)
    #expect(try bench.workspace.upcoming(for: "ana", after: nil)?.id == 3)
  }

  @Test(arguments: Engine.all)
  func `asking what comes leases nothing, and the last image has none after it`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 2))
    #expect(try bench.claim("ana")?.image.id == 1)
    #expect(try bench.workspace.upcoming(for: "ana", after: 1)?.id == 2)
    #expect(try bench.claim("bo")?.image.id == 2)
    #expect(try bench.workspace.upcoming(for: "ana", after: 1) == nil)
    #expect(try engine.bench().workspace.upcoming(for: "ana", after: nil) == nil)
  }

  @Test(arguments: Engine.all)
  func `an expert's next dispute is the first of the others`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 3))
    for image in 1...3 { try bench.quarrel(over: image) }
    for _ in 1...2 {
      let dispute = try #require(try bench.workspace.claimDispute(for: "eva", image: nil))
      let next = try bench.workspace.disputes(for: "eva").first { $0.id != dispute.image.id }
      try bench.resolve("eva", dispute.image.id)
      #expect(try bench.workspace.claimDispute(for: "eva", image: nil)?.image == next)
    }
  }
}
