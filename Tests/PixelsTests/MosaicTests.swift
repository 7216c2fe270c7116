import Cells
import Labels
import Testing

@testable import Pixels

struct MosaicTests {
  private static let pictorial: [GlyphSet] = [.half, .quadrant, .sextant, .octant, .best]

  @Test(arguments: pictorial)
  func `no other glyph and colors come nearer than those chosen`(glyphs: GlyphSet) {
    let seed: UInt64 = 41
    var generator = SeededGenerator(seed: seed)
    let mosaic = Mosaic(glyphs: glyphs, colors: .truecolor)
    for round in 0..<(glyphs == .octant ? 8 : 60) {
      let parts = randomParts(glyphs, round: round, &generator)
      let error = painted(mosaic.cells(from: parts, outside: .blank)[0], glyphs, parts)
      let least = leastError(of: parts, glyphs) { sum, area in (0..<3).map { sum[$0] / area } }
      // Colors are rounded to 8 bits: at most half a step in each channel.
      #expect(error <= least + 16 * 3 * 0.26, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [MosaicColors.palette256, .sixteen, .eight, .gray])
  func `with few colors no other glyph and colors of the palette come nearer`(
    colors: MosaicColors
  ) {
    let seed: UInt64 = 42
    var generator = SeededGenerator(seed: seed)
    let palette = allowed(colors)
    for glyphs in [GlyphSet.half, .quadrant, .best] {
      let mosaic = Mosaic(glyphs: glyphs, colors: colors)
      for round in 0..<6 {
        let parts = randomParts(glyphs, round: round, &generator)
        let cell = mosaic.cells(from: parts, outside: .blank)[0]
        for ink in [cell.style.foreground, cell.style.background] where !ink.isPlain {
          #expect(palette.contains([Double(ink.red), Double(ink.green), Double(ink.blue)]))
        }
        let least = leastError(of: parts, glyphs) { sum, area in
          let mean = (0..<3).map { sum[$0] / area }
          return palette.min { distance($0, mean) < distance($1, mean) } ?? mean
        }
        #expect(
          painted(cell, glyphs, parts) <= least + 8, "seed \(seed), round \(round), \(glyphs)")
      }
    }
  }

  @Test func `the fine parts fit every glyph`() {
    for table in [GlyphTable.half, .quadrant, .sextant, .octant, .leftEighths, .lowerEighths] {
      #expect(CellParts.fine.fits(table.parts), "\(table)")
    }
    #expect(CellParts.fine.heights.reduce(0, +) == CellParts.lines)
  }

  @Test(arguments: [(GlyphTable.half, 2), (.quadrant, 4), (.sextant, 6), (.octant, 8)])
  func `every pattern has a glyph of its own, one column wide`(table: GlyphTable, parts: Int) {
    #expect(table.glyphs.count == 1 << parts)
    #expect(Set(table.glyphs).count == 1 << parts)
    for glyph in table.glyphs { #expect(displayWidth(glyph) == 1, "\(glyph)") }
  }

  @Test(arguments: [
    (GlyphTable.sextant, 0x01, 0x1FB00), (.sextant, 0x16, 0x1FB14), (.sextant, 0x3E, 0x1FB3B),
    (.octant, 0x04, 0x1CD00), (.octant, 0x06, 0x1CD01), (.octant, 0xFE, 0x1CDE5),
    (.octant, 0x55, 0x258C), (.octant, 0x0F, 0x2580),
  ])
  func `glyphs are those of the Unicode charts`(table: GlyphTable, pattern: Int, code: Int) {
    #expect(Int(table.glyphs[pattern].value) == code)
  }

  @Test(arguments: pictorial)
  func `one color is a space on it`(glyphs: GlyphSet) {
    for colors in [MosaicColors.truecolor, .palette256, .gray] {
      let count = glyphs.parts.count
      let parts = BlockImage(
        columns: glyphs.parts.across, rows: glyphs.parts.heights.count,
        colors: Array(repeating: 0x1FF_FFFF, count: count))
      #expect(
        Mosaic(glyphs: glyphs, colors: colors).cells(from: parts, outside: .blank)
          == [Cell(" ", Style(on: Ink(rgb: 0xFF_FFFF)))])
    }
  }

  @Test func `two pixels above each other keep their colors in every set`() {
    for glyphs in Self.pictorial {
      var (line, colors) = (0, [UInt32]())
      for height in glyphs.parts.heights where glyphs != .sextant {
        colors += Array(repeating: line < 8 ? 0x112_3456 : 0x165_4321, count: glyphs.parts.across)
        line += height
      }
      guard !colors.isEmpty else { continue }
      let parts = BlockImage(
        columns: glyphs.parts.across, rows: glyphs.parts.heights.count, colors: colors)
      #expect(
        Mosaic(glyphs: glyphs, colors: .truecolor).cells(from: parts, outside: .blank)
          == [Cell("▀", Style(Ink(rgb: 0x12_3456), on: Ink(rgb: 0x65_4321)))])
    }
  }

  @Test func `beyond the picture's edge the paper around it shows`() {
    let outside = Cell("·", Style(Ink(rgb: 1), on: Ink(rgb: 2)))
    let (red, none): (UInt32, UInt32) = (0x1FF_0000, 0)
    let parts = BlockImage(
      columns: 4, rows: 2, colors: [red, none, none, none, red, none, none, none])
    #expect(
      Mosaic(glyphs: .quadrant, colors: .truecolor).cells(from: parts, outside: outside)
        == [Cell("▌", Style(Ink(rgb: 0xFF_0000), on: Ink(rgb: 2))), outside])
  }

  @Test func `without colors letters get denser with the light`() {
    let mosaic = Mosaic(glyphs: .best, colors: .none)
    #expect(mosaic.glyphs == .ascii)
    let parts = BlockImage(
      columns: 3, rows: 1, colors: [0x100_0000, 0x180_8080, 0x1FF_FFFF])
    #expect(mosaic.cells(from: parts, outside: .blank) == [Cell("."), Cell("+"), Cell("@")])
  }
}

// MARK: The obvious way

/// Parts of one cell: noise, or near to two colors as at an edge.
private func randomParts(
  _ glyphs: GlyphSet, round: Int, _ generator: inout SeededGenerator
) -> BlockImage {
  let count = glyphs.parts.count
  let two = (0..<2).map { _ in UInt32.random(in: 0...0xFF_FFFF, using: &generator) }
  let colors = (0..<count).map { _ in
    round.isMultiple(of: 2)
      ? UInt32.random(in: 0...0xFF_FFFF, using: &generator)
      : two[Int.random(in: 0...1, using: &generator)] ^ UInt32.random(in: 0...7, using: &generator)
  }
  return BlockImage(
    columns: glyphs.parts.across, rows: glyphs.parts.heights.count,
    colors: colors.map { $0 | 0x100_0000 })
}

/// The tables whose glyphs a set may use, cut from one raster of 2 columns x 16 lines.
private func tables(_ glyphs: GlyphSet) -> [GlyphTable] {
  switch glyphs {
  case .ascii: []
  case .half: [.half]
  case .quadrant: [.quadrant]
  case .sextant: [.sextant]
  case .octant: [.octant]
  case .best: [.half, .quadrant, .sextant]
  }
}

/// Whether a pattern has ink at a place of the raster.
private func hasInk(_ table: GlyphTable, _ pattern: Int, column: Int, line: Int) -> Bool {
  var (row, bottom) = (0, table.parts.heights[0])
  while line >= bottom {
    row += 1
    bottom += table.parts.heights[row]
  }
  return pattern >> (row * table.parts.across + (table.parts.across == 1 ? 0 : column)) & 1 == 1
}

/// The raster's colors, each place half a column wide: 2 x 16.
private func raster(_ parts: BlockImage, _ glyphs: GlyphSet) -> [[Double]] {
  var colors: [[Double]] = []
  for (row, height) in glyphs.parts.heights.enumerated() {
    for _ in 0..<height {
      for column in 0..<2 {
        let at = row * glyphs.parts.across + (glyphs.parts.across == 1 ? 0 : column)
        let color = Slow.color(parts.colors[at])
        colors.append([Double(color.red), Double(color.green), Double(color.blue)])
      }
    }
  }
  return colors
}

private func distance(_ one: [Double], _ other: [Double]) -> Double {
  zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

/// The squared error of a cell as it is painted, in columns x lines of a cell.
private func painted(_ cell: Cell, _ glyphs: GlyphSet, _ parts: BlockImage) -> Double {
  func color(_ ink: Ink) -> [Double] { [Double(ink.red), Double(ink.green), Double(ink.blue)] }
  guard let table = tables(glyphs).first(where: { $0.glyphs.contains(cell.glyph) }),
    let pattern = table.glyphs.firstIndex(of: cell.glyph)
  else { return .infinity }
  return raster(parts, glyphs).enumerated().reduce(0) { error, place in
    let isInk = hasInk(table, pattern, column: place.offset % 2, line: place.offset / 2)
    let shown = color(isInk ? cell.style.foreground : cell.style.background)
    return error + distance(place.element, shown) / 2
  }
}

/// The least error of all patterns of all tables, when an area of this sum gets the color that
/// `color` names.
private func leastError(
  of parts: BlockImage, _ glyphs: GlyphSet, color: ([Double], Double) -> [Double]
) -> Double {
  let places = raster(parts, glyphs)
  var least = Double.infinity
  for table in tables(glyphs) {
    for pattern in table.glyphs.indices {
      var error = 0.0
      for side in [true, false] {
        let here = places.enumerated().filter { place in
          hasInk(table, pattern, column: place.offset % 2, line: place.offset / 2) == side
        }.map(\.element)
        guard !here.isEmpty else { continue }
        let sum = (0..<3).map { channel in here.reduce(0) { $0 + $1[channel] } }
        let shown = color(sum, Double(here.count))
        error += here.reduce(0) { $0 + distance($1, shown) / 2 }
      }
      least = min(least, error)
    }
  }
  return least
}

private func allowed(_ colors: MosaicColors) -> [[Double]] {
  let all = (0..<256).map { index in
    let color = Palette.color256(index)
    return [Double(color.red), Double(color.green), Double(color.blue)]
  }
  return switch colors {
  case .palette256: Array(all[16...])
  case .gray: all[16...].filter { $0[0] == $0[1] && $0[1] == $0[2] }
  case .sixteen: Array(all[..<16])
  case .eight: Array(all[..<8])
  case .truecolor, .none: []
  }
}
