import Labels

/// A candidate for one box of the consensus: the votes for one object, fused.
struct MergedObject {
  var box: Box
  var classID: Int
  var votes: Int
  var disagreement: Double
  var belief: Belief
  /// Whether the consensus has it.
  ///
  /// The majority decides: more than half of those who answered with boxes drew it. When exactly
  /// half did (1 of 2, 2 of 4), it is kept: about as many of such boxes are right as are not, and
  /// a needless box is easier to see, and to remove, than a missing one. Its confidence says so.
  var isKept: Bool

  init(votes: [Vote], ballots: [Ballot], diagonal: Double) {
    let boxes = votes.map(\.label.box)
    let spreads = votes.map { ballots[$0.ballot].spread }
    box = Fusion.fuse(boxes, spreads: spreads, diagonal: diagonal)
    self.votes = votes.count
    disagreement = Self.disagreement(of: boxes)
    let (classID, probability) = Belief.classification(of: votes.map(\.label.classID))
    self.classID = classID
    belief = Belief(
      existence: Belief.existence(votes: votes.count, voters: ballots.count),
      classification: probability,
      error: Belief.error(
        of: box, spreads: spreads, disagreement: disagreement, diagonal: diagonal))
    isKept = 2 * votes.count >= ballots.count
  }

  /// 1 - the mean pairwise IoU; 0 for a single box.
  private static func disagreement(of boxes: [Box]) -> Double {
    guard boxes.count > 1 else { return 0 }
    var sum = 0.0
    for i in boxes.indices {
      for j in boxes.indices where j > i { sum += boxes[i].iou(with: boxes[j]) }
    }
    return 1 - sum / Double(boxes.count * (boxes.count - 1) / 2)
  }

  /// As it leaves this room.
  var rounded: MergedBox {
    let left = box.left.inMillionths
    let top = box.top.inMillionths
    return MergedBox(
      box: Box(
        x: left, y: top, width: (box.right.inMillionths - left).inMillionths,
        height: (box.bottom.inMillionths - top).inMillionths),
      classID: classID, confidence: belief.confidence.inMillionths, votes: votes,
      disagreement: disagreement.inMillionths)
  }
}
