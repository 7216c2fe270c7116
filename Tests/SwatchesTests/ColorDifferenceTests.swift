import Swatches
import Testing

/// Test pairs of G. Sharma, W. Wu, E. N. Dalal (2005), table 1: L, a, b of either color, and their
/// CIEDE2000.
private let pairs: [(Lab, Lab, Double)] = [
  (lab(50, 2.6772, -79.7751), lab(50, 0, -82.7485), 2.0425),
  (lab(50, 3.1571, -77.2803), lab(50, 0, -82.7485), 2.8615),
  (lab(50, 2.8361, -74.0200), lab(50, 0, -82.7485), 3.4412),
  (lab(50, -1.3802, -84.2814), lab(50, 0, -82.7485), 1.0000),
  (lab(50, -1.1848, -84.8006), lab(50, 0, -82.7485), 1.0000),
  (lab(50, -0.9009, -85.5211), lab(50, 0, -82.7485), 1.0000),
  (lab(50, 0, 0), lab(50, -1, 2), 2.3669),
  (lab(50, -1, 2), lab(50, 0, 0), 2.3669),
  (lab(50, 2.4900, -0.0010), lab(50, -2.4900, 0.0009), 7.1792),
  (lab(50, 2.4900, -0.0010), lab(50, -2.4900, 0.0010), 7.1792),
  (lab(50, 2.4900, -0.0010), lab(50, -2.4900, 0.0011), 7.2195),
  (lab(50, 2.4900, -0.0010), lab(50, -2.4900, 0.0012), 7.2195),
  (lab(50, -0.0010, 2.4900), lab(50, 0.0009, -2.4900), 4.8045),
  (lab(50, -0.0010, 2.4900), lab(50, 0.0010, -2.4900), 4.8045),
  (lab(50, -0.0010, 2.4900), lab(50, 0.0011, -2.4900), 4.7461),
  (lab(50, 2.5, 0), lab(50, 0, -2.5), 4.3065),
  (lab(50, 2.5, 0), lab(73, 25, -18), 27.1492),
  (lab(50, 2.5, 0), lab(61, -5, 29), 22.8977),
  (lab(50, 2.5, 0), lab(56, -27, -3), 31.9030),
  (lab(50, 2.5, 0), lab(58, 24, 15), 19.4535),
  (lab(50, 2.5, 0), lab(50, 3.1736, 0.5854), 1.0000),
  (lab(50, 2.5, 0), lab(50, 3.2972, 0), 1.0000),
  (lab(50, 2.5, 0), lab(50, 1.8634, 0.5757), 1.0000),
  (lab(50, 2.5, 0), lab(50, 3.2592, 0.3350), 1.0000),
  (lab(60.2574, -34.0099, 36.2677), lab(60.4626, -34.1751, 39.4387), 1.2644),
  (lab(63.0109, -31.0961, -5.8663), lab(62.8187, -29.7946, -4.0864), 1.2630),
  (lab(61.2901, 3.7196, -5.3901), lab(61.4292, 2.2480, -4.9620), 1.8731),
  (lab(35.0831, -44.1164, 3.7933), lab(35.0232, -40.0716, 1.5901), 1.8645),
  (lab(22.7233, 20.0904, -46.6940), lab(23.0331, 14.9730, -42.5619), 2.0373),
  (lab(36.4612, 47.8580, 18.3852), lab(36.2715, 50.5065, 21.2231), 1.4146),
  (lab(90.8027, -2.0831, 1.4410), lab(91.1528, -1.6435, 0.0447), 1.4441),
  (lab(90.9257, -0.5406, -0.9208), lab(88.6381, -0.8985, -0.7239), 1.5381),
  (lab(6.7747, -0.2908, -2.4247), lab(5.8714, -0.0985, -2.2286), 0.6377),
  (lab(2.0776, 0.0795, -1.1350), lab(0.9033, -0.0636, -0.5514), 0.9082),
]

private func lab(_ lightness: Double, _ a: Double, _ b: Double) -> Lab {
  Lab(lightness: lightness, a: a, b: b)
}

struct ColorDifferenceTests {
  @Test func `CIEDE2000 of the published pairs is as published, either way round`() {
    for (one, other, expected) in pairs {
      #expect(abs(one.difference(from: other) - expected) < 5e-5, "\(one) \(other)")
      #expect(abs(other.difference(from: one) - expected) < 5e-5, "\(other) \(one)")
    }
  }

  @Test(arguments: [
    (0xFFFFFF, 100.0, 0.0, 0.0), (0x000000, 0, 0, 0), (0xFF0000, 53.24, 80.09, 67.20),
    (0x00FF00, 87.73, -86.18, 83.18), (0x0000FF, 32.30, 79.19, -107.86),
  ])
  func `CIELAB of the corners of sRGB is as published`(
    rgb: Int, lightness: Double, a: Double, b: Double
  ) {
    let lab = SRGB(
      red: Double(rgb >> 16), green: Double(rgb >> 8 & 255), blue: Double(rgb & 255)
    ).lab
    #expect(abs(lab.lightness - lightness) < 0.02)
    #expect(abs(lab.a - a) < 0.02)
    #expect(abs(lab.b - b) < 0.02)
  }

  @Test func `a hex color is read as it is written`() throws {
    for text in ["#c55d5e", "#000000", "#00000f", "#ffffff"] {
      #expect(try #require(SRGB(hex: text)).hex == text)
    }
    for text in ["#c55d5", "c55d5g", "+12345", "", "#1234567"] { #expect(SRGB(hex: text) == nil) }
  }

  @Test func `the nearest shades of a palette come nearest first`() throws {
    let palette = try Palette(
      text: "# shades\nunicorn red,#c0203a\n\nsand\t#d8b89a\nplum, #4a1030\r\n")
    let near = palette.nearest(to: SRGB(red: 190, green: 40, blue: 60), count: 2)
    #expect(near.map { $0.shade.name } == ["unicorn red", "plum"])
    #expect(near[0].difference < near[1].difference)
  }

  @Test(arguments: ["red", "red,#12", ",#123456"])
  func `a line that is no shade is named`(line: String) {
    #expect(throws: SwatchesError.notAShade(line: 2, text: line)) {
      try Palette(text: "sand,#d8b89a\n\(line)")
    }
  }
}
