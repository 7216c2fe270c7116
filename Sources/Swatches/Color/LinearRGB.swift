import Glibc

/// An amount of light in each of the sRGB primaries: 0 is none, 1 is what 255 stands for. May lie
/// beyond both.
package struct LinearRGB: Hashable, Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double

  package init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Relative luminance (IEC 61966-2-1).
  package var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  package var least: Double { min(red, green, blue) }
  package var most: Double { max(red, green, blue) }

  package func mapped(_ change: (Double) -> Double) -> LinearRGB {
    LinearRGB(red: change(red), green: change(green), blue: change(blue))
  }
}

/// The sRGB transfer function (IEC 61966-2-1).
enum SRGBCurve {
  /// The amount of light of a value from 0 to 1.
  static func light(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// The value of an amount of light; beyond 0 to 1 it is clipped.
  static func value(_ light: Double) -> Double {
    let light = max(0, min(1, light))
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  /// The amount of light of each 8-bit value.
  static let lights: [Float] = (0...255).map { Float(light(Double($0) / 255)) }
}
