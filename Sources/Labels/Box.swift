/// An axis-aligned rectangle in pixels of the upright full-size image.
///
/// The origin is the image's top left corner. Edges are continuous, as in COCO: a box that covers
/// exactly the first pixel is `x 0, y 0, width 1, height 1`, and `x + width` is its far edge.
package struct Box: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The box between four edges; `right` and `bottom` are far edges, not last pixels.
  package init(left: Double, top: Double, right: Double, bottom: Double) {
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  package var left: Double { x }
  package var top: Double { y }
  package var right: Double { x + width }
  package var bottom: Double { y + height }

  /// Square pixels.
  package var area: Double { width * height }

  /// Square pixels that both boxes cover; 0 when they only touch.
  package func intersection(with other: Box) -> Double {
    let across = min(right, other.right) - max(left, other.left)
    let down = min(bottom, other.bottom) - max(top, other.top)
    return across > 0 && down > 0 ? across * down : 0
  }

  /// Intersection over union, the Jaccard index of the two areas: 0 (apart) to 1 (equal).
  package func iou(with other: Box) -> Double {
    let shared = intersection(with: other)
    return shared > 0 ? min(1, shared / (area + other.area - shared)) : 0
  }

  package func contains(x px: Double, y py: Double) -> Bool {
    px >= left && px < right && py >= top && py < bottom
  }
}
