import Glibc

extension Lab {
  /// How different two colors look, by CIEDE2000 with all weights 1: about 1 is just seen.
  ///
  /// Written from G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula:
  /// implementation notes, supplementary test data, and mathematical observations", Color Research and
  /// Application 30 (2005), whose test pairs `Tests/SwatchesTests` has.
  package func difference(from other: Lab) -> Double {
    let meanChroma7 = pow((chroma + other.chroma) / 2, 7)
    let stretch = 1 + 0.5 * (1 - (meanChroma7 / (meanChroma7 + Self.pow25to7)).squareRoot())
    let one = Lab(lightness: lightness, a: a * stretch, b: b)
    let two = Lab(lightness: other.lightness, a: other.a * stretch, b: other.b)
    let (chroma1, chroma2) = (one.chroma, two.chroma)
    let isGray = chroma1 * chroma2 == 0

    var turn = two.hue - one.hue
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let hueStep = isGray ? 0 : 2 * (chroma1 * chroma2).squareRoot() * sine(turn / 2)
    var meanHue = one.hue + two.hue
    if !isGray {
      if abs(one.hue - two.hue) > 180 { meanHue += meanHue < 360 ? 360 : -360 }
      meanHue /= 2
    }

    let meanLightness = (lightness + other.lightness) / 2
    let meanChroma = (chroma1 + chroma2) / 2
    let spread =
      1 - 0.17 * cosine(meanHue - 30) + 0.24 * cosine(2 * meanHue)
      + 0.32 * cosine(3 * meanHue + 6) - 0.20 * cosine(4 * meanHue - 63)
    let fromGray = (meanLightness - 50) * (meanLightness - 50)
    let lightnessWeight = 1 + 0.015 * fromGray / (20 + fromGray).squareRoot()
    let chromaWeight = 1 + 0.045 * meanChroma
    let hueWeight = 1 + 0.015 * meanChroma * spread
    let raised = pow(meanChroma, 7)
    let blue = (meanHue - 275) / 25
    let rotation =
      -2 * (raised / (raised + Self.pow25to7)).squareRoot() * sine(60 * exp(-blue * blue))

    let byLightness = (other.lightness - lightness) / lightnessWeight
    let byChroma = (chroma2 - chroma1) / chromaWeight
    let byHue = hueStep / hueWeight
    return
      (byLightness * byLightness + byChroma * byChroma + byHue * byHue
      + rotation * byChroma * byHue).squareRoot()
  }

  private static let pow25to7 = 6_103_515_625.0
}

private func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
private func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
