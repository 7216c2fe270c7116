import Labels

/// Makes one box of the boxes that several labelers drew around one object.
///
/// Each edge by itself: the location of a Student-t distribution with `degreesOfFreedom`, by
/// iteratively reweighted means (Lange, Little and Taylor 1989) from the median, with a fixed
/// number of passes. An edge that slipped far away hardly counts, and still the edges near each
/// other are averaged, which a median does not do: with 3 to 5 labelers that is worth some points
/// of boxes within 90 % IoU.
enum Fusion {
  /// Of the Student-t distribution. Chosen on crowds with known truth: 2.5 and 8 do worse.
  static let degreesOfFreedom = 4.0
  /// Ample: the change of the last pass is below a hundredth of a pixel.
  static let passes = 10

  /// The one box; always of some area. `boxes` are at least one, in canonical order, `spreads`
  /// those of who drew them, in the same order; `diagonal` is the image's, in pixels.
  static func fuse(_ boxes: [Box], spreads: [Double], diagonal: Double) -> Box {
    let start = Box(
      left: median(boxes.map(\.left)), top: median(boxes.map(\.top)),
      right: median(boxes.map(\.right)), bottom: median(boxes.map(\.bottom)))
    guard boxes.count > 2 || spreads.first != spreads.last else { return start }
    var fused = start
    for _ in 0..<passes {
      func edge(_ side: KeyPath<Box, Double>, extent: Double) -> Double {
        let from = fused[keyPath: side]
        let floor = Skills.floor * diagonal
        var sum = 0.0
        var weights = 0.0
        for (box, spread) in zip(boxes, spreads) {
          let variance = floor * floor + spread * spread * extent * extent
          let residual = box[keyPath: side] - from
          let weight =
            (degreesOfFreedom + 1) / (degreesOfFreedom * variance + residual * residual)
          sum += weight * residual
          weights += weight
        }
        return from + sum / weights
      }
      let next = Box(
        left: edge(\.left, extent: fused.width), top: edge(\.top, extent: fused.height),
        right: edge(\.right, extent: fused.width), bottom: edge(\.bottom, extent: fused.height))
      // Edges are fused apart from each other and could pass each other where hardly anything
      // overlaps; medians cannot.
      guard next.width > 0, next.height > 0 else { return start }
      fused = next
    }
    return fused
  }

  /// The middle value, or the mean of the two in the middle.
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
