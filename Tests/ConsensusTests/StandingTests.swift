import Labels
import Testing

@testable import Consensus

@Suite struct StandingTests {
  private static let a = label(100, 100, 200, 100)
  /// Disagrees with `a` by about 0.15: below the thresholds for a dispute, above one for asking.
  private static let near = label(110, 103, 200, 100)
  private static let far = label(700, 400, 100, 100)

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    /// A nil is a skip.
    var answers: [[LabeledBox]?]
    var policy = Policy()
    var state: ImageState
    var wanted: Int
    var decision: MergedImage.Decision?
  }

  static let cases = [
    Case(testDescription: "nobody yet", answers: [], state: .queued, wanted: 3),
    Case(
      testDescription: "one of three", answers: [[a]], state: .labeling, wanted: 3,
      decision: .needsLabels),
    Case(
      testDescription: "a skip wants one more person", answers: [[a], nil], state: .labeling,
      wanted: 4, decision: .needsLabels),
    Case(testDescription: "a skip alone", answers: [nil], state: .labeling, wanted: 4),
    Case(
      testDescription: "skips by a majority of the minimum", answers: [[a], nil, nil],
      state: .rejected, wanted: 3, decision: .needsLabels),
    Case(
      testDescription: "three agree", answers: [[a], [a], [a]], state: .agreed, wanted: 3,
      decision: .agreed),
    Case(
      testDescription: "three who drew nothing agree", answers: [[], [], []], state: .agreed,
      wanted: 3, decision: .agreed),
    Case(
      testDescription: "three disagree, a fourth is asked", answers: [[a], [a], [far]],
      state: .labeling, wanted: 4, decision: .needsLabels),
    Case(
      testDescription: "five disagree: a dispute", answers: [[a], [a], [far], [far], []],
      state: .disputed, wanted: 5, decision: .disputed),
    Case(
      testDescription: "nobody more can be asked", answers: [[a], [a], nil],
      policy: Policy(minimum: 3, maximum: 3), state: .disputed, wanted: 3, decision: .disputed),
    Case(
      testDescription: "above the ask threshold, more are asked", answers: [[a], [a], [near]],
      policy: Policy(askThreshold: 0.05), state: .labeling, wanted: 4, decision: .needsLabels),
    Case(
      testDescription: "below the dispute threshold at the maximum", answers: [[a], [a], [near]],
      policy: Policy(maximum: 3, askThreshold: 0.05), state: .agreed, wanted: 3, decision: .agreed),
    Case(
      testDescription: "a threshold of 0 accepts identical answers", answers: [[a], [a], [a]],
      policy: Policy(askThreshold: 0, disputeThreshold: 0), state: .agreed, wanted: 3,
      decision: .agreed),
    Case(
      testDescription: "escalation on risk does not mind one labeler's whim",
      answers: [[a], [a], [a], [a, far]],
      policy: Policy(escalation: .risk), state: .agreed, wanted: 4, decision: .agreed),
    Case(
      testDescription: "escalation on disagreement minds it", answers: [[a], [a], [a], [a, far]],
      state: .labeling, wanted: 5, decision: .needsLabels),
    Case(
      testDescription: "a minimum of one", answers: [[a]], policy: Policy(minimum: 1, maximum: 1),
      state: .agreed, wanted: 1, decision: .agreed),
    Case(
      testDescription: "a skip with a minimum of one", answers: [nil],
      policy: Policy(minimum: 1, maximum: 1), state: .rejected, wanted: 1),
  ]

  @Test(arguments: cases)
  func `the policy decides where an image stands`(_ example: Case) {
    let found = standing(
      annotations: Self.annotations(example.answers), resolution: nil, imageWidth: 1280,
      imageHeight: 720, policy: example.policy)
    #expect(found.state == example.state)
    #expect(found.people == example.answers.count)
    #expect(found.wanted == example.wanted)
    #expect(found.merged?.decision == example.decision)
  }

  @Test func `a resolution decides, and leaves the labelers' merge alone`() {
    let people = Self.annotations([[Self.a], [Self.a], [Self.far], [Self.far], []])
    func resolved(_ answer: Answer) -> Standing {
      standing(
        annotations: people,
        resolution: Resolution(expert: "eva", answer: answer, source: .drawn),
        imageWidth: 1280, imageHeight: 720, policy: Policy())
    }
    #expect(resolved(.boxes([Self.far])).state == .resolved)
    #expect(resolved(.boxes([])).state == .resolved)
    #expect(resolved(.skip(reason: "not a product")).state == .rejected)
    #expect(resolved(.boxes([])).merged?.decision == .disputed)
    #expect(resolved(.boxes([])).wanted == 5)
  }

  @Test func `a correction replaces a labeler's answer`() {
    let people =
      Self.annotations([[Self.a], [Self.a], [Self.far]])
      + [Annotation(labeler: "labeler 2", answer: .boxes([Self.a]), revision: 2)]
    let found = standing(
      annotations: people, resolution: nil, imageWidth: 1280, imageHeight: 720, policy: Policy())
    #expect(found.state == .agreed)
    #expect(found.people == 3)
  }

  private static func annotations(_ answers: [[LabeledBox]?]) -> [Annotation] {
    answers.enumerated().map { index, boxes in
      Annotation(
        labeler: "labeler \(index)",
        answer: boxes.map { .boxes($0) } ?? .skip(reason: "blurred"))
    }
  }
}
