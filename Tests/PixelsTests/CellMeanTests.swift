import Cells
import Pixels
import Testing

struct CellMeanTests {
  private static let red: UInt32 = 0x1FF_0000
  private static let black: UInt32 = 0x100_0000
  private static let white: UInt32 = 0x1FF_FFFF

  /// A cell of sextants: three rows of two parts, of 5, 6 and 5 lines.
  private static let cell = BlockImage(
    columns: 2, rows: 3, colors: [white, white, black, black, 0, 0])

  @Test func `the mean of some lines takes each part as often as it has lines there`() {
    let parts = GlyphSet.sextant.parts
    func mean(_ lines: Range<Int>) -> UInt32 {
      Self.cell.mean(column: 0, row: 0, of: parts, lines: lines)
    }
    #expect(mean(0..<5) == Self.white)
    #expect(mean(5..<11) == Self.black)
    #expect(mean(11..<16) == 0, "outside")
    // Half of the light, which is 188 of 255 in sRGB.
    #expect(mean(0..<10) == 0x1BC_BCBC)
    // Five eighths of the light (IEC 61966-2-1: 1.055 * 0.625^(1/2.4) - 0.055).
    #expect(mean(0..<8) == 0x1CF_CFCF)
    #expect(mean(8..<16) == Self.black)
  }

  @Test func `a view that did not move is not drawn anew, and one that did is`() {
    let mosaic = Mosaic(glyphs: .half, colors: .truecolor)
    let one = BlockImage(columns: 1, rows: 2, colors: [Self.red, Self.black])
    let other = BlockImage(columns: 1, rows: 2, colors: [Self.black, Self.red])
    let first = mosaic.cells(from: one, outside: .blank)
    #expect(mosaic.cells(from: one, outside: .blank) == first)
    #expect(mosaic.cells(from: other, outside: .blank) != first)
    #expect(mosaic.cells(from: one, outside: .blank) == first)
  }
}
