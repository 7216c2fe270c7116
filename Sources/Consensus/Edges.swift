import Labels

/// The four edges of a box, or one number for each of them: left, top, right, bottom.
///
/// Two opposite edges have the same extent across them, the box's width for `left` and `right`, its
/// height for `top` and `bottom`.
package typealias Edges = SIMD4<Double>

extension Edges {
  init(_ box: Box) {
    self.init(box.x, box.y, box.x + box.width, box.y + box.height)
  }

  var width: Double { self[2] - self[0] }
  var height: Double { self[3] - self[1] }
  var area: Double { width * height }

  /// The extent across each edge, at least 1 pixel.
  var extents: Edges {
    let width = Swift.max(self[2] - self[0], 1)
    let height = Swift.max(self[3] - self[1], 1)
    return Edges(width, height, width, height)
  }

  var total: Double { self[0] + self[1] + self[2] + self[3] }

  func iou(with other: Edges) -> Double {
    let width = Swift.min(self[2], other[2]) - Swift.max(self[0], other[0])
    let height = Swift.min(self[3], other[3]) - Swift.max(self[1], other[1])
    guard width > 0, height > 0 else { return 0 }
    let shared = width * height
    return Swift.min(1, shared / (area + other.area - shared))
  }

  /// A box that is `margin` larger on every side.
  func grown(by margin: Double) -> Edges {
    self + Edges(-margin, -margin, margin, margin)
  }

  /// By left edge, then top, right, bottom. Total for finite edges.
  func precedes(_ other: Edges) -> Bool {
    for edge in 0..<4 where self[edge] != other[edge] { return self[edge] < other[edge] }
    return false
  }
}
