/// A grid over one terminal cell, in whose parts the picture is looked at.
///
/// A cell is taken to be 16 lines high, as in the common 8 x 16 fonts: a third of it is 5, 6 and
/// 5 lines, as terminals round it.
package struct CellParts: Hashable, Sendable {
  /// Parts across, all of one width.
  package let across: Int
  /// Heights of the rows of parts, in lines; they add up to 16.
  package let heights: [Int]

  /// Lines a cell.
  static let lines = 16

  package var count: Int { across * heights.count }

  /// Single columns of 8, in rows that end wherever some glyph's part does.
  ///
  /// A part's color is a mean of light, but the eye, and the choice among glyphs, compare the numbers
  /// of sRGB. Where a cell covers many pixels the two differ, by some 0.4 dB of PSNR on photographs
  /// (`Benchmarks/show`): so looking closely pays, even for coarse glyphs.
  package static let fine = CellParts(across: 8, heights: [2, 2, 1, 1, 2, 2, 1, 1, 2, 2])

  /// The lines at which rows begin.
  var tops: [Int] { heights.indices.map { heights[..<$0].reduce(0, +) } }

  /// The area of each part, row-major, in columns of a cell x lines: they add up to 16.
  var areas: [Float] {
    heights.flatMap { Array(repeating: Float($0) / Float(across), count: across) }
  }

  /// Whether no part lies across an edge of the other grid.
  func fits(_ other: CellParts) -> Bool {
    across.isMultiple(of: other.across) && Set(other.tops).isSubset(of: tops)
  }
}
