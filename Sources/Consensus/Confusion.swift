/// What labelers together named what.
package struct Confusion: Hashable, Sendable {
  /// Soft counts of votes.
  package private(set) var votes: [Skills.Naming: Double] = [:]
  /// Soft counts of objects by class.
  package private(set) var objects: [Int: Double] = [:]
  /// Votes by true class.
  private var totals: [Int: Double] = [:]
  /// By the class that was named, the other classes that it was sometimes given to instead.
  private var rivals: [Int: [Int]] = [:]

  /// Votes that every class is given beforehand, and how many of them are right.
  private static let prior = (votes: 5.0, right: 4.6)
  /// Rivals that are told apart at most; the rest together have next to no probability.
  private static let rivalsAtMost = 6

  package init(votes: [Skills.Naming: Double] = [:], objects: [Int: Double] = [:]) {
    self.votes = votes
    self.objects = objects
    for naming in votes.keys.sorted() {
      let count = votes[naming] ?? 0
      totals[naming.truth, default: 0] += count
      if naming.truth != naming.named, count > 0.5 {
        rivals[naming.named, default: []].append(naming.truth)
      }
    }
    for (named, truths) in rivals where truths.count > Self.rivalsAtMost {
      func count(_ truth: Int) -> Double {
        votes[Skills.Naming(truth: truth, named: named)] ?? 0
      }
      let ranked = truths.sorted { (count($1), $0) < (count($0), $1) }
      rivals[named] = ranked.prefix(Self.rivalsAtMost).sorted()
    }
  }

  /// Classes that `named` may really be.
  func rivals(of named: Int) -> [Int] { rivals.isEmpty ? [] : rivals[named] ?? [] }

  /// The probability that somebody unknown names an object of class `truth` `named`, where `classes`
  /// are to be told apart.
  func probability(of named: Int, given truth: Int, classes: Int) -> Double {
    let others = Double(max(classes, objects.count, 2) - 1)
    let prior = truth == named ? Self.prior.right : (Self.prior.votes - Self.prior.right) / others
    // Asked for every vote: where nobody is known, nothing is looked up.
    guard !votes.isEmpty else { return prior / Self.prior.votes }
    let count = votes[Skills.Naming(truth: truth, named: named)] ?? 0
    return (count + prior) / ((totals[truth] ?? 0) + Self.prior.votes)
  }

  /// How common a class is, with one object of each beforehand; not normalized.
  func weight(of truth: Int) -> Double { objects.isEmpty ? 1 : (objects[truth] ?? 0) + 1 }
}

extension Skills.Labeler {
  /// Soft count of the labeler's votes for objects of a class.
  func total(of truth: Int) -> Double { totals[truth] ?? 0 }

  /// Votes that count as much as the labeler's own.
  private static let shrinkage = 8.0

  /// The probability that the labeler names an object of class `truth` `named`, from that of
  /// somebody unknown and from what the labeler did before.
  func probability(
    of named: Int, given truth: Int, unknown: Double
  ) -> Double {
    let count = confusion[Skills.Naming(truth: truth, named: named)] ?? 0
    return max((count + Self.shrinkage * unknown) / (total(of: truth) + Self.shrinkage), 1e-3)
  }
}
