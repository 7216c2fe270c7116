import Labels

extension ImageModel {
  /// What a candidate's probability must reach to keep its votes together.
  private static let keptExistence = 0.3
  /// IoU below which a vote is not dealt to an object.
  private static let dealtIoU = 0.30

  /// The votes dealt anew: each labeler's boxes, less the labeler's bias, one to one to the objects
  /// found, so that the sum of their similarities is as large as it can be. What is left over is
  /// clustered by itself.
  func regrouped(margin: Double) -> Groups {
    let kept = objects.indices.filter { objects[$0].existence.probability >= Self.keptExistence }
    guard !kept.isEmpty else { return groups }
    var numbers = [Int?](repeating: nil, count: votes.count)
    let targets = kept.map { objects[$0].edges.grown(by: margin) }
    var own: [Int] = []
    for ballot in ballots.indices {
      own.removeAll(keepingCapacity: true)
      for vote in 0..<votes.count where votes.ballots[vote] == ballot { own.append(vote) }
      guard !own.isEmpty else { continue }
      let boxes = own.map { unbiased[$0].grown(by: margin) }
      let match = Matching.pairs(of: boxes, with: targets) { one, other in
        let iou = boxes[one].iou(with: targets[other])
        guard iou >= Self.dealtIoU else { return 0 }
        let named = votes.classes[own[one]]
        let alike = objects[kept[other]].classes.probability(of: named)
        return iou + Clustering.classBonus * alike
          + 1e-3 * objects[kept[other]].existence.probability
      }
      for (place, target) in match.enumerated() { numbers[own[place]] = target }
    }
    let left = numbers.indices.filter { numbers[$0] == nil }
    guard !left.isEmpty else { return Groups(numbers: numbers, count: kept.count) }
    var count = kept.count
    for group in Clustering.groups(of: votes, chosen: left, margin: margin) {
      for vote in group { numbers[vote] = count }
      count += 1
    }
    return Groups(numbers: numbers, count: count)
  }
}

/// One-to-one matching of two sets of boxes.
enum Matching {
  /// For each of `boxes` the index of its partner among `others`, nil where it stays alone, so
  /// that the sum of weights is as large as possible. Only boxes that overlap are asked for their
  /// weight; 0 forbids a pair.
  static func pairs(
    of boxes: [Edges], with others: [Edges], weight: (_ box: Int, _ other: Int) -> Double
  ) -> [Int?] {
    var pairs: [Assignment.Pair] = []
    pairs.reserveCapacity(boxes.count + others.count)
    func consider(_ box: Int, _ other: Int) {
      let weight = weight(box, other)
      if weight > 0 { pairs.append(Assignment.Pair(row: box, column: other, weight: weight)) }
    }
    if boxes.count * others.count <= 256 {
      for box in boxes.indices {
        for other in others.indices { consider(box, other) }
      }
    } else {
      let all = boxes.map { $0 } + others
      let order = all.indices.sorted { (all[$0][0], $0) < (all[$1][0], $1) }
      forEachOverlap(in: order.map { all[$0] }) { i, j in
        let (low, high) = (min(order[i], order[j]), max(order[i], order[j]))
        if low < boxes.count, high >= boxes.count { consider(low, high - boxes.count) }
      }
    }
    return Assignment(pairs: pairs, rows: boxes.count, columns: others.count).columnOfRow
  }
}
