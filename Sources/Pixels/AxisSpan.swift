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

  /// Edges this near to a pixel's edge, in pixels, are meant to be on it: the multiples of a block's
  /// side are not exact.
  private static let tolerance = 1e-6

  /// The part of `lower..<upper` that lies on `0..<count` pixels; nil when there is none.
  init?(from lower: Double, to upper: Double, count: Int) {
    let start = Self.snapped(max(0, min(Double(count), lower)))
    let end = Self.snapped(max(0, min(Double(count), upper)))
    guard start < end else { return nil }
    let (first, last) = (Int(start.rounded(.up)), Int(end.rounded(.down)))
    guard first <= last else {
      whole = last..<last
      before = (last, end - start)
      return
    }
    whole = first..<last
    if Double(first) > start { before = (first - 1, Double(first) - start) }
    if end > Double(last) { after = (last, end - Double(last)) }
  }

  static func snapped(_ edge: Double) -> Double {
    let nearest = edge.rounded()
    return abs(edge - nearest) < tolerance ? nearest : edge
  }
}
