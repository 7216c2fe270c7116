/// Characters whose ink fills some parts of a grid over the cell and leaves the others as paper.
///
/// A cell is taken to be 16 lines high, as in the common 8 x 16 fonts: a third of it is 5, 6 and
/// 5 lines, as terminals round it.
package enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// Spaces on one color; without colors, letters as bright as the picture. For every terminal.
  case ascii
  /// Upper and lower half block: two pixels a cell, both in their own color.
  case half
  /// 2 x 2 parts, Unicode 3.2.
  case quadrant
  /// 2 x 3 parts, Unicode 13.
  case sextant
  /// 2 x 4 parts, Unicode 16.
  case octant
  /// In each cell whichever fits better, a sextant or a quadrant; half blocks are among both.
  case best

  /// Parts across a cell.
  package var across: Int { self == .ascii || self == .half ? 1 : 2 }

  /// Heights of the rows of parts, in lines of a cell; they add up to 16.
  package var heights: [Int] {
    switch self {
    case .ascii: [16]
    case .half, .quadrant: [8, 8]
    case .sextant: [5, 6, 5]
    case .octant: [4, 4, 4, 4]
    // Every edge of the quadrants' rows and of the sextants'.
    case .best: [5, 3, 3, 5]
    }
  }

  /// The families of glyphs to choose from.
  var families: [GlyphFamily] {
    switch self {
    case .ascii: []
    case .half: [GlyphFamily(.half, on: self)]
    case .quadrant: [GlyphFamily(.quadrant, on: self)]
    case .sextant: [GlyphFamily(.sextant, on: self)]
    case .octant: [GlyphFamily(.octant, on: self)]
    case .best: [GlyphFamily(.sextant, on: self), GlyphFamily(.quadrant, on: self)]
    }
  }
}
