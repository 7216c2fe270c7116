/// Whether a candidate is an object.
struct Existence {
  var probability: Double
  /// The logarithm of the odds.
  var logOdds: Double
  /// Objects like it that nobody voted for, for each that somebody did.
  var unseen: Double
  /// Candidates that are no objects which nobody voted for, for each that somebody did.
  var unseenInventions: Double

  static let sure = Existence(probability: 0.999, logOdds: 6.9, unseen: 0, unseenInventions: 0)
  static let none = Existence(probability: 0.001, logOdds: -6.9, unseen: 0, unseenInventions: 0)
}

extension ImageModel {
  /// The probability that the candidate is an object: Bayes' rule with independent labelers, each
  /// with their own rates of misses and inventions, given that at least one of them drew it, since
  /// no candidate without a vote is ever seen (Dawid and Skene 1979, truncated).
  func existence(of group: Int, area: Double) -> Existence {
    let size = common.missesBySize[Skills.Common.sizeClass(area: area, diagonal: diagonal)]
    var odds = common.objects / (1 - common.objects)
    var noVoteIfReal = 1.0
    var noVoteIfNot = 1.0
    for index in ballots.indices {
      let miss = missProbability(missOdds: missOdds[index], size: size)
      let invention = inventions[index]
      var voted = false
      for place in groups.range(group) where votes.ballots[groups.members[place]] == index {
        voted = true
      }
      odds *= voted ? (1 - miss) / invention : miss / (1 - invention)
      // Far beyond certainty, and far from where numbers end.
      odds = odds.clamped(to: 1e-200...1e200)
      noVoteIfReal *= miss
      noVoteIfNot *= 1 - invention
    }
    let unseen = min(noVoteIfReal, 0.999)
    let unseenNot = min(noVoteIfNot, 0.999)
    odds *= (1 - unseenNot) / (1 - unseen)
    return Existence(
      probability: odds / (1 + odds), logOdds: logarithm(odds), unseen: unseen / (1 - unseen),
      unseenInventions: unseenNot / (1 - unseenNot))
  }

  /// The probability that a labeler who usually misses objects with `missOdds` overlooks one whose
  /// size is overlooked `size` times likelier than usual.
  func missProbability(missOdds: Double, size: Double) -> Double {
    let odds = missOdds * size
    return (odds / (1 + odds)).clamped(to: 1e-3...0.995)
  }
}
