import Labels

/// One labeler's box, on its way to a cluster.
struct Vote {
  var label: LabeledBox
  /// The index of the labeler's ballot.
  var ballot: Int
}

/// Groups votes into objects: at most one vote a labeler in each group.
///
/// Average-linkage agglomeration (Sokal and Michener 1958): the two most similar groups that share
/// no labeler become one, again and again, while their mean IoU reaches `minimumIoU`. Similarity
/// is the mean IoU over all pairs of votes plus `classBonus` times the share of pairs of one class.
/// The bonus, rather than matching each class by itself, because labelers who box the same thing
/// and name it differently speak of one object, whose class is then decided by votes; two classes
/// in one place stay two objects wherever there are enough labelers who drew both.
///
/// IoU is taken of boxes that are grown on every side by twice what nobody's hand can avoid
/// (`Skills.floor`): two labelers of a 6 pixel object easily have an IoU of 0.3, and still mean
/// the same thing.
struct Clustering {
  /// Mean IoU of two groups below which they are two objects. 0.25 to 0.45 do about equally well
  /// on crowds with known truth.
  static let minimumIoU = 0.35
  /// Of the same crowds.
  static let classBonus = 0.15

  private struct Group {
    var members: [Int]
    var ballots: Set<Int>
    var classes: [Int: Int]
    /// Grows whenever the group does, so that old candidates are known as old.
    var version = 0
    var isAlive = true
    /// The sums of IoU to the groups that it overlaps at all.
    var overlap: [Int: Double] = [:]
  }

  /// Groups are named by their first vote's index: a tie goes to the first in canonical order.
  private var groups: [Group]
  private var candidates = Heap<Candidate>()

  /// The groups, as indices of `votes`, in canonical order, as the votes must be; `diagonal` is the
  /// image's, in pixels.
  static func groups(of votes: [Vote], diagonal: Double) -> [[Int]] {
    var clustering = Clustering(votes: votes, margin: 2 * Skills.floor * diagonal)
    clustering.run()
    return clustering.groups.filter(\.isAlive).map { $0.members.sorted() }
  }

  private init(votes: [Vote], margin: Double) {
    groups = votes.indices.map {
      Group(
        members: [$0], ballots: [votes[$0].ballot], classes: [votes[$0].label.classID: 1])
    }
    let grown = votes.map { $0.label.box.grown(by: margin) }
    // In canonical order votes are sorted by left edge, and the same margin keeps them so.
    forEachOverlap(in: grown) { i, j in
      guard votes[i].ballot != votes[j].ballot else { return }
      let iou = grown[i].iou(with: grown[j])
      groups[i].overlap[j] = iou
      groups[j].overlap[i] = iou
    }
    for i in groups.indices {
      for j in groups[i].overlap.keys where j > i { propose(i, j) }
    }
  }

  private mutating func run() {
    while let best = candidates.popFirst() {
      guard groups[best.one].isAlive, groups[best.other].isAlive,
        groups[best.one].version == best.oneVersion,
        groups[best.other].version == best.otherVersion
      else { continue }
      unite(best.one, with: best.other)
    }
  }

  /// Queues the union of groups `one < other`, if it is allowed.
  private mutating func propose(_ one: Int, _ other: Int) {
    let (a, b) = (groups[one], groups[other])
    guard a.ballots.isDisjoint(with: b.ballots) else { return }
    let pairs = Double(a.members.count * b.members.count)
    let iou = (a.overlap[other] ?? 0) / pairs
    guard iou >= Self.minimumIoU else { return }
    var alike = 0
    for (classID, count) in a.classes { alike += count * (b.classes[classID] ?? 0) }
    candidates.insert(
      Candidate(
        similarity: iou + Self.classBonus * Double(alike) / pairs, one: one, other: other,
        oneVersion: a.version, otherVersion: b.version))
  }

  /// Makes one group of two; `one < other` keeps its name.
  private mutating func unite(_ one: Int, with other: Int) {
    let gone = groups[other]
    groups[other].isAlive = false
    groups[other].overlap = [:]
    groups[one].members += gone.members
    groups[one].ballots.formUnion(gone.ballots)
    groups[one].classes.merge(gone.classes, uniquingKeysWith: +)
    groups[one].version += 1
    groups[one].overlap[other] = nil
    for (neighbor, sum) in gone.overlap where neighbor != one {
      groups[one].overlap[neighbor, default: 0] += sum
      groups[neighbor].overlap[other] = nil
    }
    for (neighbor, sum) in groups[one].overlap {
      groups[neighbor].overlap[one] = sum
      propose(min(one, neighbor), max(one, neighbor))
    }
  }
}

/// Two groups that could become one.
private struct Candidate: Comparable {
  var similarity: Double
  var one: Int
  var other: Int
  var oneVersion: Int
  var otherVersion: Int

  /// The most similar first; a tie goes to the first in canonical order.
  static func < (a: Candidate, b: Candidate) -> Bool {
    if a.similarity != b.similarity { return a.similarity > b.similarity }
    return (a.one, a.other) < (b.one, b.other)
  }
}

extension Box {
  fileprivate func grown(by margin: Double) -> Box {
    Box(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }
}
