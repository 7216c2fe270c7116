import Consensus
import Foundation
import Labels
import Store
import Synchronization
import Testing

/// What every engine owes a crowd: many people at once, in any order of events.
@Suite struct WorkspaceConformanceCrowd {
  @Test(arguments: Engine.all)
  func `eight people at once: nothing double, nothing lost, nothing above the policy`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 3, maximum: 3), images: 40))
    let done = Mutex<[String]>([])
    let errors = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        let workspace = try bench.open()
        while let claim = try workspace.claim(for: "p\(number)", preferring: nil) {
          let submission = Submission(
            id: UUID().uuidString, image: claim.image.id, labeler: "p\(number)",
            answer: boxes(at: 0))
          _ = try workspace.submit(submission)
          done.withLock { $0.append("\(claim.image.id) by p\(number)") }
        }
      } catch {
        errors.withLock { $0.append("\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == [])
    let acknowledged = done.withLock { $0 }
    #expect(acknowledged.count == 120)
    #expect(Set(acknowledged).count == 120)
    let dossiers = try bench.dossiers()
    let stored = dossiers.flatMap { dossier in
      dossier.annotations.map { "\(dossier.image.id) by \($0.labeler)" }
    }
    #expect(Set(stored) == Set(acknowledged))
    #expect(dossiers.allSatisfy { $0.annotations.count == 3 && $0.standing.state == .agreed })
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all, [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `whatever people do, every promise holds`(_ engine: Engine, seed: UInt64) throws {
    var random = Seeded(state: seed)
    let bench = try engine.bench(
      Setup(policy: Policy(minimum: Int.random(in: 1...3, using: &random)), images: 6))
    var history = History(bench: bench, random: random)
    for _ in 0..<150 { try history.step() }
    let policy = try bench.workspace.charter().policy
    #expect(try bench.workspace.verify() == [], "seed \(seed)")
    for dossier in try bench.dossiers() {
      let fresh = standing(
        annotations: dossier.annotations, resolution: dossier.resolution,
        imageWidth: dossier.image.width, imageHeight: dossier.image.height, policy: policy)
      #expect(dossier.standing == fresh, "seed \(seed), image \(dossier.image.id)")
      let stored = Dictionary(
        uniqueKeysWithValues: dossier.annotations.map { ($0.labeler, $0.answer) })
      #expect(stored == history.told[dossier.image.id] ?? [:], "seed \(seed)")
    }
  }
}

/// A random sequence of what people do, and what the store acknowledged.
private struct History {
  let bench: Bench
  var random: Seeded
  /// The latest acknowledged answer of each labeler, by image.
  var told: [Int: [String: Answer]] = [:]
  var claims: [(labeler: String, claim: Claim)] = []

  init(bench: Bench, random: Seeded) {
    self.bench = bench
    self.random = random
  }

  mutating func step() throws {
    let workspace = bench.workspace
    let person = "p\(Int.random(in: 1...7, using: &random))"
    let image = Int.random(in: 1...6, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<5:
      if let claim = try workspace.claim(
        for: person, preferring: Bool.random(using: &random) ? image : nil)
      {
        #expect(told[claim.image.id]?[person] == nil)
        #expect(claim.people < claim.wanted)
        claims.append((person, claim))
      }
    case 5..<8:
      if let held = claims.randomElement(using: &random) {
        try tell(held.labeler, held.claim.image.id)
      }
    case 8..<12: try tell(person, image)
    case 12..<14: bench.clock.advance(seconds: Int.random(in: -100...1_200, using: &random))
    case 14:
      if let held = claims.randomElement(using: &random) {
        try workspace.release(
          image: held.claim.image.id, for: held.labeler, epoch: held.claim.epoch)
      }
    case 15:
      if let held = claims.randomElement(using: &random) {
        _ = try workspace.renew(
          image: held.claim.image.id, for: held.labeler, epoch: held.claim.epoch)
      }
    case 16: _ = try workspace.claimDispute(for: person, image: nil)
    case 17, 18: try decide(person)
    default:
      let minimum = Int.random(in: 1...3, using: &random)
      let policy = Policy(
        minimum: minimum, maximum: Int.random(in: minimum...5, using: &random),
        escalation: Bool.random(using: &random) ? .risk : .disagreement)
      try workspace.setPolicy(policy, by: "lead")
    }
  }

  private mutating func tell(_ labeler: String, _ image: Int) throws {
    let places = [0, 2, 4, 60, 300]
    let place = places[Int.random(in: 0..<places.count, using: &random)]
    let answer: Answer =
      Int.random(in: 0..<8, using: &random) == 0 ? .skip(reason: "dark") : boxes(at: place)
    do throws(StoreError) {
      let id = "\(random.next())"
      let submission = Submission(id: id, image: image, labeler: labeler, answer: answer)
      let receipt = try bench.workspace.submit(submission)
      told[image, default: [:]][labeler] = answer
      #expect(receipt.standing.people == told[image]?.count)
    } catch {
      guard case .noSeat = error else { throw error }
      #expect(told[image]?[labeler] == nil)
    }
  }

  private mutating func decide(_ expert: String) throws {
    guard let dispute = try bench.workspace.disputes(for: expert).first else { return }
    #expect(told[dispute.id]?[expert] == nil)
    try bench.resolve(expert, dispute.id, id: "\(random.next())")
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same history everywhere.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
