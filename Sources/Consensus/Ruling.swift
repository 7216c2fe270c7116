package import Labels

/// What the policy says of an image, from how many answered and how far they disagree.
package enum Ruling: Equatable, Sendable {
  case agreed
  /// `wanted` people in all must answer before it can be decided.
  case asksFor(wanted: Int)
  case disputed

  /// `people` answered, of whom `voters` with boxes, perhaps none, and the others with a skip;
  /// `number` is what the policy escalates on.
  package init(people: Int, voters: Int, number: Double, policy: Policy) {
    if voters < policy.minimum {
      let wanted = min(policy.maximum, people + policy.minimum - voters)
      self = wanted > people ? .asksFor(wanted: wanted) : .disputed
    } else if number > policy.askThreshold, people < policy.maximum {
      self = .asksFor(wanted: people + 1)
    } else {
      self = number > policy.disputeThreshold ? .disputed : .agreed
    }
  }

  var decision: MergedImage.Decision {
    switch self {
    case .agreed: .agreed
    case .asksFor: .needsLabels
    case .disputed: .disputed
    }
  }
}
