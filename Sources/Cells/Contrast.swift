import Glibc

extension Ink {
  /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
  package var luminance: Double {
    0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)]
      + 0.0722 * Self.linear[Int(blue)]
  }

  /// How well one is read on the other: 1 to 21, 4.5 for text to be read (WCAG 2.2, 1.4.3).
  package func contrast(with other: Ink) -> Double {
    let (one, other) = (luminance, other.luminance)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  /// Black or white, whichever is read better on this: 4.58 at least.
  package var readable: Ink {
    let (black, white) = (Ink(rgb: 0), Ink(rgb: 0xFFFFFF))
    return contrast(with: black) >= contrast(with: white) ? black : white
  }

  /// sRGB values to linear light (IEC 61966-2-1).
  private static let linear: [Double] = (0...255).map { value in
    let value = Double(value) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
