import Cells

/// Where the parts of the wall are. The view draws by it and the mouse is understood by it.
///
/// A tile is a picture with its caption below. Where there is room a frame's width of blanks is kept
/// around it: the selected tile's frame goes there. The tiles are widened until they fill the
/// screen.
package struct WallLayout: Sendable {
  package typealias Area = Layout.Area

  package let title: Area?
  package let filter: Area?
  package let grid: Area
  package let hints: Area?
  /// Tiles side by side, and one above the other; at least one each.
  package let across: Int
  package let down: Int
  /// Of a tile's picture, in cells.
  package let width: Int
  package let height: Int
  /// Lines of text below each picture.
  package let captions: Int
  /// Blank cells around each tile, across and down: 1, or 0 where there is no room.
  package let margin: (across: Int, down: Int)

  /// The widths of a tile's picture to choose from, in columns. Rows follow at 4:3.
  package static let widths = [8, 12, 18, 26, 38, 56, 80, 120]
  package static let usualSize = 2

  package init(columns: Int, rows: Int, size: Int) {
    let top = rows >= 8 ? 1 : 0
    let bottom = rows >= 5 ? 1 : 0
    func line(_ row: Int) -> Area { Area(column: 0, row: row, width: columns, height: 1) }
    title = top > 0 ? line(0) : nil
    filter = rows >= 4 ? line(top) : nil
    hints = bottom > 0 ? line(rows - 1) : nil
    let first = top + (rows >= 4 ? 1 : 0)
    grid = Area(column: 0, row: first, width: columns, height: max(0, rows - first - bottom))

    let wanted = Self.widths[max(0, min(size, Self.widths.count - 1))]
    let marginAcross = grid.width >= 10 ? 1 : 0
    let marginDown = grid.height >= 7 ? 1 : 0
    margin = (marginAcross, marginDown)
    captions = grid.height >= 6 ? 2 : grid.height >= 2 ? 1 : 0
    across = max(1, grid.width / (wanted + 2 * marginAcross))
    width = max(1, grid.width / across - 2 * marginAcross)
    // Tiles share the line between them, and there is one below the last.
    let room = grid.height - marginDown
    let wantedHeight = max(2, wanted * 3 / 8)
    down = max(1, room / (wantedHeight + captions + marginDown))
    height = max(1, room / down - captions - marginDown)
  }

  package init(_ wall: Wall) {
    self.init(columns: wall.columns, rows: wall.rows, size: wall.size)
  }

  /// Cells from one tile to the next.
  package var stride: (across: Int, down: Int) {
    (width + 2 * margin.across, height + captions + margin.down)
  }

  /// Tiles on the screen.
  package var count: Int { across * down }

  /// The picture of the tile at a place on the screen, in reading order from 0.
  package func picture(at place: Int) -> Area {
    // What is left of the width lies at both sides.
    let inset = (grid.width - across * stride.across) / 2
    return Area(
      column: grid.column + inset + place % across * stride.across + margin.across,
      row: grid.row + place / across * stride.down + margin.down, width: width, height: height)
  }

  /// The place of the tile at a cell; nil between tiles.
  package func place(column: Int, row: Int) -> Int? {
    guard grid.contains(column: column, row: row) else { return nil }
    return (0..<count).first { place in
      let area = picture(at: place)
      return column >= area.column && column < area.column + width && row >= area.row
        && row < area.row + height + captions
    }
  }

  /// The size in cells of a picture of `width` x `height` pixels that fills a tile's picture area
  /// without being stretched.
  package func fitted(width pixelsAcross: Int, height pixelsDown: Int) -> (columns: Int, rows: Int)
  {
    let scale = min(
      Double(width) / Double(max(1, pixelsAcross)), Double(height * 2) / Double(max(1, pixelsDown)))
    return (
      max(1, min(width, Int((Double(pixelsAcross) * scale).rounded()))),
      max(1, min(height, Int((Double(pixelsDown) * scale / 2).rounded())))
    )
  }
}
