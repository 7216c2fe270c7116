import Consensus
import Labels
import Store
import Testing

/// A crowd of five in a workspace: ana and bo exact, cy usual, dee careless, eli always too large.
struct Workshop {
  static let people: [(name: String, spread: Double, excess: Double)] = [
    ("ana", 0.01, 0), ("bo", 0.01, 0), ("cy", 0.03, 0), ("dee", 0.10, 0), ("eli", 0.02, 0.08),
  ]

  /// Each image's true box.
  let truth: [Box]
  private(set) var answers: [[(labeler: String, answer: Answer)]] = []

  init(seed: UInt64, images: Int, roughness: Double = 1) {
    var random = Seeded(state: seed)
    truth = (0..<images).map { _ in
      Box(
        x: Double.random(in: 200...300, using: &random),
        y: Double.random(in: 200...300, using: &random),
        width: Double.random(in: 80...400, using: &random),
        height: Double.random(in: 80...300, using: &random))
    }
    for box in truth {
      let three = Self.people.shuffled(using: &random).prefix(3)
      answers.append(
        three.map { person in
          func error(_ side: Double, _ extent: Double) -> Double {
            let normal = (0..<12).reduce(-6.0) { sum, _ in
              sum + Double.random(in: 0..<1, using: &random)
            }
            return (normal * person.spread * roughness + side * person.excess) * extent
          }
          let drawn = Box(
            left: box.left + error(-1, box.width), top: box.top + error(-1, box.height),
            right: box.right + error(1, box.width), bottom: box.bottom + error(1, box.height))
          return (person.name, .boxes([LabeledBox(box: drawn, classID: 1)]))
        })
    }
  }

  func submit(to bench: Bench, _ images: Range<Int>) throws {
    for image in images {
      for (labeler, answer) in answers[image] { try bench.submit(labeler, image + 1, answer) }
    }
  }

  func meanIoU(_ dossiers: [Dossier]) -> Double {
    let overlaps = zip(dossiers, truth).map { dossier, box in
      dossier.standing.merged?.boxes.first?.box.iou(with: box) ?? 0
    }
    return overlaps.reduce(0, +) / Double(overlaps.count)
  }
}

/// What every engine owes a crowd that it learns about.
@Suite struct WorkspaceConformanceRefit {
  /// Everything is agreed after three answers, whatever they say.
  static let content = Policy(
    minimum: 3, maximum: 3, escalation: .risk, askThreshold: 1, disputeThreshold: 1)

  @Test(arguments: Engine.all, [1, 2] as [UInt64])
  func `a refit moves boxes nearer to the truth, and verifies`(
    _ engine: Engine, seed: UInt64
  ) throws {
    let workshop = Workshop(seed: seed, images: 60)
    let bench = try engine.bench(Setup(policy: Self.content, images: 61))
    try workshop.submit(to: bench, 0..<60)
    let before = workshop.meanIoU(try bench.dossiers())
    #expect(try bench.workspace.skills().version == 0)
    let refit = try #require(try bench.workspace.refit(by: "lead", reopening: false))
    #expect(refit.version == 1 && refit.isNew)
    #expect(refit.images == 60 && refit.labelers == 5 && refit.resolutions == 0)
    #expect(refit.changed == 60 && refit.stateChanged == 0)
    let after = workshop.meanIoU(try bench.dossiers())
    #expect(1 - after < 0.95 * (1 - before), "seed \(seed): \(before) to \(after)")
    #expect(try bench.workspace.verify() == [])
    let skills = try bench.open().skills()
    #expect(skills.version == 1)
    let eli = try #require(skills.skills.labelers["eli"])
    #expect(eli.bias[0] < -0.03 && eli.bias[2] > 0.03, "seed \(seed): \(eli.bias)")
  }

  @Test(arguments: Engine.all) func `the same facts in any order give the same skills and boxes`(
    _ engine: Engine
  ) throws {
    let workshop = Workshop(seed: 3, images: 30)
    func outcome(_ images: [Int]) throws -> ([Standing], Skills) {
      let bench = try engine.bench(Setup(policy: Self.content, images: 30))
      for image in images { try workshop.submit(to: bench, image..<(image + 1)) }
      _ = try bench.workspace.refit(by: "lead", reopening: false)
      return (try bench.dossiers().map(\.standing), try bench.workspace.skills().skills)
    }
    let (one, skills) = try outcome(Array(0..<30))
    let (other, others) = try outcome(Array((0..<30).reversed()))
    #expect(one == other)
    #expect(skills == others)
  }

  @Test(arguments: Engine.all) func `the same facts twice are no new version`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Self.content, images: 20))
    try Workshop(seed: 4, images: 20).submit(to: bench, 0..<20)
    _ = try bench.workspace.refit(by: "lead", reopening: false)
    let again = try #require(try bench.workspace.refit(by: "lead", reopening: false))
    #expect(again.version == 1 && !again.isNew && again.changed == 0)
  }

  @Test(arguments: Engine.all) func `an answer uses the skills in force`(_ engine: Engine) throws {
    let workshop = Workshop(seed: 5, images: 41)
    let bench = try engine.bench(Setup(policy: Self.content, images: 41))
    try workshop.submit(to: bench, 0..<40)
    _ = try bench.workspace.refit(by: "lead", reopening: false)
    try workshop.submit(to: bench, 40..<41)
    let dossier = try #require(try bench.dossier(41))
    let skills = try bench.workspace.skills().skills
    #expect(
      dossier.standing
        == standing(
          annotations: dossier.annotations, resolution: nil, imageWidth: 1_000, imageHeight: 800,
          policy: Self.content, skills: skills))
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a refit is due after 50 answers, then after a tenth more`(
    _ engine: Engine
  ) throws {
    let workshop = Workshop(seed: 6, images: 200)
    let bench = try engine.bench(Setup(policy: Self.content, images: 200))
    try workshop.submit(to: bench, 0..<16)
    #expect(try !bench.workspace.refitIsDue())
    try workshop.submit(to: bench, 16..<17)
    #expect(try bench.workspace.refitIsDue())
    _ = try bench.workspace.refit(by: "ana", reopening: false)
    #expect(try !bench.workspace.refitIsDue())
    try workshop.submit(to: bench, 17..<33)
    #expect(try !bench.workspace.refitIsDue())
    try workshop.submit(to: bench, 33..<34)
    #expect(try bench.workspace.refitIsDue())
  }

  /// A crowd that turns out rougher than its first images showed: their risks rise, and a threshold
  /// between the risk of an image before and after would ask again.
  @Test(arguments: Engine.all) func `agreed stays agreed through a refit, until it is reopened`(
    _ engine: Engine
  ) throws {
    let (smooth, rough) = (
      Workshop(seed: 7, images: 20, roughness: 0.3), Workshop(seed: 7, images: 60, roughness: 1.8)
    )
    func refit(_ bench: Bench, reopening: Bool = false) throws -> [Standing] {
      _ = try #require(try bench.workspace.refit(by: "lead", reopening: reopening))
      #expect(try bench.workspace.verify() == [])
      return try bench.dossiers().map(\.standing)
    }
    func risks(_ standings: [Standing]) -> [Double] {
      standings.prefix(20).map { $0.merged?.risk ?? 0 }
    }
    let trial = try engine.bench(Setup(policy: Self.content, images: 60))
    try smooth.submit(to: trial, 0..<20)
    let before = risks(try refit(trial))
    try rough.submit(to: trial, 20..<60)
    let after = risks(try refit(trial))
    let rising = try #require(
      before.indices.max { after[$0] - before[$0] < after[$1] - before[$1] })
    #expect(after[rising] > before[rising] + 0.001)
    let between = (before[rising] + after[rising]) / 2

    let policy = Policy(
      minimum: 3, maximum: 3, escalation: .risk, askThreshold: between, disputeThreshold: between)
    let bench = try engine.bench(Setup(policy: policy, images: 60))
    try smooth.submit(to: bench, 0..<20)
    #expect(try refit(bench)[rising].state == .agreed)
    try rough.submit(to: bench, 20..<60)
    let kept = try refit(bench)[rising]
    #expect(kept.state == .agreed && kept.merged?.decision == .agreed)
    #expect(kept.merged?.risk == after[rising])
    var longer = policy
    longer.leaseSeconds = 60
    try bench.workspace.setPolicy(longer, by: "lead")
    #expect(try bench.dossier(rising + 1)?.standing.state == .agreed)
    #expect(try bench.workspace.verify() == [])
    #expect(try refit(bench, reopening: true)[rising].state == .disputed)
  }

  /// What Documentation/consensus.md promises of answers that came after the last refit.
  @Test(arguments: Engine.all, [8, 9, 10] as [UInt64])
  func `what is derived as answers come is near what a refit gives`(
    _ engine: Engine, seed: UInt64
  ) throws {
    let workshop = Workshop(seed: seed, images: 110)
    let bench = try engine.bench(Setup(policy: Self.content, images: 110))
    try workshop.submit(to: bench, 0..<100)
    _ = try bench.workspace.refit(by: "lead", reopening: false)
    try workshop.submit(to: bench, 100..<110)
    let before = try bench.dossiers().compactMap(\.standing.merged)
    _ = try bench.workspace.refit(by: "lead", reopening: false)
    let after = try bench.dossiers().compactMap(\.standing.merged)
    for (one, other) in zip(before, after) {
      #expect(abs(one.risk - other.risk) <= 0.02, "seed \(seed)")
      #expect(one.boxes.count == other.boxes.count, "seed \(seed)")
      for (box, moved) in zip(one.boxes, other.boxes) {
        #expect(box.box.iou(with: moved.box) >= 0.98, "seed \(seed)")
      }
    }
  }
}

/// What every engine owes those who come for the differences.
@Suite struct WorkspaceConformanceChanges {
  @Test(arguments: Engine.all) func `changes since an export name their causes`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 4))
    let workspace = bench.workspace
    for name in ["ana", "bo", "cy"] { try bench.submit(name, 1, boxes(at: 100)) }
    try bench.quarrel(over: 2)
    #expect(try workspace.changes().images.map(\.before) == [.queued, .queued])
    let export = ExportFact(
      format: "coco", path: "/out", images: 1, boxes: 1, bookmark: try workspace.bookmark())
    // Between the reading of an export and its end.
    try bench.submit("ana", 3, boxes(at: 5))
    try workspace.record(export, by: "lead")
    #expect(try workspace.changes().images.map(\.image.id) == [3])
    try bench.resolve("eve", 2)
    try bench.submit("ana", 1, boxes(at: 110))
    try workspace.setPolicy(Policy(minimum: 1, maximum: 3), by: "lead")
    let changes = try workspace.changes()
    #expect(changes.exports.map(\.detail) == ["/out"])
    #expect(changes.images.map(\.image.id) == [1, 2, 3, 4])
    #expect(changes.images.map(\.causes) == [.answer, .resolution, [.answer, .policy], .policy])
    #expect(changes.images.map(\.before) == [.agreed, .disputed, .queued, .queued])
    #expect(changes.images.map(\.after) == [.agreed, .resolved, .agreed, .queued])
    #expect(changes.images[0].moved > 0.01 && changes.images[0].moved < 0.2)
    #expect(changes.images[1].moved == 0)
    #expect(try workspace.verify() == [])
  }
}
