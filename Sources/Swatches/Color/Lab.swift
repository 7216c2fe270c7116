import Glibc

/// A color in CIELAB (CIE 1976 L*a*b*) under D65, 2 degree observer: lightness 0 to 100, and how red
/// (against green) and how yellow (against blue) it is.
package struct Lab: Hashable, Sendable {
  package var lightness: Double
  package var a: Double
  package var b: Double

  package init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// The matrix is that of IEC 61966-2-1, the white point its own white.
  package init(_ light: LinearRGB) {
    let x = (0.4124564 * light.red + 0.3575761 * light.green + 0.1804375 * light.blue) / 0.95047
    let y = 0.2126729 * light.red + 0.7151522 * light.green + 0.0721750 * light.blue
    let z = (0.0193339 * light.red + 0.1191920 * light.green + 0.9503041 * light.blue) / 1.08883
    let (fx, fy, fz) = (Self.response(x), Self.response(y), Self.response(z))
    self.init(lightness: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz))
  }

  /// How far from gray.
  package var chroma: Double { (a * a + b * b).squareRoot() }

  /// The hue angle in degrees, from 0 to below 360: 0 is red, 90 yellow, 180 green, 270 blue.
  package var hue: Double {
    let angle = atan2(b, a) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
  }

  static func response(_ amount: Double) -> Double {
    amount > 216.0 / 24389 ? cbrt(amount) : (24389.0 / 27 * amount + 16) / 116
  }
}
