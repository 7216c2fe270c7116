/// What the colors of a file mean, where it says so.
enum ColorSpace: Equatable {
  /// sRGB, or nothing said: what everything becomes anyway.
  case sRGB
  /// An ICC profile (ICC.1), as the file has it: it may be broken.
  case profile([UInt8])
  /// Primaries, white and a curve.
  case primaries(ColorPrimaries)

  /// The largest profile that is looked at: printers' are some megabytes.
  static let mostProfileBytes = 4 << 20
}

/// A space of red, green and blue.
struct ColorPrimaries: Equatable {
  /// x and y (CIE 1931) of white, red, green and blue.
  var chromaticities: [Double]
  /// Light is the value to this power; 0 for sRGB's own curve.
  var exponent: Double

  private static let d65 = [0.3127, 0.3290]

  /// ITU-R BT.709, as sRGB has them.
  static let sRGB = d65 + [0.64, 0.33, 0.30, 0.60, 0.15, 0.06]
  private static let displayP3 = d65 + [0.680, 0.320, 0.265, 0.690, 0.150, 0.060]
  private static let bt2020 = d65 + [0.708, 0.292, 0.170, 0.797, 0.131, 0.046]

  init(chromaticities: [Double], exponent: Double) {
    self.chromaticities = chromaticities
    self.exponent = exponent
  }

  /// The code points of ITU-T H.273, as in a PNG's cICP: those spaces that are three primaries and
  /// one power. nil for all others (video's high dynamic range, narrow ranges).
  init?(codePoints points: [UInt8]) {
    let chromaticities: [UInt8: [Double]] = [1: Self.sRGB, 9: Self.bt2020, 12: Self.displayP3]
    let exponents: [UInt8: Double] = [4: 2.2, 5: 2.8, 8: 1, 13: 0]
    guard points.count == 4, points[2] == 0, points[3] == 1,
      let corners = chromaticities[points[0]], let exponent = exponents[points[1]]
    else { return nil }
    self.init(chromaticities: corners, exponent: exponent)
  }

  /// A PNG's gAMA, and its cHRM if it has one.
  ///
  /// Encoders write 0.45455 or 0.45 for "sRGB, about", and mean its curve.
  init(gamma: Double, chromaticities: [Double]?) {
    let isAboutSRGB = abs(gamma - 1 / 2.2) <= 0.005
    self.init(
      chromaticities: chromaticities ?? Self.sRGB, exponent: isAboutSRGB ? 0 : 1 / gamma)
  }
}
