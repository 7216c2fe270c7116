import Glibc
import Labels
import Pixels

/// The obvious versions of what the room does fast: every pixel looked at, in floating point.
enum Slow {
  typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  static func light(_ value: UInt8) -> Double {
    let v = Double(value) / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  /// sRGB from 0 to 255, not rounded.
  static func value(_ light: Double) -> Double {
    255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055)
  }

  /// The area-weighted mean, in linear light, of what a rectangle covers of the picture; not
  /// rounded, nil when it covers nothing.
  static func mean(
    of picture: Picture, left: Double, top: Double, right: Double, bottom: Double
  ) -> (Double, Double, Double)? {
    var (red, green, blue, area) = (0.0, 0.0, 0.0, 0.0)
    for y in 0..<picture.height where Double(y + 1) > top && Double(y) < bottom {
      let down = min(bottom, Double(y + 1)) - max(top, Double(y))
      for x in 0..<picture.width where Double(x + 1) > left && Double(x) < right {
        let part = down * (min(right, Double(x + 1)) - max(left, Double(x)))
        let color = picture.color(x: x, y: y)
        red += light(color.red) * part
        green += light(color.green) * part
        blue += light(color.blue) * part
        area += part
      }
    }
    return area > 0 ? (value(red / area), value(green / area), value(blue / area)) : nil
  }

  static func meanColor(of picture: Picture, in box: Box) -> (Double, Double, Double)? {
    var (red, green, blue, count) = (0.0, 0.0, 0.0, 0.0)
    for y in 0..<picture.height {
      for x in 0..<picture.width
      where box.contains(x: Double(x) + 0.5, y: Double(y) + 0.5) {
        let color = picture.color(x: x, y: y)
        red += light(color.red)
        green += light(color.green)
        blue += light(color.blue)
        count += 1
      }
    }
    return count > 0 ? (value(red / count), value(green / count), value(blue / count)) : nil
  }

  /// How far, in steps of 255, a color is from an unrounded one.
  static func distance(_ color: Color, _ exact: (Double, Double, Double)) -> Double {
    max(
      abs(Double(color.red) - exact.0), abs(Double(color.green) - exact.1),
      abs(Double(color.blue) - exact.2))
  }

  static func color(_ bits: UInt32) -> Color {
    (
      UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
      UInt8(truncatingIfNeeded: bits)
    )
  }

  /// A picture of noise: no two pixels say anything of each other, so nothing can be hidden.
  static func noise(width: Int, height: Int, seed: UInt64) -> Picture {
    var generator = SeededGenerator(seed: seed)
    return Picture(width: width, height: height) { _, _ in
      let bits = generator.next()
      // Hard black and white among the colors: the worst case for means.
      if bits >> 62 == 0 { return (0, 0, 0) }
      if bits >> 62 == 1 { return (255, 255, 255) }
      return (
        UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
        UInt8(truncatingIfNeeded: bits >> 16)
      )
    }
  }
}
