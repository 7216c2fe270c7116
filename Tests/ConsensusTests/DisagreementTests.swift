import Labels
import Testing

@testable import Consensus

@Suite struct DisagreementTests {
  private static let a = label(0, 0, 10, 10)
  private static let far = label(500, 500, 10, 10)
  /// Shares half of `a`: an IoU of 50 / 150.
  private static let half = label(5, 0, 10, 10)

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var one: [LabeledBox]
    var other: [LabeledBox]
    var expected: Double
  }

  static let cases = [
    Case(testDescription: "two empty sets agree", one: [], other: [], expected: 0),
    Case(testDescription: "the same box", one: [a], other: [a], expected: 0),
    Case(testDescription: "a missing box", one: [a], other: [], expected: 1),
    Case(testDescription: "boxes apart", one: [a], other: [far], expected: 1),
    Case(
      testDescription: "boxes that touch", one: [a], other: [label(10, 0, 10, 10)], expected: 1),
    Case(
      testDescription: "another class", one: [a], other: [label(0, 0, 10, 10, class: 2)],
      expected: 1),
    Case(testDescription: "half shared", one: [a], other: [half], expected: 1 - 1 / 3.0),
    Case(
      testDescription: "an extra box counts in the divisor", one: [a], other: [a, far],
      expected: 0.5),
    Case(
      testDescription: "one to one: a second box on the same object is an extra", one: [a],
      other: [a, half], expected: 0.5),
    Case(testDescription: "a box held twice is one", one: [a, a], other: [a], expected: 0),
    // The best pair alone, 0 with 3, has an IoU of 7 / 13 and leaves two boxes alone.
    Case(
      testDescription: "the largest sum, not the largest pair",
      one: [label(10, 0, 10, 10), label(17, 0, 10, 10)],
      other: [label(13, 0, 10, 10), label(6, 0, 10, 10)], expected: 1 - 6 / 14.0),
  ]

  @Test(arguments: cases)
  func `two sets disagree by one minus the IoU of the sets`(_ example: Case) {
    let found = disagreement(between: example.one, and: example.other)
    #expect(abs(found - example.expected) < 1e-6)
    #expect(disagreement(between: example.other, and: example.one) == found)
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `the matching is as good as the best of all matchings`(seed: UInt64) {
    var random = Seeded(seed)
    func set() -> [LabeledBox] {
      (0..<Int.random(in: 0...5, using: &random)).map { _ in
        label(
          Double(Int.random(in: 0...12, using: &random)), 0,
          Double(Int.random(in: 1...12, using: &random)), 10,
          class: Int.random(in: 1...2, using: &random))
      }.canonical
    }
    let (one, other) = (set(), set())
    let (sum, pairs) = Self.best(one[...], other)
    let union = Double(one.count + other.count - pairs)
    let expected = union > 0 ? 1 - sum / union : 0
    let found = disagreement(between: one, and: other)
    #expect(abs(found - expected) < 1e-6, "seed \(seed)")
    #expect(found == disagreement(between: other.reversed(), and: one.shuffled(using: &random)))
    #expect((found == 0) == (one == other), "seed \(seed)")
  }

  @Test func `several labelers disagree by the mean over all pairs`() {
    #expect(disagreement(of: []) == 0)
    #expect(disagreement(of: [[Self.a]]) == 0)
    #expect(disagreement(of: [[Self.a], [Self.a], []]) == 0.666667)
    #expect(disagreement(of: [[Self.a], [], [Self.far], [Self.a]]) == 0.833333)
  }

  @Test func `a thousand boxes a labeler, many on top of each other, are matched`() {
    var random = Seeded(7)
    func set() -> [LabeledBox] {
      (0..<1000).map { _ in
        label(
          Double.random(in: 0...600, using: &random), Double.random(in: 0...600, using: &random),
          Double.random(in: 5...60, using: &random), Double.random(in: 5...60, using: &random))
      }
    }
    let found = disagreement(between: set(), and: set())
    #expect(found > 0.3 && found < 0.9)
  }

  /// The largest sum of IoU of all matchings, and of these the most pairs.
  private static func best(
    _ one: ArraySlice<LabeledBox>, _ other: [LabeledBox]
  ) -> (sum: Double, pairs: Int) {
    guard let first = one.first else { return (0, 0) }
    var best = Self.best(one.dropFirst(), other)
    for (index, label) in other.enumerated() where label.classID == first.classID {
      let iou = first.box.iou(with: label.box)
      guard iou > 0 else { continue }
      var left = other
      left.remove(at: index)
      let rest = Self.best(one.dropFirst(), left)
      let found = (sum: rest.sum + iou, pairs: rest.pairs + 1)
      if found.sum > best.sum + 1e-12
        || (found.sum > best.sum - 1e-12 && found.pairs > best.pairs)
      {
        best = found
      }
    }
    return best
  }
}
