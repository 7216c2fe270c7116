/// What images say of one labeler.
struct LabelerSums: Hashable, Sendable {
  let name: String
  var images = 0
  /// Boxes, and those of them that are another's to the pixel.
  var drawn = 0
  var shared = 0
  /// Votes that say something about the labeler's hand.
  var votes = 0
  /// Squared errors, as multiples of the usual.
  var variance = ExactSums()
  var bias = ExactSums()
  var biasWeight = ExactSums()
  /// Expected objects, and those of them that the labeler overlooked.
  var objects = ExactSum()
  var misses = ExactSum()
  /// Expected candidates that are no objects, and the votes for them.
  var nothings = ExactSum()
  var inventions = ExactSum()
  var confusion: [Skills.Naming: ExactSum] = [:]

  init(name: String) { self.name = name }

  static func += (sum: inout LabelerSums, other: LabelerSums) {
    sum.images += other.images
    sum.drawn += other.drawn
    sum.shared += other.shared
    sum.votes += other.votes
    sum.variance += other.variance
    sum.bias += other.bias
    sum.biasWeight += other.biasWeight
    sum.objects += other.objects
    sum.misses += other.misses
    sum.nothings += other.nothings
    sum.inventions += other.inventions
    for (naming, count) in other.confusion {
      sum.confusion[naming, default: ExactSum()] += count
    }
  }
}

/// What images say of everybody.
struct CommonSums: Hashable, Sendable {
  var noise = NoiseSums()
  var objects = ExactSum()
  var candidates = 0
  var misses = [ExactSum](repeating: ExactSum(), count: Skills.Common.sizeClasses)
  var expectedMisses = [ExactSum](repeating: ExactSum(), count: Skills.Common.sizeClasses)
  var classes: [Int: ExactSum] = [:]
  /// Of votes on objects that an expert told: what is left of their errors when each labeler's
  /// bias is taken off.
  var anchorBias = ExactSums()
  var anchorWeight = ExactSums()

  static func += (sum: inout CommonSums, other: CommonSums) {
    sum.noise += other.noise
    sum.objects += other.objects
    sum.candidates += other.candidates
    for size in sum.misses.indices {
      sum.misses[size] += other.misses[size]
      sum.expectedMisses[size] += other.expectedMisses[size]
    }
    for (classID, count) in other.classes { sum.classes[classID, default: ExactSum()] += count }
    sum.anchorBias += other.anchorBias
    sum.anchorWeight += other.anchorWeight
  }
}

/// The variance of edges by the extent across them: in 24 steps by the square root of 2 of the
/// squared extent's share of the image's squared diagonal. Variances are in shares of the squared
/// diagonal too, in millionths.
struct NoiseSums: Hashable, Sendable {
  private static let bins = 24
  private static let least = 1e-4
  private static let scale = 1e6

  private var counts = [Int](repeating: 0, count: bins)
  private var extents = [ExactSum](repeating: ExactSum(), count: bins)
  private var variances = [ExactSum](repeating: ExactSum(), count: bins)

  mutating func add(extent: Double, variance: Double) {
    let squared = extent * extent
    var bin = 0
    var bound = Self.least
    while bin < Self.bins - 1, squared > bound {
      bound *= 2.0.squareRoot()
      bin += 1
    }
    counts[bin] += 1
    extents[bin] += squared * Self.scale
    variances[bin] += variance * Self.scale
  }

  static func += (sum: inout NoiseSums, other: NoiseSums) {
    for bin in 0..<bins {
      sum.counts[bin] += other.counts[bin]
      sum.extents[bin] += other.extents[bin]
      sum.variances[bin] += other.variances[bin]
    }
  }

  /// The law `variance = floor^2 + spread^2 * extent^2`, by least squares over the bins, each
  /// weighted by its count over its squared variance. Nil where there is too little to tell.
  func law() -> (floor: Double, spread: Double)? {
    guard counts.reduce(0, +) > 60 else { return nil }
    var (w, wx, wxx, wy, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var (flat, steep, weights) = (0.0, 0.0, 0.0)
    for bin in 0..<Self.bins where counts[bin] > 0 {
      let count = Double(counts[bin])
      let x = extents[bin].value / Self.scale / count
      let y = variances[bin].value / Self.scale / count
      let weight = count / max(y * y, 1e-24)
      w += weight
      wx += weight * x
      wxx += weight * x * x
      wy += weight * y
      wxy += weight * x * y
      flat += count * y
      steep += count * x
      weights += count
    }
    let determinant = w * wxx - wx * wx
    var floor = determinant > 0 ? (wy * wxx - wxy * wx) / determinant : 0
    var slope = determinant > 0 ? (w * wxy - wx * wy) / determinant : 0
    if floor <= 0 { (floor, slope) = (1e-8, flat / max(steep, 1e-12)) }
    if slope <= 0 { (floor, slope) = (flat / weights, 1e-6) }
    return (
      floor.squareRoot().clamped(to: 2e-4...0.02), slope.squareRoot().clamped(to: 0.002...0.25)
    )
  }
}
