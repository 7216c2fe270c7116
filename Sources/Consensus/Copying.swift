import Labels

/// Labelers who hand in another's boxes.
enum Copying {
  /// Two boxes are the same if no edge differs by more than this share of the image's diagonal:
  /// half a pixel of 1280 x 720. Hands do not come that close.
  static let tolerance = 0.0004
  /// Of a labeler's boxes that are another's, and the boxes that it takes to say so.
  static let share = 0.5
  static let boxes = 8
  /// Where the median labeler has a greater share of boxes in common, everybody accepted the same
  /// proposals, and nobody copies.
  static let usualShare = 0.3

  /// Of each ballot, how many of its boxes are also another's.
  static func shared(by ballots: [Ballot], diagonal: Double) -> [Int] {
    let all = Votes(ballots)
    let limit = tolerance * diagonal
    var isShared = [Bool](repeating: false, count: all.count)
    for one in 0..<all.count {
      var other = one + 1
      while other < all.count, all.edges[other][0] - all.edges[one][0] <= limit {
        if all.ballots[one] != all.ballots[other],
          all.edges[one].isSame(as: all.edges[other], within: limit)
        {
          isShared[one] = true
          isShared[other] = true
        }
        other += 1
      }
    }
    var counts = [Int](repeating: 0, count: ballots.count)
    for (vote, ballot) in all.ballots.enumerated() where isShared[vote] { counts[ballot] += 1 }
    return counts
  }
}

extension Edges {
  func isSame(as other: Edges, within limit: Double) -> Bool {
    let difference = self - other
    return (0..<4).allSatisfy { abs(difference[$0]) <= limit }
  }
}

extension Ballot {
  /// The ballots less those that repeat another's in this image, by labelers who are known to copy:
  /// two of them who copy each other are one vote.
  static func withoutCopies(_ ballots: [Ballot], diagonal: Double) -> [Ballot] {
    guard ballots.contains(where: \.labeler.copies) else { return ballots }
    var kept = ballots.filter { !$0.labeler.copies }
    for ballot in ballots where ballot.labeler.copies {
      if !kept.contains(where: { ballot.repeats($0, within: Copying.tolerance * diagonal) }) {
        kept.append(ballot)
      }
    }
    // In the order that they had.
    return ballots.filter { ballot in kept.contains { $0.name == ballot.name } }
  }

  private func repeats(_ other: Ballot, within limit: Double) -> Bool {
    guard !boxes.isEmpty else { return false }
    let theirs = other.boxes.map { Edges($0.box) }
    let same = boxes.count { label in
      let edges = Edges(label.box)
      return theirs.contains { $0.isSame(as: edges, within: limit) }
    }
    return 2 * same > boxes.count
  }
}
