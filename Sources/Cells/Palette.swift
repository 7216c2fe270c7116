/// The nearest color of a small palette, by squared distance in 8-bit sRGB.
package enum Palette {
  /// Nearest of xterm's 240 fixed colors: 16 + 36 r + 6 g + b of the cube, or 232... of the grays.
  /// The first 16 are left out, people redefine them.
  ///
  /// O(1): the cube's nearest corner is found channel by channel, the grays' by the mean.
  package static func index256(_ ink: Ink) -> Int32 {
    let (red, green, blue) = (Int(ink.red), Int(ink.green), Int(ink.blue))
    let (r, g, b) = (cubeStep(red), cubeStep(green), cubeStep(blue))
    let cube = distance(
      (red, green, blue), (cubeLevels[r], cubeLevels[g], cubeLevels[b]))
    if cube == 0 { return Int32(16 + 36 * r + 6 * g + b) }
    // Grays are 8, 18 ... 238. The sum of squares is least at the one nearest to the mean.
    let step = min(23, max(0, (red + green + blue - 9) / 30))
    let level = 8 + 10 * step
    if distance((red, green, blue), (level, level, level)) < cube { return Int32(232 + step) }
    return Int32(16 + 36 * r + 6 * g + b)
  }

  /// Nearest of the first `count` (8 or 16) colors, taken to be as xterm has them.
  package static func indexANSI(_ ink: Ink, count: Int) -> Int32 {
    let color = (Int(ink.red), Int(ink.green), Int(ink.blue))
    var best = 0
    var least = Int.max
    for index in 0..<min(count, ansi.count) {
      let (red, green, blue) = ansi[index]
      let far = distance(color, (red, green, blue))
      if far < least { (best, least) = (index, far) }
    }
    return Int32(best)
  }

  /// 24-bit color with `bits` bits a channel, spread over 0...255.
  package static func direct(_ ink: Ink, bits: Int) -> Int32 {
    guard bits < 8 else { return Int32(ink.bits & 0xFF_FFFF) }
    let most = (1 << bits) - 1
    func reduced(_ value: UInt8) -> Int32 {
      Int32((Int(value) >> (8 - bits)) * 255 / most)
    }
    return reduced(ink.red) << 16 | reduced(ink.green) << 8 | reduced(ink.blue)
  }

  /// The color of one of the 256 numbers, as xterm has it.
  ///
  /// - Precondition: `index` is from 0 to 255.
  package static func color256(_ index: Int) -> (red: Int, green: Int, blue: Int) {
    precondition((0...255).contains(index), "the palette has 256 colors")
    if index < 16 { return ansi[index] }
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return (level, level, level)
    }
    let cube = index - 16
    return (cubeLevels[cube / 36], cubeLevels[cube / 6 % 6], cubeLevels[cube % 6])
  }

  package static let cubeLevels = [0, 95, 135, 175, 215, 255]

  /// xterm's defaults for the colors 0 to 15 (XTerm-col.ad).
  package static let ansi: [(red: Int, green: Int, blue: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// Index of the nearest level of the cube: the thresholds lie midway between the levels.
  private static func cubeStep(_ value: Int) -> Int {
    if value < 48 { return 0 }
    if value < 115 { return 1 }
    return min(5, (value - 35) / 40)
  }

  private static func distance(_ one: (Int, Int, Int), _ other: (Int, Int, Int)) -> Int {
    let (r, g, b) = (one.0 - other.0, one.1 - other.1, one.2 - other.2)
    return r * r + g * g + b * b
  }
}
