package import Labels

/// How near boxes come to the truth, over some images.
package struct Quality: Sendable {
  /// IoUs at which a box counts as found.
  package static let thresholds = [0.5, 0.75, 0.9]

  package private(set) var images = 0
  private var expected = 0
  private var given = 0
  private var overlaps = ExactSum()
  private var found = [Int](repeating: 0, count: thresholds.count)

  package init() {}

  /// Adds an image. Boxes are matched one to one, of the same class, so that as many pairs as can be
  /// have the IoU of each threshold.
  package mutating func add(_ boxes: [LabeledBox], truth: [LabeledBox]) {
    images += 1
    expected += truth.count
    given += boxes.count
    let (some, others) = (boxes.map { Edges($0.box) }, truth.map { Edges($0.box) })
    func partners(over least: Double) -> [Double] {
      Matching.pairs(of: some, with: others) { one, other in
        guard boxes[one].classID == truth[other].classID else { return 0 }
        let iou = some[one].iou(with: others[other])
        // One pair more is worth more than any IoU.
        return iou >= least ? iou + 10 : 0
      }.enumerated().compactMap { one, other in other.map { some[one].iou(with: others[$0]) } }
    }
    for iou in partners(over: 0.1) { overlaps += iou }
    for (place, least) in Self.thresholds.enumerated() {
      found[place] += partners(over: least).count
    }
  }

  /// Of the true boxes' IoU with theirs, 0 for one that is missing; nil without true boxes.
  package var meanIoU: Double? { expected > 0 ? overlaps.value / Double(expected) : nil }

  /// F1 at each threshold; nil without boxes.
  package var f1: [Double]? {
    expected + given > 0 ? found.map { 2 * Double($0) / Double(expected + given) } : nil
  }
}
