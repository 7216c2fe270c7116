/// The bootstrap (Efron 1979), drawn by SplitMix64 counting from a fixed seed: no chance in it.
enum Bootstrap {
  static let resamples = 200

  /// The place that the `draw`th draw of all falls on, of `count`.
  static func place(_ draw: inout UInt64, of count: Int) -> Int {
    draw &+= 0x9E37_79B9_7F4A_7C15
    return Int(mixed(draw) % UInt64(count))
  }

  /// Where every sequence of draws begins.
  static let seed: UInt64 = 0x7E55_E8A0

  /// The output function of SplitMix64 (Steele, Lea and Flood 2014).
  private static func mixed(_ counter: UInt64) -> UInt64 {
    var z = counter
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A mean, and the two numbers between which it lies in 95 of 100 cases: the same for the same values
/// in any order. Nil without values.
package func meanInterval(of values: [Double]) -> (mean: Double, low: Double, high: Double)? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let mean = sorted.reduce(0, +) / Double(sorted.count)
  var draw = Bootstrap.seed
  let means = (0..<Bootstrap.resamples).map { _ in
    sorted.indices.reduce(0.0) { sum, _ in
      sum + sorted[Bootstrap.place(&draw, of: sorted.count)]
    } / Double(sorted.count)
  }.sorted()
  let tail = Bootstrap.resamples / 40
  return (
    mean.inMillionths, means[tail].inMillionths,
    means[Bootstrap.resamples - 1 - tail].inMillionths
  )
}
