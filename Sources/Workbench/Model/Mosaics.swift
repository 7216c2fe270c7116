package import Cells
package import Pixels

/// How pictures are made of characters on this terminal.
package struct Mosaics: Sendable {
  package let glyphs: GlyphSet
  /// Where a character covers several pixels.
  let overview: Mosaic
  /// Where a pixel covers half a character or more.
  let magnified: Mosaic

  package init(_ glyphs: GlyphSet, on display: Display) {
    let colors = MosaicColors(display.colors)
    let glyphs = display.unicode ? glyphs : .ascii
    self.glyphs = glyphs
    overview = Mosaic(glyphs: glyphs, colors: colors)
    magnified = Mosaic(
      glyphs: glyphs == .ascii ? .ascii : .half, colors: colors, parts: GlyphSet.half.parts)
  }
}
