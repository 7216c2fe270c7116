/// How the model's numbers become probabilities that mean what they say.
///
/// Logistic curves over what the model finds of a candidate (`Features`): whether its box is right
/// (an IoU of at least 0.8), whether it is there at all (0.5), and which IoU it has on average; each
/// given that the class is right. The shipped coefficients were fitted on simulated crowds of many
/// kinds with known truth, half of the images as if nobody were known; `refit` draws them
/// towards what experts said.
package struct Calibration: Hashable, Sendable {
  /// One coefficient a feature.
  package var right: [Double]
  package var present: [Double]
  package var overlap: [Double]
  /// Expert answers that the coefficients were drawn towards; 0 as shipped.
  package var experts = 0

  /// Candidates that are present with at least this probability are kept.
  static let keptPresence = 0.45

  package init(right: [Double], present: [Double], overlap: [Double], experts: Int = 0) {
    self.right = right
    self.present = present
    self.overlap = overlap
    self.experts = experts
  }
}

/// What the calibration is told of a candidate.
enum Features {
  /// Ten numbers, and the same times the share of unknown labelers.
  static let count = 20

  static func of(_ object: ObjectEstimate, in model: ImageModel) -> [Double] {
    let share = object.relativeErrors(in: model)
    // Of a sum of four absolute normal errors: mean and standard deviation.
    let mean = share.total * 0.797_884_560_802_865_4
    let spread = ((share * share).total * (1 - 0.636_619_772_367_581_3)).squareRoot()
    let voters = Double(model.ballots.count)
    var features = [
      1, object.existence.logOdds.clamped(to: -6...6),
      ((0.21 - mean) / max(spread, 1e-6)).clamped(to: -4...6),
      logarithm(mean).clamped(to: -6...1), Double(object.votes) / max(voters, 1),
      object.votes == 1 ? 1 : 0, object.isShadowed ? 1 : 0, voters >= 4 ? 1 : 0,
      logarithm(max(voters, 1)), logarithm(max(object.difficulty * model.difficulty, 1e-3)),
    ]
    let unknown = model.unknownShare
    features.reserveCapacity(count)
    for place in 0..<count / 2 { features.append(features[place] * unknown) }
    return features
  }
}

extension ObjectEstimate {
  /// Each edge's standard error in pixels: the model's, and what all labelers have in common
  /// because the object is hard to see, which more votes cannot reveal.
  func standardErrors(in model: ImageModel) -> Edges {
    let shared = model.usualVariance(edges.extents) * (difficulty * model.difficulty * 0.0625)
    return (variance + shared).squareRoot()
  }

  /// The standard errors as shares of the extents.
  func relativeErrors(in model: ImageModel) -> Edges {
    standardErrors(in: model) / edges.extents
  }
}

extension [Ballot] {
  /// The share of those of whom next to nothing is known, 0 to 1.
  var unknownShare: Double {
    guard !isEmpty else { return 1 }
    return reduce(0) { $0 + 10 / (10 + $1.labeler.boxes) } / Double(count)
  }
}

extension Calibration {
  /// Probabilities of each candidate: that its box is right, that it is there, and its IoU on average;
  /// the class's probability is a factor of all three.
  func outlooks(in model: ImageModel) -> [Outlook] {
    var outlooks: [Outlook] = []
    outlooks.reserveCapacity(model.objects.count)
    for object in model.objects { outlooks.append(outlook(of: object, in: model)) }
    return outlooks
  }

  private func outlook(of object: ObjectEstimate, in model: ImageModel) -> Outlook {
    let features = Features.of(object, in: model)
    func curve(_ coefficients: [Double]) -> Double {
      var sum = 0.0
      for (place, value) in features.enumerated() { sum += value * coefficients[place] }
      return probability(logit: sum.clamped(to: -30...30))
    }
    return Outlook(right: curve(right), present: curve(present), overlap: curve(overlap))
  }
}

/// What may be expected of a candidate, given that its class is right.
struct Outlook {
  /// The probability of an IoU of at least 0.8.
  var right: Double
  /// The probability of an IoU of at least 0.5.
  var present: Double
  /// The expected IoU, 0 where nothing is there.
  var overlap: Double
}
