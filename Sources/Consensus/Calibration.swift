/// How the model's numbers become probabilities that mean what they say.
///
/// Logistic curves over what the model finds of a candidate (`Features`): whether its box is right
/// (an IoU of at least 0.8), whether it is there at all (0.5), and which IoU it has on average; each
/// given that the class is right. A fourth curve, over what all candidates together say of the image
/// (`ImageFeatures`), is the image's risk. The shipped coefficients were fitted on simulated crowds
/// of many kinds with known truth, as if everybody, nobody or next to nobody were known; `refit`
/// draws them towards what experts said.
package struct Calibration: Hashable, Sendable {
  /// One coefficient a feature.
  package var right: [Double]
  package var present: [Double]
  package var overlap: [Double]
  /// One coefficient a feature of the image.
  package var risk: [Double]
  /// Expert answers that the coefficients were drawn towards; 0 as shipped.
  package var experts = 0

  /// Candidates that are present with at least this probability are kept.
  static let keptPresence = 0.45

  package init(
    right: [Double], present: [Double], overlap: [Double], risk: [Double], experts: Int = 0
  ) {
    self.right = right
    self.present = present
    self.overlap = overlap
    self.risk = risk
    self.experts = experts
  }
}

/// What the calibration is told of a candidate.
enum Features {
  /// Twelve numbers, and the same times the share of unknown labelers.
  static let count = 24

  static func of(_ index: Int, in model: ImageModel) -> [Double] {
    let object = model.objects[index]
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
      logarithm(max(object.difficulty, 1e-3)), 1 - model.agreement(of: index),
    ]
    appendProducts(to: &features, unknown: model.unknownShare)
    return features
  }

  fileprivate static func appendProducts(to features: inout [Double], unknown: Double) {
    let count = features.count
    features.reserveCapacity(2 * count)
    for place in 0..<count { features.append(features[place] * unknown) }
  }
}

/// What the calibration is told of an image.
enum ImageFeatures {
  /// Seven numbers, and the same times the share of unknown labelers.
  static let count = 14

  static func of(_ expectation: Expectation, disagreement: Double, in model: ImageModel) -> [Double]
  {
    let error = expectation.error
    let union = max(expectation.union, 0.5)
    var features = [
      1, logarithm((error + 0.01) / (1.01 - error)), disagreement,
      expectation.kept > 0 ? 1 - expectation.right / Double(expectation.kept) : 0,
      logarithm(expectation.union + 0.5), logarithm(max(Double(model.ballots.count), 1)),
      expectation.missed / union,
    ]
    Features.appendProducts(to: &features, unknown: model.unknownShare)
    return features
  }
}

/// What is expected of an image's merged boxes, when they are compared with the truth.
struct Expectation {
  /// Boxes that are kept, and how many of them are right.
  private(set) var kept = 0
  private(set) var right = 0.0
  /// The pairs' sum of IoUs; the pairs and boxes left alone; and of these the objects that were
  /// drawn and are not kept.
  private(set) var agreement = 0.0
  private(set) var union = 0.0
  private(set) var missed = 0.0

  init(_ outlooks: [Outlook], in model: ImageModel) {
    for (object, outlook) in zip(model.objects, outlooks) {
      let weight = object.unionWeight(outlook: outlook, isKept: outlook.isKept)
      union += weight
      if outlook.isKept {
        kept += 1
        right += outlook.right * object.classes.probability
        agreement += outlook.overlap * object.classes.probability
      } else {
        missed += weight
      }
    }
  }

  /// One less agreement over union, 0 to 1: the boxes' errors taken for independent.
  var error: Double { union > 0 ? (1 - agreement / union).clamped(to: 0...1) : 0 }
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
    for index in model.objects.indices { outlooks.append(outlook(of: index, in: model)) }
    return outlooks
  }

  private func outlook(of index: Int, in model: ImageModel) -> Outlook {
    let features = Features.of(index, in: model)
    return Outlook(
      right: curve(right, over: features), present: curve(present, over: features),
      overlap: curve(overlap, over: features))
  }

  /// How far the merged boxes are expected to be from the truth, in the unit of a disagreement; 0
  /// where nobody drew anything.
  func risk(of expectation: Expectation, disagreement: Double, in model: ImageModel) -> Double {
    guard expectation.union > 0 else { return 0 }
    return curve(
      risk, over: ImageFeatures.of(expectation, disagreement: disagreement, in: model))
  }
}

private func curve(_ coefficients: [Double], over features: [Double]) -> Double {
  var sum = 0.0
  for (place, value) in features.enumerated() { sum += value * coefficients[place] }
  return probability(logit: sum.clamped(to: -30...30))
}

/// What may be expected of a candidate, given that its class is right.
struct Outlook {
  /// The probability of an IoU of at least 0.8.
  var right: Double
  /// The probability of an IoU of at least 0.5.
  var present: Double
  /// The expected IoU, 0 where nothing is there.
  var overlap: Double

  /// Whether the consensus has it.
  var isKept: Bool { present >= Calibration.keptPresence }
}
