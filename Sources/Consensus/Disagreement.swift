package import Labels

/// How far two sets of boxes are from each other: 0 (the same boxes) to 1 (nothing in common).
///
/// One minus the IoU of the *sets*: boxes of the same class that overlap are matched one to one so
/// that the sum of their IoUs is as large as possible; that sum is divided by the matched pairs
/// plus the boxes left alone on either side. A missing, an extra and a differently classed box each
/// add nothing to the sum and one to the divisor. Two empty sets agree. A box that a set holds
/// twice is one box. Symmetric; rounded to 1e-6.
package func disagreement(between one: [LabeledBox], and other: [LabeledBox]) -> Double {
  distance(between: one.canonical, and: other.canonical).inMillionths
}

/// How far several labelers are from each other: the mean over all pairs of them, rounded to 1e-6;
/// 0 for fewer than two.
package func disagreement(of answers: [[LabeledBox]]) -> Double {
  let sets = answers.map(\.canonical).sorted { $0.precedes($1) }
  guard sets.count > 1 else { return 0 }
  var sum = 0.0
  for i in sets.indices {
    for j in sets.indices where j > i { sum += distance(between: sets[i], and: sets[j]) }
  }
  return (sum / Double(sets.count * (sets.count - 1) / 2)).inMillionths
}

/// Counts as many pairs as it can where several matchings have the same sum: far below any
/// difference of IoU that a drawn box can make, far above the rounding of a sum.
private let pairBonus = 1e-9

/// `disagreement(between:and:)` of sets in canonical order, not rounded.
private func distance(between one: [LabeledBox], and other: [LabeledBox]) -> Double {
  if one == other { return 0 }
  // Always from the same side, so that the sums are the same to the last bit.
  if other.precedes(one) { return distance(between: other, and: one) }

  let assignment = Assignment(
    pairs: overlaps(of: one, with: other), rows: one.count, columns: other.count)
  var sum = 0.0
  var matched = 0
  for (row, column) in assignment.columnOfRow.enumerated() {
    guard let column else { continue }
    sum += one[row].box.iou(with: other[column].box)
    matched += 1
  }
  return 1 - sum / Double(one.count + other.count - matched)
}

/// The pairs of boxes of one class that overlap, a row's by their columns.
private func overlaps(of one: [LabeledBox], with other: [LabeledBox]) -> [Assignment.Pair] {
  var pairs: [Assignment.Pair] = []
  pairs.reserveCapacity(one.count + other.count)
  func consider(_ row: Int, _ column: Int) {
    guard one[row].classID == other[column].classID else { return }
    let weight = one[row].box.iou(with: other[column].box)
    guard weight > 0 else { return }
    pairs.append(Assignment.Pair(row: row, column: column, weight: weight + pairBonus))
  }
  if one.count * other.count <= 256 {
    for row in one.indices {
      for column in other.indices { consider(row, column) }
    }
    return pairs
  }
  let all =
    (one.indices.map { (isOne: true, index: $0, label: one[$0]) }
    + other.indices.map { (isOne: false, index: $0, label: other[$0]) })
    .sorted { $0.label.box.x < $1.label.box.x }
  forEachOverlap(in: all.map { Edges($0.label.box) }) { i, j in
    let (a, b) = (all[i], all[j])
    guard a.isOne != b.isOne else { return }
    if a.isOne { consider(a.index, b.index) } else { consider(b.index, a.index) }
  }
  return pairs
}
