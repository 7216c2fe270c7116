/// A part of a picture as colored blocks, of which one or more fill a terminal cell.
package struct BlockImage: Hashable, Sendable {
  /// Blocks across.
  package let columns: Int
  /// Blocks down.
  package let rows: Int
  /// Row-major, origin top left: `0xRRGGBB` with bit 24 set, as in `Ink.bits`, or 0 outside the
  /// picture.
  package var colors: [UInt32]

  /// - Precondition: There are `columns * rows` colors.
  package init(columns: Int, rows: Int, colors: [UInt32]) {
    precondition(colors.count == columns * rows, "a block has one color")
    self.columns = columns
    self.rows = rows
    self.colors = colors
  }

  /// Set in the color of every block that shows some of the picture.
  static let inside: UInt32 = 1 << 24
}
