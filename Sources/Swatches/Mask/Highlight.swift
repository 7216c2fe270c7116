import Pixels

/// Tells light that a surface mirrors from light that comes out of its color.
///
/// By the dichromatic model (Shafer 1985) each pixel is so much of the body's color plus so much of
/// the lamp's, taken as white. The body's color is the median of the product's pixels, less the veil that
/// everything mirrors of its surroundings. Bodies that are nearly white, gray or black themselves cannot be
/// told from the lamp: there brightness alone decides.
struct Highlight {
  private let body: SIMD3<Float>
  /// How much white there is in most pixels.
  private let usual: Float
  /// Luminance of most pixels, and how far it spreads.
  private let middle: Float
  private let spread: Float
  /// The sine of the angle between the body's color and white.
  private let distinctness: Float

  /// As the renders define it a highlight is above 0.08 of full light, here above what most pixels have.
  /// This, and the numbers below, are the best of 324 combinations on the 60 renders with masks; their
  /// neighbors differ by 0.02 in the mean error of colors.
  private static let leastLight: Float = 0.08
  /// In standard deviations of luminance.
  private static let leastBrightness: Float = 3
  private static let leastDistinctness: Float = 0.3

  init(of smooth: Raster, places: [Int], sceneLight: LinearRGB) {
    let pixels = smooth.lights(at: places)
    let medians = SIMD3(
      median(pixels.map { $0.x }), median(pixels.map { $0.y }), median(pixels.map { $0.z }))
    body = medians - min(Veil.share * Float(sceneLight.luminance), 0.8 * medians.min())
    let along = (body * body).sum()
    let across = body.sum()
    distinctness = max(0, 1 - across * across / (3 * max(along, 1e-9))).squareRoot()
    let luminances = pixels.map { $0.luminance }
    (middle, spread) = medianAndSpread(luminances)
    let body = body
    usual = median(pixels.map { Self.white(in: $0, body: body) })
  }

  /// How much white light a pixel has besides the body's, by least squares.
  private static func white(in pixel: SIMD3<Float>, body: SIMD3<Float>) -> Float {
    let along = (body * body).sum()
    let across = body.sum()
    let determinant = 3 * along - across * across
    guard determinant > 1e-9 else { return 0 }
    return (along * pixel.sum() - across * (pixel * body).sum()) / determinant
  }

  func found(in smooth: Raster, _ crop: Raster, places: [Int]) -> Bitmap {
    var bits = [UInt8](repeating: 0, count: crop.width * crop.height)
    for (at, pixel) in zip(places, smooth.lights(at: places)) {
      let luminance = pixel.luminance
      let isClipped =
        max(crop.samples[at * 3], crop.samples[at * 3 + 1], crop.samples[at * 3 + 2]) >= 252
      let isBright =
        luminance > middle + Self.leastBrightness * spread
        && luminance > middle + Self.leastLight
      let isWhiter =
        distinctness > Self.leastDistinctness && luminance > middle
        && Self.white(in: pixel, body: body) > usual + Self.leastLight
      if isBright || isWhiter || isClipped && luminance > middle + spread { bits[at] = 1 }
    }
    return Bitmap(width: crop.width, height: crop.height, bits: bits)
  }
}

extension Highlight {
  /// How steep the border of a highlight is: the luminance that changes over a pixel, in parts of what
  /// the highlight is brighter than the rest, over a product as large as a square of side 1.
  static func steepness(of highlight: Bitmap, in smooth: Raster, inner: Bitmap) -> Double {
    let width = smooth.width
    let places = inner.eroded(1).places
    let border = highlight.without(highlight.eroded(1))
    let bright = smooth.lights(at: highlight.places).map { $0.luminance }
    guard !bright.isEmpty else { return .infinity }
    let rest = smooth.lights(at: inner.without(highlight).places).map { $0.luminance }
    let rise = Double(median(bright) - median(rest)) + 0.01
    let luminances = smooth.lights(at: Array(0..<smooth.width * smooth.height))
      .map { $0.luminance }
    var slopes: [Float] = []
    for at in places where border.bits[at] != 0 {
      func light(_ step: Int) -> Float { luminances[at + step] }
      let across =
        2 * (light(1) - light(-1)) + light(1 - width) - light(-1 - width) + light(1 + width)
        - light(-1 + width)
      let down =
        2 * (light(width) - light(-width)) + light(width - 1) - light(-width - 1)
        + light(width + 1) - light(-width + 1)
      slopes.append((across * across + down * down).squareRoot() / 8)
    }
    let slope = Double(quantile(0.75, ofSorted: slopes.sorted()))
    return slope * Double(inner.count).squareRoot() / max(0.01, rise)
  }
}

extension SIMD3<Float> {
  var luminance: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }
}

extension Raster {
  /// The amounts of light of some pixels.
  func lights(at places: [Int]) -> [SIMD3<Float>] {
    let lights = SRGBCurve.lights
    return places.map {
      SIMD3(
        lights[Int(samples[$0 * 3])], lights[Int(samples[$0 * 3 + 1])],
        lights[Int(samples[$0 * 3 + 2])])
    }
  }
}
