/// The pixels along one axis that a stretch of continuous coordinates covers: whole ones, and at
/// either end at most one in part.
struct AxisSpan {
  /// Pixels covered from edge to edge.
  var whole: Range<Int>
  /// The pixel at the lower end and how much of it is covered; weight 0 when there is none.
  var before = (pixel: 0, weight: 0.0)
  /// The same at the upper end.
  var after = (pixel: 0, weight: 0.0)

  /// How many pixels are covered, parts counted as parts.
  var length: Double { Double(whole.count) + before.weight + after.weight }

  /// All pixels that are covered, in part or wholly.
  var pixels: Range<Int> {
    let lower = before.weight > 0 ? before.pixel : whole.lowerBound
    let upper = after.weight > 0 ? after.pixel + 1 : max(whole.upperBound, lower + 1)
    return min(lower, upper - 1)..<upper
  }

  /// Edges this near to a pixel's edge, in pixels, are meant to be on it: the multiples of a block's
  /// side are not exact.
  private static let tolerance = 1e-6

  /// The part of `lower..<upper` that lies on `0..<count` pixels; nil when there is none.
  init?(from lower: Double, to upper: Double, count: Int) {
    self.init(from: lower, to: upper, extent: Double(count), count: count)
  }

  /// The same where a last pixel, less than one wide, has no place: the one before stands for it.
  /// `extent` is the pixels' count with it, `count` without.
  init?(from lower: Double, to upper: Double, extent: Double, count: Int) {
    let start = Self.snapped(max(0, min(extent, lower)))
    let end = Self.snapped(max(0, min(extent, upper)))
    guard start < end else { return nil }
    let (first, last) = (Int(start.rounded(.up)), Int(end.rounded(.down)))
    guard first <= last else {
      whole = last..<last
      before = (min(last, count - 1), end - start)
      return
    }
    whole = first..<last
    if Double(first) > start { before = (first - 1, Double(first) - start) }
    if end > Double(last) { after = (min(last, count - 1), end - Double(last)) }
  }

  static func snapped(_ edge: Double) -> Double {
    let nearest = edge.rounded()
    return abs(edge - nearest) < tolerance ? nearest : edge
  }
}
