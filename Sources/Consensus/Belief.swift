import Labels

/// What the votes for one object let us expect of it.
struct Belief {
  /// The probability that there is an object at all.
  var existence: Double
  /// The probability that its class is the one with most votes, given that it exists.
  var classification: Double
  /// The expected 1 - IoU of the fused box with the object, given that it exists: 0 to 1.
  var error: Double

  /// The probability that the box is right: that the object exists, has this class, and that the
  /// box has an IoU of at least 0.8 with it. More votes, votes more of one mind about the class,
  /// and boxes nearer to each other never make it smaller.
  var confidence: Double { existence * classification * localization }

  /// The probability of an IoU of at least 0.8: one half where an error of 0.2 is expected, by a
  /// logistic curve over the error's logarithm.
  private var localization: Double {
    let ratio = error / 0.2
    return 1 / (1 + ratio * ratio * ratio)
  }
}

// MARK: Existence

extension Belief {
  /// How often a labeler misses an object that is there, how often one votes for another's wrong
  /// candidate, and the share of candidates that are objects. Measured on crowds with known truth.
  private static let miss = 0.08
  private static let invention = 0.10
  private static let objects = 0.8

  /// The probability that a candidate which `votes` of `voters` drew is an object: Bayes' rule
  /// with independent labelers, given that at least one of them drew it, since no candidate without
  /// a vote is ever seen (Dawid and Skene 1979, truncated).
  static func existence(votes: Int, voters: Int) -> Double {
    var odds = objects / (1 - objects)
    var noVoteIfReal = 1.0
    var noVoteIfNot = 1.0
    for voter in 0..<voters {
      odds *= voter < votes ? (1 - miss) / invention : miss / (1 - invention)
      // Far beyond certainty, and far from where numbers end.
      odds = min(max(odds, 1e-200), 1e200)
      noVoteIfReal *= miss
      noVoteIfNot *= 1 - invention
    }
    odds *= (1 - noVoteIfNot) / (1 - noVoteIfReal)
    return odds / (1 + odds)
  }
}

// MARK: Class

extension Belief {
  /// How many times likelier a labeler names the right class than one certain other. A guess: nine
  /// of ten right, and one usual mistake.
  private static let classOdds = 9.0

  /// The class with most votes, the lowest id on a tie, and the probability that it is the right
  /// one: Bayes' rule with equal priors for the classes that were named and for one that was not.
  static func classification(of classes: [Int]) -> (classID: Int, probability: Double) {
    var votes: [Int: Int] = [:]
    for classID in classes { votes[classID, default: 0] += 1 }
    let ranked = votes.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    guard let best = ranked.first else { return (0, 0) }
    // Relative to the best; the class that nobody named has no vote.
    let rivals = ranked.dropFirst().map(\.value) + [0]
    var total = 1.0
    for rival in rivals {
      var weight = 1.0
      for _ in rival..<best.value { weight /= classOdds }
      total += weight
    }
    return (best.key, 1 / total)
  }
}

// MARK: Error

extension Belief {
  /// The mean of |x| where x is normal with standard deviation 1: the square root of 2 / pi.
  private static let meanDeviation = 0.797_884_560_802_865_4
  /// The share that the crowd at large has in the estimate of one box's spread, against 1 for what
  /// those who drew it show.
  private static let priorShare = 0.5

  /// The expected 1 - IoU of a fused box with the truth.
  ///
  /// To first order 1 - IoU is the sum over the four edges of |error| / extent. One labeler's error
  /// is estimated from the spread that is usual and from the `disagreement` of the pairs who drew
  /// the box, whose errors add up to the square root of 2 times one's; that of the mean of n
  /// labelers is the square root of n smaller. `spreads` are of those who drew it; `disagreement`,
  /// one minus their mean pairwise IoU, says nothing where one labeler did.
  static func error(
    of box: Box, spreads: [Double], disagreement: Double, diagonal: Double
  ) -> Double {
    let floor = Skills.floor * diagonal
    let count = Double(spreads.count)
    let variance = spreads.reduce(0) { $0 + $1 * $1 } / count
    func relative(_ extent: Double) -> Double {
      (variance + floor * floor / (extent * extent)).squareRoot()
    }
    let usual = 2 * meanDeviation * (relative(box.width) + relative(box.height))
    let shown = disagreement / 2.0.squareRoot()
    let single =
      spreads.count < 2 ? usual : (priorShare * usual + shown) / (priorShare + 1)
    let fused = single / count.squareRoot()
    // Small errors as they are, large ones never above 1.
    return fused / (1 + fused)
  }
}
