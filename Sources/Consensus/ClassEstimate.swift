/// What a candidate is, as far as its votes tell.
struct ClassEstimate: Sendable {
  /// The likeliest class, the lowest id on a tie.
  var best = 0
  /// Of the likeliest class.
  var probability = 1.0
  /// Every class that was considered, ascending, with its probability.
  var all: [(classID: Int, probability: Double)] = []

  init() {}

  init(best: Int, probability: Double, all: [(classID: Int, probability: Double)]) {
    self.best = best
    self.probability = probability
    self.all = all
  }

  /// What an expert said.
  init(known: Int) {
    self.init(best: known, probability: 1, all: [(known, 1)])
  }

  /// 0 for a class that was not considered.
  func probability(of classID: Int) -> Double {
    for each in all where each.classID == classID { return each.probability }
    return 0
  }
}

extension ImageModel {
  /// The class of a candidate: Bayes' rule with each labeler's confusion of classes (Dawid and Skene
  /// 1979), over the classes that were named, those they are known to be mixed up with, and one
  /// that nobody thought of.
  func classes(of group: Int) -> ClassEstimate {
    var named: [Int] = []
    for place in groups.range(group) {
      let classID = votes.classes[groups.members[place]]
      if !named.contains(classID) { named.append(classID) }
    }
    var candidates = named
    for classID in named {
      for rival in confusion.rivals(of: classID) where !candidates.contains(rival) {
        candidates.append(rival)
      }
    }
    candidates.sort()
    let count = candidates.count + 1
    var weights = candidates.map { confusion.weight(of: $0) }
    var other = 1.0
    for place in groups.range(group) {
      let vote = groups.members[place]
      let classID = votes.classes[vote]
      let ballot = votes.ballots[vote]
      for (place, truth) in candidates.enumerated() {
        let unknown = confusion.probability(of: classID, given: truth, classes: count)
        weights[place] *=
          ballots[ballot].labeler.confusion.isEmpty
          ? unknown
          : ballots[ballot].labeler.probability(of: classID, given: truth, unknown: unknown)
      }
      // An unheard-of class could be named anything: as unlikely as the least of those known.
      other *= confusion.probability(of: classID, given: .min, classes: count)
      // 64 labelers must not run out of numbers.
      let largest = max(weights.max() ?? 1, other, 1e-300)
      for place in weights.indices { weights[place] /= largest }
      other /= largest
    }
    let total = weights.reduce(other, +)
    let best = weights.indices.max {
      weights[$0] < weights[$1] || (weights[$0] == weights[$1] && $0 > $1)
    }
    guard let best, total > 0 else { return ClassEstimate() }
    return ClassEstimate(
      best: candidates[best], probability: weights[best] / total,
      all: zip(candidates, weights).map { ($0, $1 / total) })
  }
}
