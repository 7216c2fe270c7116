import Cells
import Pixels

/// The picture on the canvas, as cells and as the colors beneath them.
struct PictureLayer {
  /// Row-major, as many as the canvas has.
  let cells: [Cell]
  private let blocks: BlockImage
  private let parts: CellParts

  init(_ picture: Picture, _ model: Model, _ area: Layout.Area) {
    let viewport = model.viewport
    // From a pixel a half block on, half blocks show each pixel in its very color, and no glyph can
    // do better.
    let isMagnified = viewport.scale >= 1
    let mosaic = isMagnified ? model.mosaics.magnified : model.mosaics.overview
    parts = mosaic.parts
    let grid = BlockGrid(
      parts: parts, columns: area.width, rows: area.height, left: viewport.originX,
      top: viewport.originY, width: Double(area.width) / viewport.scale,
      height: Double(area.height * 2) / viewport.scale)
    blocks = isMagnified ? picture.nearest(on: grid) : picture.means(on: grid)
    cells = mosaic.cells(from: blocks, outside: .blank)
  }

  /// The mean color of some of a cell's 16 lines, 0 outside the picture.
  func mean(_ column: Int, _ row: Int, lines: Range<Int>) -> UInt32 {
    blocks.mean(column: column, row: row, of: parts, lines: lines)
  }
}
