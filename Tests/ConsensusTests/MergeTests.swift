import Labels
import Testing

@testable import Consensus

/// Merges sets of boxes on a 1280 x 720 image.
private func merged(
  _ answers: [[LabeledBox]], policy: Policy = Policy()
) -> MergedImage {
  merge(annotations(answers), imageWidth: 1280, imageHeight: 720, policy: policy)
}

@Suite struct `Merging by example` {
  private let object = label(100, 100, 200, 100)
  private let near = label(102, 99, 201, 102)
  private let nearToo = label(98, 101, 200, 101)

  @Test func `nobody drew anything: nothing, and everybody agrees`() {
    let image = merged([[], [], []])
    #expect(image.boxes.isEmpty)
    #expect((image.disagreement, image.risk) == (0, 0))
    #expect(image.decision == .agreed)
  }

  @Test func `one labeler alone: the box as drawn, far less credible than three`() throws {
    let alone = try #require(merged([[object]]).boxes.first)
    let three = try #require(merged([[object], [object], [object]]).boxes.first)
    #expect(alone.box == object.box && three.box == object.box)
    #expect(alone.confidence < three.confidence - 0.15)
    #expect(alone.disagreement == 0 && three.disagreement == 0)
    #expect((0...1).contains(three.confidence))
  }

  @Test func `one of three drew it: no box, a dispute in sight`() {
    let image = merged([[object], [], []])
    #expect(image.boxes.isEmpty)
    #expect(image.disagreement == 0.666667)
    #expect(image.decision == .needsLabels)
    #expect(image.risk > 0)
  }

  @Test func `two of three drew it: one box with two votes`() {
    #expect(merged([[object], [near], []]).boxes.map(\.votes) == [2])
  }

  @Test func `exactly half drew it: less credible than if all did`() throws {
    let all = try #require(merged([[object], [near], [object], [near]]).boxes.first)
    for half in [[[object], []], [[object], [near], [], []]] {
      #expect(merged(half).boxes.allSatisfy { $0.confidence < all.confidence - 0.05 })
    }
  }

  @Test func `a labeler's duplicates are one vote`() {
    let twice = merged([[object, label(101, 101, 200, 100)], [near], [nearToo]])
    #expect(twice.boxes.map(\.votes) == [3])
    let thrice = [object, label(101, 101, 200, 100), label(99, 100, 200, 100)]
    #expect(merged([thrice, [], []]).boxes.isEmpty)
  }

  @Test func `a box inside another one is a second object, of the same class too`() {
    for classID in [1, 2] {
      let answers = [(0.0, 0.0), (3, -2), (-2, 2)].map { dx, dy in
        [
          label(100 + dx, 100 + dy, 400, 300),
          label(150 + dx, 140 + dy, 300, 220, class: classID),
        ]
      }
      #expect(merged(answers).boxes.map(\.votes) == [3, 3])
    }
  }

  @Test func `two classes in one place by everybody are two objects`() {
    let answers = [(0.0, 0.0), (2, 1), (-1, 2)].map { dx, dy in
      (1...2).map { label(100 + dx, 100 + dy, 200, 100, class: $0) }
    }
    let boxes = merged(answers).boxes
    #expect(boxes.map(\.classID).sorted() == [1, 2])
    #expect(boxes.map(\.votes) == [3, 3])
  }

  @Test func `the class has most votes, the lowest id on a tie, and costs confidence`() throws {
    func outcome(_ classes: [Int]) throws -> MergedBox {
      let image = merged(
        classes.enumerated().map { [label(100 + Double($0), 100, 200, 100, class: $1)] })
      #expect(image.boxes.count == 1)
      if Set(classes).count > 1 { #expect(image.disagreement > 0.2) }
      return try #require(image.boxes.first)
    }
    let unanimous = try outcome([1, 1, 1])
    let two = try outcome([2, 1, 2])
    let none = try outcome([3, 2, 7])
    let tie = try outcome([5, 4, 4, 5])
    #expect([unanimous, two, none, tie].map(\.classID) == [1, 2, 2, 4])
    #expect(unanimous.confidence > two.confidence && two.confidence > none.confidence)
    #expect(none.confidence < 0.4 && tie.confidence < 0.55)
  }

  @Test func `tiny boxes a few pixels apart are one object`() {
    let boxes = merged([
      [label(600, 300, 6, 6)], [label(603, 302, 6, 6)], [label(598, 299, 6, 7)],
    ]).boxes
    #expect(boxes.map(\.votes) == [3])
  }

  @Test func `an edge that slipped does not move the box`() throws {
    let box = try #require(
      merged([[object], [label(101, 101, 200, 100)], [label(99, 100, 320, 101)]]).boxes.first)
    #expect(box.box.iou(with: object.box) > 0.97)
  }

  @Test func `a box around the whole image takes nothing with it`() throws {
    let boxes = merged([[object], [label(101, 101, 200, 100)], [label(0, 0, 1280, 720)]]).boxes
    #expect(boxes.map(\.votes) == [2])
    #expect(try #require(boxes.first).box.iou(with: object.box) > 0.97)
  }

  @Test func `neighbors that one labeler boxed together stay two objects`() {
    let boxes = merged([
      [label(100, 100, 80, 160), label(170, 100, 80, 160)],
      [label(102, 99, 81, 162), label(172, 99, 81, 162)],
      [label(100, 100, 150, 160)],
    ]).boxes
    #expect(boxes.count == 2)
  }

  @Test func `boxes without an area or a place vote for nothing`() {
    let image = merged([
      [object, label(10, 10, 0, 5)], [near, label(5, 5, -3, 4)],
      [nearToo, label(.nan, 5, 3, 4), label(5, 5, .infinity, 4)],
    ])
    #expect(image.boxes.map(\.votes) == [3])
    #expect(image.disagreement < 0.1)
  }

  @Test func `only the latest revision counts, and a skip votes for nothing`() {
    let image = merge(
      [
        Annotation(labeler: "ana", answer: .boxes([object]), revision: 2),
        Annotation(labeler: "ana", answer: .boxes([label(900, 400, 50, 50)]), revision: 1),
        Annotation(labeler: "bo", answer: .skip(reason: "blurred")),
        Annotation(labeler: "cy", answer: .boxes([object])),
      ], imageWidth: 1280, imageHeight: 720, policy: Policy(minimum: 2))
    #expect(image.boxes.map(\.labeled) == [object])
    #expect((image.labelers, image.disagreement) == (2, 0))
    #expect(image.decision == .agreed)
  }

  @Test func `a precise labeler's edges count for more than a careless one's`() throws {
    let answers = [
      Annotation(labeler: "exact", answer: .boxes([label(100, 100, 200, 100)])),
      Annotation(labeler: "loose", answer: .boxes([label(110, 100, 200, 100)])),
    ]
    func left(_ skills: Skills) throws -> Double {
      let image = merge(
        answers, imageWidth: 1280, imageHeight: 720, policy: Policy(), skills: skills)
      return try #require(image.boxes.first).box.left
    }
    #expect(try left(Skills()) == 105)
    #expect(try left(Skills(spreads: ["exact": 0.01, "loose": 0.1])) < 101)
  }
}

@Suite struct `Merging, whatever the input` {
  private func merged(_ crowd: Crowd) -> MergedImage { merged(crowd, crowd.answers) }

  private func merged(_ crowd: Crowd, _ answers: [[LabeledBox]]) -> MergedImage {
    merge(
      annotations(answers), imageWidth: crowd.width, imageHeight: crowd.height, policy: Policy())
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `order and names change nothing, not a bit`(seed: UInt64) {
    let crowd = Crowd(seed: seed, objects: 6, labelers: 4, spread: 0.08)
    let expected = merged(crowd)
    for order in permutations(of: [0, 1, 2, 3]) {
      #expect(merged(crowd, order.map { crowd.answers[$0].reversed() }) == expected)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a mirrored image has the mirrored answer`(seed: UInt64) {
    let crowd = Crowd(seed: seed, objects: 6, labelers: 4)
    let image = merged(crowd)
    let mirrored = merged(
      crowd,
      crowd.answers.map {
        $0.map { label in
          var mirrored = label
          mirrored.box.x = Double(crowd.width) - label.box.right
          return mirrored
        }
      })
    var back = mirrored.boxes
    for index in back.indices { back[index].box.x = Double(crowd.width) - back[index].box.right }
    expectAlike(back, image.boxes)
    #expect(mirrored.disagreement == image.disagreement)
  }

  @Test(arguments: [2.0, 3.0, 0.1])
  func `a scaled image has the scaled answer`(scale: Double) {
    let crowd = Crowd(seed: 5, objects: 6, labelers: 5)
    let image = merged(crowd)
    let scaled = merge(
      annotations(crowd.answers.map { $0.map { $0.transformed(scale: scale) } }),
      imageWidth: Int(Double(crowd.width) * scale), imageHeight: Int(Double(crowd.height) * scale),
      policy: Policy())
    var back = scaled.boxes
    for index in back.indices {
      back[index].box = back[index].labeled.transformed(scale: 1 / scale).box
    }
    expectAlike(back, image.boxes)
    #expect(abs(scaled.disagreement - image.disagreement) < 2e-6)
    #expect(abs(scaled.risk - image.risk) < 2e-6)
  }

  @Test func `boxes that are shifted merge to the same boxes shifted`() {
    let crowd = Crowd(seed: 9, objects: 4, labelers: 3)
    let shifted = merged(
      crowd, crowd.answers.map { $0.map { $0.transformed(shift: 64) } })
    var back = shifted.boxes
    for index in back.indices {
      back[index].box = back[index].labeled.transformed(shift: -64).box
    }
    expectAlike(back, merged(crowd).boxes)
  }

  @Test(arguments: [3, 5])
  func `the merged boxes are nearer to the truth than the labelers' are`(labelers: Int) {
    var (alone, together) = (0.0, 0.0)
    let seeds = 1...30 as ClosedRange<UInt64>
    for seed in seeds {
      let crowd = Crowd(seed: seed, objects: 8, labelers: labelers, spread: 0.05)
      let single = crowd.answers.reduce(0) { $0 + disagreement(between: $1, and: crowd.truth) }
      alone += single / Double(labelers)
      together += disagreement(between: merged(crowd).boxes.map(\.labeled), and: crowd.truth)
    }
    #expect(together < 0.6 * alone, "merged \(together / 30), a labeler \(alone / 30)")
  }

  @Test func `risk rises with the labelers' carelessness, as the error does`() {
    func mean(_ spread: Double) -> Double {
      (1...10).reduce(0) {
        $0 + merged(Crowd(seed: UInt64($1), objects: 8, labelers: 3, spread: spread)).risk / 10
      }
    }
    #expect(mean(0.01) < mean(0.05))
    #expect(mean(0.05) < mean(0.15))
  }

  @Test func `sixty-four labelers are merged`() {
    let crowd = Crowd(seed: 3, objects: 5, labelers: 64)
    let image = merged(crowd)
    #expect(image.labelers == 64)
    #expect(image.boxes.count == 5)
    #expect(image.boxes.allSatisfy { $0.confidence > 0.9 })
  }

  @Test func `two thousand boxes on one image are merged`() {
    let crowd = Crowd(seed: 4, objects: 400, labelers: 5)
    let image = merged(crowd)
    #expect(abs(image.boxes.count - 400) < 5)
  }
}

@Suite struct `Confidence and risk` {
  @Test(arguments: [2, 3, 4, 5, 8])
  func `more votes never make an object less credible`(voters: Int) {
    let existences = (1...voters).map { votes in
      consensus(
        of: annotations(
          (0..<voters).map { $0 < votes ? [label(100, 100, 200, 100)] : [] }),
        imageWidth: 1280, imageHeight: 720, policy: Policy()
      ).candidates.map(\.existence)
    }
    #expect(existences.allSatisfy { $0.count == 1 && (0...1).contains($0[0]) })
    #expect(existences.map { $0[0] } == existences.map { $0[0] }.sorted())
  }

  @Test func `boxes farther apart are less credible`() throws {
    let confidences = try [0.0, 4, 8, 16, 32].map { shift in
      let image = merge(
        annotations([
          [label(100, 100, 200, 100)], [label(100 + shift, 100, 200, 100)],
          [label(100 - shift, 100, 200, 100)],
        ]), imageWidth: 1280, imageHeight: 720, policy: Policy())
      return try #require(image.boxes.first).confidence
    }
    #expect(confidences == confidences.sorted(by: >))
  }

  @Test func `a class has the more probability the more of its voters named it`() throws {
    func probability(_ classes: [Int]) throws -> Double {
      try #require(
        consensus(
          of: annotations(classes.map { [label(100, 100, 200, 100, class: $0)] }),
          imageWidth: 1280, imageHeight: 720, policy: Policy()
        ).candidates.first
      ).classProbability
    }
    #expect(try probability([1, 1, 2]) < 0.99)
    #expect(try probability([1, 1, 1]) > 0.99)
    #expect(try abs(probability([1, 2, 3]) - 1 / 3.0) < 0.02)
  }
}

/// The same boxes, to what rounding and the order of floating-point sums leave.
private func expectAlike(
  _ some: [MergedBox], _ others: [MergedBox], sourceLocation: SourceLocation = #_sourceLocation
) {
  let one = some.sorted { $0.labeled.precedes($1.labeled) }
  #expect(one.count == others.count, sourceLocation: sourceLocation)
  for (a, b) in zip(one, others) {
    #expect(a.classID == b.classID && a.votes == b.votes, sourceLocation: sourceLocation)
    #expect(abs(a.confidence - b.confidence) < 1e-5, sourceLocation: sourceLocation)
    for edge in [\Box.left, \.top, \.right, \.bottom] {
      #expect(
        abs(a.box[keyPath: edge] - b.box[keyPath: edge]) < 2e-5, sourceLocation: sourceLocation)
    }
  }
}

private func permutations(of values: [Int]) -> [[Int]] {
  guard !values.isEmpty else { return [[]] }
  return values.indices.flatMap { index in
    var rest = values
    let first = rest.remove(at: index)
    return permutations(of: rest).map { [first] + $0 }
  }
}

extension LabeledBox {
  fileprivate func transformed(scale: Double = 1, shift: Double = 0) -> LabeledBox {
    LabeledBox(
      box: Box(
        x: box.x * scale + shift, y: box.y * scale + shift, width: box.width * scale,
        height: box.height * scale), classID: classID)
  }
}
