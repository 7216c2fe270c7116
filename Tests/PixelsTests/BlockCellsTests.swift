import Cells
import Pixels
import Testing

struct BlockCellsTests {
  static let red: UInt32 = 0x1FF_0000
  static let black: UInt32 = 0x100_0000
  static let white: UInt32 = 0x1FF_FFFF
  static let outside = Cell("\u{B7}", Style(Ink(rgb: 0x40_4040), on: Ink(rgb: 0x10_1010)))

  private func cell(_ top: UInt32, _ bottom: UInt32, _ display: Display) -> Cell? {
    cells(
      from: BlockImage(columns: 1, rows: 2, colors: [top, bottom]), display: display,
      outside: Self.outside
    ).first
  }

  @Test func `a half block shows both blocks exactly`() {
    let display = Display(colors: .truecolor, unicode: true)
    #expect(
      cell(Self.red, Self.black, display)
        == Cell("\u{2580}", Style(Ink(bits: Self.red), on: Ink(bits: Self.black))))
    #expect(cell(Self.red, Self.red, display) == Cell(" ", Style(on: Ink(bits: Self.red))))
  }

  @Test func `at the picture's edge the other half looks like the outside`() {
    let display = Display(colors: .palette256, unicode: true)
    let paper = Self.outside.style.background
    #expect(
      cell(Self.red, 0, display) == Cell("\u{2580}", Style(Ink(bits: Self.red), on: paper)))
    #expect(
      cell(0, Self.red, display) == Cell("\u{2584}", Style(Ink(bits: Self.red), on: paper)))
    #expect(cell(0, 0, display) == Self.outside)
  }

  @Test func `without Unicode a cell is a space on the mean of both blocks`() {
    let display = Display(colors: .sixteen, unicode: false)
    #expect(
      cell(Self.black, Self.white, display) == Cell(" ", Style(on: Ink(rgb: 0xBC_BCBC))))
    #expect(cell(0, Self.red, display) == Cell(" ", Style(on: Ink(bits: Self.red))))
    #expect(cell(0, 0, display) == Self.outside)
  }

  @Test func `without colors brighter blocks get denser letters`() {
    let display = Display(colors: .none, unicode: true)
    let letters = (0...255).compactMap { value -> Unicode.Scalar? in
      let gray = 0x100_0000 | UInt32(value) * 0x1_0101
      let cell = cell(gray, gray, display)
      #expect(cell?.style == .plain)
      return cell?.glyph
    }
    var ramp: [Unicode.Scalar] = []
    for letter in letters where ramp.last != letter { ramp.append(letter) }
    #expect(String(String.UnicodeScalarView(ramp)) == ".:-=+*#%@")
  }

  @Test func `cells come row by row, and an odd last row of blocks gets a lower half`() {
    let blocks = BlockImage(
      columns: 2, rows: 3,
      colors: [Self.red, Self.black, Self.red, Self.black, Self.white, Self.red])
    let found = cells(
      from: blocks, display: Display(colors: .truecolor, unicode: true), outside: Self.outside)
    #expect(found.map(\.glyph) == [" ", " ", "\u{2580}", "\u{2580}"])
    #expect(found[0].style.background == Ink(bits: Self.red))
    #expect(found[3].style.foreground == Ink(bits: Self.red))
  }

  @Test func `means are of light, not of numbers`() {
    #expect(mean(Self.black, Self.white) == 0x1BC_BCBC)
    #expect(mean(Self.red, Self.red) == Self.red)
    #expect(mean(0, Self.red) == Self.red && mean(Self.red, 0) == Self.red && mean(0, 0) == 0)
    let seed: UInt64 = 13
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let a = 0x100_0000 | UInt32.random(in: 0...0xFF_FFFF, using: &generator)
      let b = 0x100_0000 | UInt32.random(in: 0...0xFF_FFFF, using: &generator)
      let (one, other) = (Slow.color(a), Slow.color(b))
      let exact = (
        Slow.value((Slow.light(one.red) + Slow.light(other.red)) / 2),
        Slow.value((Slow.light(one.green) + Slow.light(other.green)) / 2),
        Slow.value((Slow.light(one.blue) + Slow.light(other.blue)) / 2)
      )
      #expect(Slow.distance(Slow.color(mean(a, b)), exact) <= 0.51, "seed \(seed)")
      #expect(mean(a, b) == mean(b, a))
    }
  }
}
