/// How many labels an image gets and what sends it to an expert.
package struct Policy: Hashable, Sendable {
  /// The number that is compared with the thresholds.
  package enum Escalation: String, CaseIterable, Sendable {
    case disagreement
    case risk
  }

  /// When labelers see what a model proposes.
  package enum Proposals: String, CaseIterable, Sendable {
    case show
    /// Once they drew a box of their own, or asked: nobody is led by what they see first.
    case afterOwn = "after-own"
    /// Never; experts do.
    case hide
  }

  /// People asked at first.
  package var minimum: Int
  /// People asked at most.
  package var maximum: Int
  package var escalation: Escalation
  /// Above it a further person is asked, while the maximum is not reached.
  package var askThreshold: Double
  /// Above it, when nobody more can be asked, the image is a dispute.
  package var disputeThreshold: Double
  /// How long a labeler who shows no sign of life keeps an image, in seconds.
  package var leaseSeconds: Int
  /// Whether experts see labelers' names instead of A, B, C.
  package var revealsLabelers: Bool
  package var proposals: Proposals

  package init(
    minimum: Int = 3, maximum: Int = 5, escalation: Escalation = .disagreement,
    askThreshold: Double? = nil, disputeThreshold: Double = 0.20, leaseSeconds: Int = 900,
    revealsLabelers: Bool = false, proposals: Proposals = .show
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.escalation = escalation
    self.askThreshold = askThreshold ?? (escalation == .risk ? 0.12 : 0.20)
    self.disputeThreshold = disputeThreshold
    self.leaseSeconds = leaseSeconds
    self.revealsLabelers = revealsLabelers
    self.proposals = proposals
  }

  /// What is wrong with the policy, in a sentence that says what to do; nil when it can be used.
  package var fault: String? {
    if minimum < 1 { return "the minimum is \(minimum): ask at least 1 person an image" }
    if maximum < minimum {
      return "the maximum (\(maximum)) is below the minimum (\(minimum)): raise the maximum"
    }
    if maximum > 64 { return "the maximum is \(maximum): at most 64 people an image" }
    for (name, value) in [("ask", askThreshold), ("dispute", disputeThreshold)]
    where !(0...1).contains(value) {
      return "the \(name) threshold is \(value): give a share between 0 and 1, such as 0.2"
    }
    if !(10...604_800).contains(leaseSeconds) {
      return "the lease is \(leaseSeconds) s: give 10 seconds to 7 days (604800)"
    }
    return nil
  }
}
