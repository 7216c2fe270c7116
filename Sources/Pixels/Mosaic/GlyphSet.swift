/// Characters whose ink fills some parts of a grid over the cell and leaves the others as paper.
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
  /// In each cell whichever fits best: a sextant, a quadrant, or eighths from the left or from
  /// below; half blocks are among these.
  case best

  /// The coarsest grid on which these glyphs can be chosen; of `best`, sextants and quadrants.
  package var parts: CellParts {
    switch self {
    case .ascii: CellParts(across: 1, heights: [16])
    case .half: GlyphTable.half.parts
    case .quadrant: GlyphTable.quadrant.parts
    case .sextant: GlyphTable.sextant.parts
    case .octant: GlyphTable.octant.parts
    case .best: CellParts(across: 2, heights: [5, 3, 3, 5])
    }
  }

  /// The next one to try on a terminal, finer each time, and from the finest back to half blocks.
  package var next: GlyphSet {
    switch self {
    case .ascii: .half
    case .half: .quadrant
    case .quadrant: .sextant
    case .sextant: .best
    case .best: .octant
    case .octant: .half
    }
  }

  /// The tables to choose from.
  var tables: [GlyphTable] {
    switch self {
    case .ascii: []
    case .half: [.half]
    case .quadrant: [.quadrant]
    case .sextant: [.sextant]
    case .octant: [.octant]
    case .best: [.sextant, .quadrant, .leftEighths, .lowerEighths]
    }
  }
}
