import Glibc

/// A few Gaussians that together say how likely a color is: what a region looks like.
///
/// Fitted by splitting, again and again, the cluster that is widest along its principal axis (Orchard
/// and Bouman, "Color quantization of images", IEEE Trans. Signal Processing 1991), as GrabCut does
/// (Rother, Kolmogorov and Blake, SIGGRAPH 2004). Deterministic.
struct ColorMixture {
  /// None for a region without pixels.
  private(set) var components: [ColorGaussian] = []

  /// Fits at most `count` Gaussians to the colors; those for less than `share` of them are left out.
  init(of colors: [SIMD4<Float>], count: Int, least share: Float = 0) {
    guard !colors.isEmpty else { return }
    var clusters = [ColorCluster(colors)]
    var members = [colors]
    while clusters.count < count {
      guard let widest = clusters.indices.max(by: { clusters[$0].spread < clusters[$1].spread }),
        clusters[widest].spread > ColorMixture.least * Float(colors.count)
      else { break }
      let cluster = clusters[widest]
      var (near, far): ([SIMD4<Float>], [SIMD4<Float>]) = ([], [])
      for color in members[widest] {
        if ((color - cluster.mean) * cluster.axis).sum() > 0 {
          far.append(color)
        } else {
          near.append(color)
        }
      }
      guard !near.isEmpty, !far.isEmpty else { break }
      members[widest] = near
      clusters[widest] = ColorCluster(near)
      members.append(far)
      clusters.append(ColorCluster(far))
    }
    let total = Float(colors.count)
    components = clusters.filter { Float($0.count) >= share * total }
      .map { ColorGaussian($0, share: Float($0.count) / total) }
  }

  /// A cluster is not split whose variance, times its share, is below this: squared 8-bit steps.
  private static let least: Float = 4

  /// The natural logarithm of the density of a color: that of the Gaussian that explains it best.
  func logDensity(of color: SIMD4<Float>) -> Float {
    var best = -Float.infinity
    for component in components { best = max(best, component.logDensity(of: color)) }
    return best
  }
}

/// The moments of a set of colors.
struct ColorCluster {
  let count: Int
  let mean: SIMD4<Float>
  /// The covariance's columns.
  let covariance: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)
  /// The direction in which the colors differ most, of length 1.
  let axis: SIMD4<Float>
  /// The variance along it, times the count.
  let spread: Float

  /// - Precondition: There is a color.
  init(_ colors: [SIMD4<Float>]) {
    count = colors.count
    var sum = SIMD4<Float>.zero
    for color in colors { sum += color }
    let mean = sum / Float(colors.count)
    var columns = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    for color in colors {
      let off = color - mean
      columns.0 += off * off.x
      columns.1 += off * off.y
      columns.2 += off * off.z
    }
    columns.0 /= Float(colors.count)
    columns.1 /= Float(colors.count)
    columns.2 /= Float(colors.count)
    // Power iteration from a direction that is no natural axis of colors.
    var axis = SIMD4<Float>(0.8, 0.5, 0.33, 0)
    var variance: Float = 0
    for _ in 0..<8 {
      let turned = columns.0 * axis.x + columns.1 * axis.y + columns.2 * axis.z
      variance = (turned * turned).sum().squareRoot()
      guard variance > 1e-6 else { break }
      axis = turned / variance
    }
    self.mean = mean
    self.axis = axis
    covariance = columns
    spread = variance * Float(colors.count)
  }
}

/// One Gaussian of a mixture, ready to be evaluated.
struct ColorGaussian {
  private let mean: SIMD4<Float>
  /// The columns of the inverse of the covariance's Cholesky factor, scaled so that the exponent is
  /// minus the squared length of the whitened color.
  private let whiten: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)
  private let logScale: Float

  /// Added to the variance of each channel, in squared 8-bit steps: noise that few pixels do not show.
  private static let noise: Float = 9

  init(_ cluster: ColorCluster, share: Float) {
    mean = cluster.mean
    let (c0, c1, c2) = cluster.covariance
    let noise = ColorGaussian.noise
    let l00 = (c0.x + noise).squareRoot()
    let l10 = c0.y / l00
    let l20 = c0.z / l00
    let l11 = max(noise, c1.y + noise - l10 * l10).squareRoot()
    let l21 = (c1.z - l20 * l10) / l11
    let l22 = max(noise, c2.z + noise - l20 * l20 - l21 * l21).squareRoot()
    let (w00, w11, w22) = (1 / l00, 1 / l11, 1 / l22)
    let w10 = -l10 * w00 * w11
    let w21 = -l21 * w11 * w22
    let w20 = -(l20 * w00 + l21 * w10) * w22
    let half = Float(0.5).squareRoot()
    whiten = (
      SIMD4(w00, w10, w20, 0) * half, SIMD4(0, w11, w21, 0) * half, SIMD4(0, 0, w22, 0) * half
    )
    logScale = log(share) + log(w00 * w11 * w22)
  }

  /// Up to a constant that is the same for all Gaussians.
  func logDensity(of color: SIMD4<Float>) -> Float {
    let off = color - mean
    let white = whiten.0 * off.x + whiten.1 * off.y + whiten.2 * off.z
    return logScale - (white * white).sum()
  }
}
