import Glibc

/// How often each bin of colors occurs.
struct Histogram {
  /// Bins of lightness, 6.25 wide.
  private static let depth = 16
  /// Bins of a and of b, 8 wide, from -56 on. What lies beyond is in the outermost.
  private static let side = 20

  var counts = [Float](repeating: 0, count: depth * side * side)

  @inline(__always)
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

  /// Shares, blurred by a Gaussian of 0.8 bins; what would go beyond the outermost bins is lost.
  private func smoothed() -> [Float] {
    let scale = 1 / max(1, counts.reduce(0, +))
    var values = counts.map { $0 * scale }
    var blurred = values
    for (step, side) in [
      (1, Self.side), (Self.side, Self.side), (Self.side * Self.side, Self.depth),
    ] {
      values.withUnsafeBufferPointer { from in
        blurred.withUnsafeMutableBufferPointer { to in
          for block in stride(from: 0, to: from.count, by: step * side) {
            for place in 0..<side {
              let start = block + place * step
              let isFirst = place == 0, isLast = place + 1 == side
              let (low, high) = (isFirst ? 0 : -step, isLast ? 0 : step)
              let (lowest, highest) = (place < 2 ? 0 : -2 * step, place + 2 < side ? 2 * step : 0)
              let (before, after): (Float, Float) = (isFirst ? 0 : 0.2283, isLast ? 0 : 0.2283)
              let (first, last): (Float, Float) = (
                place < 2 ? 0 : 0.0219, place + 2 < side ? 0.0219 : 0
              )
              for at in start..<start + step {
                to[at] =
                  0.4988 * from[at] + before * from[at + low] + after * from[at + high]
                  + first * from[at + lowest] + last * from[at + highest]
              }
            }
          }
        }
      }
      swap(&values, &blurred)
    }
    return values
  }
}
