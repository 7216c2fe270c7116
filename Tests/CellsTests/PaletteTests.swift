import Cells
import Testing

@Suite("Quantization")
struct PaletteTests {
  @Test(
    "to 256 colors is as near as a search through all of them", arguments: [20_231_123] as [UInt64])
  func nearest256(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let ink = Ink(rgb: UInt32.random(in: 0...0xFF_FFFF, using: &random))
      let index = Int(Palette.index256(ink))
      #expect((16...255).contains(index))
      let least = (16...255).map { distance(ink, xterm($0)) }.min()
      #expect(distance(ink, xterm(index)) == least, "seed \(seed): #\(String(ink.bits, radix: 16))")
    }
  }

  @Test("to 256 colors finds each of the 240 itself")
  func fixedPoints() {
    for index in 16...255 {
      let (red, green, blue) = xterm(index)
      let found = Int(
        Palette.index256(Ink(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))))
      #expect(xterm(found) == (red, green, blue))
    }
  }

  @Test("at the thresholds of the cube is as near as can be")
  func thresholds() {
    for value in [47, 48, 114, 115, 116, 154, 155, 156, 194, 195, 196, 234, 235, 236] {
      for other in [0, 128, 255] {
        let ink = Ink(red: UInt8(value), green: UInt8(other), blue: UInt8(255 - other))
        let least = (16...255).map { distance(ink, xterm($0)) }.min()
        #expect(distance(ink, xterm(Int(Palette.index256(ink)))) == least, "\(value) \(other)")
      }
    }
  }

  @Test(
    "to 8 and 16 colors takes the nearest ANSI color",
    arguments: [
      (0x000000, 0, 0), (0xFFFFFF, 7, 15), (0xCD0000, 1, 1), (0xFF1010, 1, 9), (0x00FF00, 2, 10),
      (0x0000EE, 4, 4), (0x808080, 0, 8), (0xE5E5E5, 7, 7),
    ])
  func ansi(rgb: Int, of8: Int32, of16: Int32) {
    let ink = Ink(rgb: UInt32(rgb))
    if rgb != 0x808080 { #expect(Palette.indexANSI(ink, count: 8) == of8) }
    #expect(Palette.indexANSI(ink, count: 16) == of16)
  }

  @Test(
    "of direct colors keeps 8 bits, and with fewer keeps black, white and the order",
    arguments: [8, 6, 5, 4, 2])
  func direct(bits: Int) {
    #expect(Palette.direct(Ink(rgb: 0), bits: bits) == 0)
    #expect(Palette.direct(Ink(rgb: 0xFF_FFFF), bits: bits) == 0xFF_FFFF)
    var levels: Set<Int32> = []
    var last: Int32 = 0
    for value in UInt8.min...UInt8.max {
      let color = Palette.direct(Ink(red: value, green: value, blue: value), bits: bits)
      #expect(color >> 16 == color & 0xFF && (color >> 8) & 0xFF == color & 0xFF)
      #expect(color >= last)
      last = color
      levels.insert(color)
    }
    #expect(levels.count == 1 << bits)
  }

  /// xterm's 256colres.h: a cube of six levels and 24 grays.
  private func xterm(_ index: Int) -> (Int, Int, Int) {
    if index >= 232 {
      let gray = 8 + 10 * (index - 232)
      return (gray, gray, gray)
    }
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    let cube = index - 16
    return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
  }

  private func distance(_ ink: Ink, _ other: (Int, Int, Int)) -> Int {
    let (r, g, b) = (Int(ink.red) - other.0, Int(ink.green) - other.1, Int(ink.blue) - other.2)
    return r * r + g * g + b * b
  }
}
