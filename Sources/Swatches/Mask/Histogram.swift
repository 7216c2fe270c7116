import Glibc

/// How often each bin of colors occurs.
struct Histogram {
  /// Bins of lightness, 6.25 wide.
  private static let depth = 16
  /// Bins of a and of b, 8 wide, from -56 on. What lies beyond is in the outermost.
  private static let side = 20

  var counts = [Float](repeating: 0, count: depth * side * side)

  static func bin(lightness: Float, a: Float, b: Float) -> UInt16 {
    let deep = max(0, min(depth - 1, Int(lightness * 0.16)))
    let across = max(0, min(side - 1, Int((a + 56) * 0.125)))
    let down = max(0, min(side - 1, Int((b + 56) * 0.125)))
    return UInt16((deep * side + across) * side + down)
  }

  /// The logarithm of how much likelier each bin is here than in another, both smoothed over
  /// neighboring bins.
  func logOdds(against other: Histogram, floor: Float) -> [Float] {
    let (one, two) = (smoothed(), other.smoothed())
    return one.indices.map { log((one[$0] + floor) / (two[$0] + floor)) }
  }

  /// Shares, blurred by a Gaussian of 0.8 bins.
  private func smoothed() -> [Float] {
    let total = max(1, counts.reduce(0, +))
    var values = counts.map { $0 / total }
    for (step, side) in [
      (1, Self.side), (Self.side, Self.side), (Self.side * Self.side, Self.depth),
    ] {
      let source = values
      for at in values.indices {
        let place = at / step % side
        var sum = 0.4988 * source[at]
        if place > 0 { sum += 0.2283 * source[at - step] }
        if place + 1 < side { sum += 0.2283 * source[at + step] }
        if place > 1 { sum += 0.0219 * source[at - 2 * step] }
        if place + 2 < side { sum += 0.0219 * source[at + 2 * step] }
        values[at] = sum
      }
    }
    return values
  }
}
