/// Groups votes into objects: at most one vote a labeler in each group.
///
/// Average-linkage agglomeration (Sokal and Michener 1958): the two most similar groups that share
/// no labeler become one, again and again, while their mean IoU reaches `minimumIoU`. Similarity
/// is the mean IoU over all pairs of votes plus `classBonus` times the share of pairs of one class.
/// The bonus, rather than matching each class by itself, because labelers who box the same thing
/// and name it differently speak of one object, whose class is then decided by votes; two classes
/// in one place stay two objects wherever there are enough labelers who drew both.
///
/// IoU is taken of boxes that are grown on every side by `margin` pixels, what hands cannot avoid:
/// two labelers of a 6 pixel object easily have an IoU of 0.3, and still mean the same thing.
/// Votes that do not overlap, not even by way of others, are never compared: about n log n for
/// photographs, n^2 where everything overlaps.
enum Clustering {
  /// Mean IoU of two groups below which they are two objects. 0.25 to 0.45 do about equally well
  /// on crowds with known truth.
  static let minimumIoU = 0.35
  /// Of the same crowds.
  static let classBonus = 0.15
  /// Pairs with less than this count as if they did not overlap, so that a crowd of boxes does not
  /// keep a sum for each pair that touches.
  static let leastIoU = 0.10
  /// Connected votes up to this many are compared in a full matrix, which is faster than sparse.
  private static let matrixLimit = 48
  /// So few votes are compared in one matrix, connected or not.
  private static let wholeLimit = 20

  /// The groups of those `votes` that `chosen` names, in ascending order, each with its members in
  /// ascending order; groups in the order of their first members.
  static func groups(of votes: Votes, chosen: [Int], margin: Double) -> [[Int]] {
    guard chosen.count > 1 else { return chosen.map { [$0] } }
    let grown = chosen.map { votes.edges[$0].grown(by: margin) }
    var links: [Link] = []
    forEachOverlap(in: grown) { i, j in
      guard votes.ballots[chosen[i]] != votes.ballots[chosen[j]] else { return }
      let iou = grown[i].iou(with: grown[j])
      guard iou >= leastIoU else { return }
      links.append(
        Link(
          one: i, other: j, iou: iou,
          alike: votes.classes[chosen[i]] == votes.classes[chosen[j]] ? 1 : 0))
    }
    let ballots = chosen.map { votes.ballots[$0] }
    var groups: [[Int]] = []
    if chosen.count <= wholeLimit {
      groups = Matrix(votes: Array(chosen.indices), links: links, ballots: ballots).clusters()
      return groups.map { group in group.map { chosen[$0] } }
    }
    for component in components(of: links, count: chosen.count) {
      if component.votes.count == 1 {
        groups.append(component.votes)
      } else if component.votes.count <= matrixLimit {
        groups += Matrix(
          votes: component.votes, links: component.links, ballots: ballots
        ).clusters()
      } else {
        groups += Agglomeration(component, ballots: ballots).clusters()
      }
    }
    groups.sort { ($0.first ?? 0) < ($1.first ?? 0) }
    return groups.map { group in group.map { chosen[$0] } }
  }

  /// Two votes of two labelers that overlap.
  struct Link {
    var one: Int
    var other: Int
    var iou: Double
    /// 1 where the class is the same.
    var alike: Double
  }

  /// Votes that are linked, by way of others too: ascending.
  struct Component {
    var votes: [Int] = []
    var links: [Link] = []
  }

  private static func components(of links: [Link], count: Int) -> [Component] {
    var parents = Array(0..<count)
    func root(_ vote: Int) -> Int {
      var vote = vote
      while parents[vote] != vote {
        parents[vote] = parents[parents[vote]]
        vote = parents[vote]
      }
      return vote
    }
    for link in links {
      let (one, other) = (root(link.one), root(link.other))
      if one != other { parents[max(one, other)] = min(one, other) }
    }
    var numbers = [Int](repeating: -1, count: count)
    var components: [Component] = []
    for vote in 0..<count {
      let root = root(vote)
      if numbers[root] < 0 {
        numbers[root] = components.count
        components.append(Component())
      }
      components[numbers[root]].votes.append(vote)
    }
    for link in links { components[numbers[root(link.one)]].links.append(link) }
    return components
  }
}

// MARK: Small components

/// Agglomeration over a full matrix of the sums of two groups' pairs.
private struct Matrix {
  private let votes: [Int]
  private let count: Int
  private var iou: [Double]
  private var alike: [Double]
  /// Of each vote its group, named by the group's first vote; and of each group its size, 0 where
  /// it is gone.
  private var owners: [Int]
  private var sizes: [Int]
  /// Whether two groups hold votes of one labeler.
  private var clash: [Bool]

  init(votes: [Int], links: [Clustering.Link], ballots: [Int]) {
    self.votes = votes
    count = votes.count
    iou = Array(repeating: 0, count: count * count)
    alike = iou
    clash = Array(repeating: false, count: count * count)
    owners = Array(0..<count)
    sizes = Array(repeating: 1, count: count)
    for link in links {
      let one = place(of: link.one)
      let other = place(of: link.other)
      iou[one * count + other] = link.iou
      iou[other * count + one] = link.iou
      alike[one * count + other] = link.alike
      alike[other * count + one] = link.alike
    }
    for one in 0..<count {
      for other in 0..<count where ballots[votes[one]] == ballots[votes[other]] {
        clash[one * count + other] = true
      }
    }
  }

  /// The votes ascend: by bisection.
  private func place(of vote: Int) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high) / 2
      if votes[middle] < vote { low = middle + 1 } else { high = middle }
    }
    return low
  }

  consuming func clusters() -> [[Int]] {
    while let (one, other) = best() { unite(one, other) }
    var clusters: [[Int]] = []
    for group in 0..<count where sizes[group] > 0 {
      var cluster: [Int] = []
      cluster.reserveCapacity(sizes[group])
      for vote in group..<count where owners[vote] == group { cluster.append(votes[vote]) }
      clusters.append(cluster)
    }
    return clusters
  }

  private func best() -> (Int, Int)? {
    var best: (Int, Int)?
    var highest = 0.0
    for one in 0..<count where sizes[one] > 0 {
      for other in (one + 1)..<count where sizes[other] > 0 && iou[one * count + other] > 0 {
        let cell = one * count + other
        guard !clash[cell] else { continue }
        let pairs = Double(sizes[one] * sizes[other])
        guard iou[cell] >= Clustering.minimumIoU * pairs else { continue }
        // A tie goes to the first in canonical order.
        let similarity = (iou[cell] + Clustering.classBonus * alike[cell]) / pairs
        if similarity > highest {
          highest = similarity
          best = (one, other)
        }
      }
    }
    return best
  }

  private mutating func unite(_ one: Int, _ other: Int) {
    sizes[one] += sizes[other]
    sizes[other] = 0
    for vote in other..<count where owners[vote] == other { owners[vote] = one }
    for third in 0..<count where sizes[third] > 0 && third != one {
      let (cell, mirrored) = (one * count + third, third * count + one)
      iou[cell] += iou[other * count + third]
      alike[cell] += alike[other * count + third]
      clash[cell] = clash[cell] || clash[other * count + third]
      (iou[mirrored], alike[mirrored], clash[mirrored]) = (iou[cell], alike[cell], clash[cell])
    }
  }
}
