import Labels
import Store
import Testing

/// What every engine owes labelers.
@Suite struct WorkspaceConformanceLabeling {
  // MARK: Order

  @Test(arguments: Engine.all) func `an empty workspace has nothing to claim`(
    _ engine: Engine
  ) throws {
    #expect(try engine.bench().claim("ana") == nil)
  }

  @Test(arguments: Engine.all) func `the image nearest to done comes first`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 4))
    try bench.submit("ana", 3, boxes(at: 0))
    try bench.submit("ana", 2, boxes(at: 0))
    try bench.submit("bo", 3, boxes(at: 0))
    // 3 lacks one, 2 lacks two, 1 and 4 are fresh.
    #expect(try bench.claim("cy")?.image.id == 3)
    #expect(try bench.claim("di")?.image.id == 2)
    #expect(try bench.claim("ed")?.image.id == 2)
    #expect(try bench.claim("flo")?.image.id == 1)
  }

  @Test(arguments: Engine.all)
  func `begun images come before fresh ones that lack as many people`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 2))
    // A skip asks for one more: 2 lacks three, as 1 does.
    try bench.submit("ana", 2, .skip(reason: "dark"))
    #expect(try bench.claim("bo")?.image.id == 2)
  }

  @Test(arguments: Engine.all) func `nobody gets an image that they answered`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 100))
    // More of them than any look-ahead sees.
    for image in 1...99 { try bench.submit("ana", image, boxes(at: 0)) }
    #expect(try bench.claim("ana")?.image.id == 100)
    try bench.submit("ana", 100, boxes(at: 0))
    #expect(try bench.claim("ana") == nil)
    #expect(try bench.claim("ana", preferring: 1) == nil)
    #expect(try bench.claim("bo")?.image.id == 1)
  }

  @Test(arguments: Engine.all)
  func `an image far behind many of one's own is found in the end`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 90))
    for image in 1...90 where image != 80 { try bench.submit("ana", image, boxes(at: 0)) }
    try bench.submit("bo", 80, boxes(at: 0))
    #expect(try bench.claim("ana")?.image.id == 80)
  }

  @Test(arguments: Engine.all) func `the preferred image comes before all others`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 3))
    #expect(try bench.claim("ana", preferring: 3)?.image.id == 3)
    #expect(try bench.claim("bo", preferring: 77)?.image.id == 3)
  }

  @Test(arguments: Engine.all) func `who holds an image gets it again under a new epoch`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 3))
    let first = try #require(try bench.claim("ana"))
    let second = try #require(try bench.claim("ana"))
    #expect(first.image == second.image)
    #expect(second.epoch > first.epoch)
    #expect(try !bench.workspace.renew(image: 1, for: "ana", epoch: first.epoch))
    #expect(try bench.workspace.renew(image: 1, for: "ana", epoch: second.epoch))
  }

  @Test(arguments: Engine.all) func `a claim tells what there is and nothing of others' boxes`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.submit("ana", 1, boxes(at: 0))
    let claim = try #require(try bench.claim("bo"))
    #expect(claim.people == 1)
    #expect(claim.wanted == 3)
    #expect(claim.leaseUntil == bench.clock.read() + 900_000)
    #expect(claim.image.name == "1.png")
  }

  // MARK: Leases

  @Test(arguments: Engine.all) func `no more people hold an image than are wanted`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    for name in ["ana", "bo", "cy"] { #expect(try bench.claim(name) != nil) }
    #expect(try bench.claim("di") == nil)
    #expect(
      failure { try bench.submit("di", 1, boxes(at: 0)) } == .noSeat(image: "1.png", labeler: "di"))
  }

  @Test(arguments: Engine.all) func `a lease that ran out frees the seat`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 1))
    let late = try #require(try bench.claim("ana"))
    bench.clock.advance(seconds: 899)
    #expect(try bench.claim("bo") == nil)
    bench.clock.advance(seconds: 1)
    #expect(try bench.claim("bo") != nil)
    #expect(try !bench.workspace.renew(image: 1, for: "ana", epoch: late.epoch))
    #expect(
      failure { try bench.submit("ana", 1, boxes(at: 0)) }
        == .noSeat(image: "1.png", labeler: "ana"))
    try bench.submit("bo", 1, boxes(at: 0))
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a late answer is taken while the seat is free`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    _ = try bench.claim("ana")
    bench.clock.advance(seconds: 5_000)
    #expect(try bench.submit("ana", 1, boxes(at: 0)).standing.people == 1)
  }

  @Test(arguments: Engine.all) func `renewing keeps a seat, even one that just ran out`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 1))
    let claim = try #require(try bench.claim("ana"))
    for wait in [800, 800, 2_000] {
      bench.clock.advance(seconds: wait)
      #expect(try bench.workspace.renew(image: 1, for: "ana", epoch: claim.epoch))
      #expect(try bench.claim("bo") == nil)
    }
  }

  @Test(arguments: Engine.all) func `a lease given back is free at once for another`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 2))
    let claim = try #require(try bench.claim("ana"))
    try bench.workspace.release(image: 1, for: "ana", epoch: claim.epoch)
    // Who gave an image back sees it again only when nothing else is left.
    #expect(try bench.claim("ana")?.image.id == 2)
    #expect(try bench.claim("bo")?.image.id == 1)
    #expect(try !bench.workspace.renew(image: 1, for: "ana", epoch: claim.epoch))
  }

  @Test(arguments: Engine.all) func `the last image is offered again to who gave it back`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    let claim = try #require(try bench.claim("ana"))
    try bench.workspace.release(image: 1, for: "ana", epoch: claim.epoch)
    #expect(try bench.claim("ana")?.image.id == 1)
  }

  @Test(arguments: Engine.all) func `a release under an old epoch changes nothing`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 1))
    let old = try #require(try bench.claim("ana"))
    _ = try bench.claim("ana")
    try bench.workspace.release(image: 1, for: "ana", epoch: old.epoch)
    #expect(try bench.claim("bo") == nil)
  }

  @Test(arguments: Engine.all) func `an image that is not there is named`(_ engine: Engine) throws {
    let bench = try engine.bench()
    #expect(failure { try bench.submit("ana", 9, boxes(at: 0)) } == .unknownImage(9))
    #expect(
      failure { try bench.workspace.renew(image: 9, for: "ana", epoch: 1) } == .unknownImage(9))
    #expect(
      failure { try bench.workspace.release(image: 9, for: "ana", epoch: 1) } == .unknownImage(9))
  }

  // MARK: Answers

  @Test(arguments: Engine.all) func `three who agree are enough`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    #expect(try bench.submit("ana", 1, boxes(at: 0)).standing.state == .labeling)
    #expect(try bench.submit("bo", 1, boxes(at: 1)).standing.wanted == 3)
    let receipt = try bench.submit("cy", 1, boxes(at: 2))
    #expect(receipt.standing.state == .agreed)
    #expect(receipt.standing.merged?.labelers == 3)
    #expect(failure { try bench.submit("di", 1, boxes(at: 0)) } != nil)
  }

  @Test(arguments: Engine.all) func `those who disagree get a fourth and a fifth, then an expert`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    var wanted: [Int] = []
    var states: [ImageState] = []
    for number in 1...5 {
      let standing = try bench.submit("p\(number)", 1, boxes(at: number * 100)).standing
      wanted.append(standing.wanted)
      states.append(standing.state)
    }
    #expect(wanted == [3, 3, 4, 5, 5])
    #expect(states == [.labeling, .labeling, .labeling, .labeling, .disputed])
    #expect(try bench.claim("sixth") == nil)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `the same submission twice is one submission`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 2))
    let first = try bench.submit("ana", 1, boxes(at: 0), id: "s1")
    let again = try bench.submit("ana", 1, boxes(at: 0), id: "s1")
    #expect(!first.repeated)
    #expect(again.repeated)
    #expect(again.revision == 1)
    #expect(again.standing == first.standing)
    for error in [
      failure { try bench.submit("ana", 1, boxes(at: 1), id: "s1") },
      failure { try bench.submit("bo", 1, boxes(at: 0), id: "s1") },
      failure { try bench.submit("ana", 2, boxes(at: 0), id: "s1") },
    ] { #expect(error == .submissionDiffers(id: "s1")) }
    #expect(try bench.workspace.answered(by: "ana").count == 1)
  }

  @Test(arguments: Engine.all) func `a correction is a new revision and the latest counts`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.submit("ana", 1, boxes(at: 0))
    #expect(try bench.submit("ana", 1, boxes(at: 50)).revision == 2)
    #expect(try bench.submit("ana", 1, .skip(reason: "dark"), revision: 3).revision == 3)
    let dossier = try #require(try bench.dossier(1))
    #expect(
      dossier.annotations
        == [Annotation(labeler: "ana", answer: .skip(reason: "dark"), revision: 3)])
    #expect(try bench.workspace.answered(by: "ana") == [1])
    let own = try #require(try bench.workspace.answer(by: "ana", to: 1))
    #expect(own.annotation == dossier.annotations.first)
    #expect(own.image == dossier.image)
    #expect(try bench.workspace.answer(by: "bo", to: 1) == nil)
    #expect(try bench.workspace.answered(by: "bo").isEmpty)
  }

  @Test(arguments: Engine.all) func `a revision out of turn is refused`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    #expect(
      failure { try bench.submit("ana", 1, boxes(at: 0), revision: 2) }
        == .wrongRevision(image: "1.png", labeler: "ana", wanted: 2, next: 1))
    try bench.submit("ana", 1, boxes(at: 0), revision: 1)
    #expect(
      failure { try bench.submit("ana", 1, boxes(at: 0), revision: 1) }
        == .wrongRevision(image: "1.png", labeler: "ana", wanted: 1, next: 2))
  }

  @Test(arguments: Engine.all) func `a revision that makes peace gives back the extra seat`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    try bench.submit("ana", 1, boxes(at: 0))
    try bench.submit("bo", 1, boxes(at: 0))
    #expect(try bench.submit("cy", 1, boxes(at: 500)).standing.wanted == 4)
    let fourth = try #require(try bench.claim("di"))
    #expect(try bench.submit("cy", 1, boxes(at: 0)).standing.state == .agreed)
    #expect(try bench.workspace.verify() == [])
    // Nobody new may come, but who sat there already may finish.
    #expect(try bench.claim("ed") == nil)
    #expect(try bench.workspace.renew(image: 1, for: "di", epoch: fourth.epoch))
    #expect(try bench.submit("di", 1, boxes(at: 1)).standing.people == 4)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a majority of skips rejects an image`(_ engine: Engine) throws
  {
    let bench = try engine.bench(Setup(images: 1))
    let first = try bench.submit("ana", 1, .skip(reason: "dark"))
    #expect(first.standing.state == .labeling)
    #expect(try bench.submit("bo", 1, .skip(reason: "blurred")).standing.state == .rejected)
    #expect(try bench.claim("cy") == nil)
    #expect(failure { try bench.submit("cy", 1, boxes(at: 0)) } != nil)
  }

  @Test(arguments: Engine.all) func `boxes come back to the last bit`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    let third = 1.0 / 3.0
    let answer = Answer.boxes([
      LabeledBox(box: Box(x: third, y: 0, width: 100 * third, height: 0.1 + 0.2), classID: 2),
      LabeledBox(box: Box(x: 0, y: 0, width: 1_000, height: 800), classID: 1),
    ])
    try bench.submit("ana", 1, answer)
    #expect(try bench.dossier(1)?.annotations.first?.answer == answer)
  }

  static let badBoxes: [(Box, String)] = [
    (Box(x: 990, y: 0, width: 20, height: 10), "box 2: x + width is 1010.0"),
    (Box(x: -1, y: 0, width: 20, height: 10), "box 2: x is -1.0"),
    (Box(x: 0, y: 0, width: 0, height: 10), "box 2: width is 0.0"),
    (Box(x: .nan, y: 0, width: 5, height: 10), "box 2: x is nan"),
  ]

  @Test(arguments: Engine.all, badBoxes) func `a box that cannot be is refused with its number`(
    _ engine: Engine, bad: (Box, String)
  ) throws {
    let bench = try engine.bench(Setup(images: 1))
    let good = LabeledBox(box: Box(x: 0, y: 0, width: 5, height: 5), classID: 1)
    let answer = Answer.boxes([good, LabeledBox(box: bad.0, classID: 1)])
    guard
      case .badBox("1.png", "ana", let fault) = failure({ try bench.submit("ana", 1, answer) })
    else {
      Issue.record("accepted")
      return
    }
    #expect(fault.hasPrefix(bad.1))
    #expect(try bench.workspace.answered(by: "ana").isEmpty)
  }

  @Test(arguments: Engine.all) func `a class that is not there is named`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    #expect(failure { try bench.submit("ana", 1, boxes(at: 0, classID: 7)) } == .unknownClass(7))
  }

  // MARK: Policy

  @Test(arguments: Engine.all) func `another policy derives every image anew`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(images: 2))
    try bench.quarrel(over: 1, people: 1...3)
    #expect(try bench.dossier(1)?.standing.wanted == 4)
    try bench.workspace.setPolicy(Policy(minimum: 2, maximum: 3), by: "lead")
    #expect(try bench.dossier(1)?.standing.state == .disputed)
    #expect(try bench.dossier(2)?.standing.wanted == 2)
    try bench.workspace.setPolicy(Policy(disputeThreshold: 1), by: "lead")
    #expect(try bench.dossier(1)?.standing.state == .labeling)
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all)
  func `a smaller maximum holds even for those who have a lease`(_ engine: Engine) throws {
    let bench = try engine.bench(Setup(images: 1))
    let held = try ["ana", "bo", "cy"].map { try #require(try bench.claim($0)) }
    try bench.submit("ana", 1, boxes(at: 0))
    try bench.workspace.setPolicy(Policy(minimum: 1, maximum: 1), by: "lead")
    #expect(try bench.workspace.verify() == [])
    #expect(
      failure { try bench.submit("bo", 1, boxes(at: 0)) } == .noSeat(image: "1.png", labeler: "bo"))
    #expect(try !bench.workspace.renew(image: 1, for: "cy", epoch: held[2].epoch))
    bench.clock.advance(seconds: 1_000)
    _ = try bench.claim("di")
    #expect(try bench.workspace.verify() == [])
  }

  @Test(arguments: Engine.all) func `a clock that goes backwards does not bring leases back`(
    _ engine: Engine
  ) throws {
    let bench = try engine.bench(Setup(policy: Policy(minimum: 1, maximum: 1), images: 2))
    _ = try bench.claim("ana", preferring: 1)
    bench.clock.advance(seconds: 1_000)
    #expect(try bench.claim("bo")?.image.id == 1)
    bench.clock.advance(seconds: -900)
    let claim = try #require(try bench.claim("cy"))
    #expect(claim.image.id == 2)
    #expect(claim.leaseUntil == bench.clock.read() + 900_000 + 900_000)
    #expect(try bench.workspace.verify() == [])
  }
}
