import Glibc

/// A color in sRGB, each part from 0 to 255, fractions allowed.
package struct SRGB: Hashable, Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double

  package init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Light beyond what sRGB can show is clipped.
  package init(_ light: LinearRGB) {
    let value = light.mapped { SRGBCurve.value($0) * 255 }
    self.init(red: value.red, green: value.green, blue: value.blue)
  }

  /// A color of six hexadecimal digits, with or without `#` before them.
  package init?(hex text: some StringProtocol) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard digits.utf8.count == 6, let value = UInt32(digits, radix: 16), !digits.hasPrefix("+")
    else { return nil }
    self.init(
      red: Double(value >> 16), green: Double(value >> 8 & 255), blue: Double(value & 255))
  }

  package var light: LinearRGB {
    LinearRGB(
      red: SRGBCurve.light(red / 255), green: SRGBCurve.light(green / 255),
      blue: SRGBCurve.light(blue / 255))
  }

  package var lab: Lab { Lab(light) }

  /// Rounded to 8 bits.
  package var bytes: (red: UInt8, green: UInt8, blue: UInt8) {
    (Self.byte(red), Self.byte(green), Self.byte(blue))
  }

  /// `#` and six digits, rounded to 8 bits.
  package var hex: String {
    let bytes = bytes
    let digits = String(
      UInt32(bytes.red) << 16 | UInt32(bytes.green) << 8 | UInt32(bytes.blue), radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The mean difference of the three parts, in 8-bit steps.
  package func meanDifference(from other: SRGB) -> Double {
    (abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue)) / 3
  }

  private static func byte(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
}
