import Synchronization

extension Picture {
  /// Draws a part of the picture as blocks.
  ///
  /// Block (i, j) covers the pixels from `originX + i / s` to `originX + (i + 1) / s`, and likewise
  /// down, `s` being `blocksPerPixel`. Below 1 a block gets the mean of what it covers of the
  /// picture, in linear light and by area, parts of pixels counted as parts; it is within one step
  /// of 255 of the exact mean. From 1 on it gets the very color of the pixel at its center.
  /// Blocks that touch no pixel (at `s >= 1`: whose center lies outside) are 0.
  ///
  /// - Precondition: `blocksPerPixel` is above 0, and all numbers are finite.
  package func blocks(
    columns: Int, rows: Int, originX: Double, originY: Double, blocksPerPixel: Double
  ) -> BlockImage {
    let grid = BlockGrid(
      columns: columns, rows: rows, originX: originX, originY: originY,
      blocksPerPixel: blocksPerPixel)
    return blocksPerPixel >= 1 ? nearest(on: grid) : means(on: grid)
  }

  /// Draws a part of the picture as blocks of the very color of the pixel at each block's center;
  /// those whose center lies outside are 0.
  package func nearest(on grid: BlockGrid) -> BlockImage {
    let across = BlockGrid.centers(grid.across, count: width)
    let columns = across.count
    var colors = [UInt32](repeating: 0, count: columns * grid.rows)
    for (row, y) in BlockGrid.centers(grid.down, count: height).enumerated() {
      guard let y else { continue }
      for (column, x) in across.enumerated() {
        guard let x else { continue }
        let (red, green, blue) = color(x: x, y: y)
        colors[row * columns + column] =
          BlockImage.inside | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
      }
    }
    return BlockImage(columns: columns, rows: grid.rows, colors: colors)
  }

  /// Draws a part of the picture as blocks of the mean of what each covers of it: in linear light
  /// and by area, parts of pixels counted as parts, within one step of 255 of the exact mean. Blocks
  /// that touch no pixel are 0.
  package func means(on grid: BlockGrid) -> BlockImage {
    if let last = lastMeans.withLock({ $0 }), last.grid == grid { return last.blocks }
    let blocks = newMeans(on: grid)
    lastMeans.withLock { $0 = (grid, blocks) }
    return blocks
  }

  private func newMeans(on grid: BlockGrid) -> BlockImage {
    let across = BlockGrid.spans(grid.across, count: width)
    let down = BlockGrid.spans(grid.down, count: height)
    let columns = across.count
    var colors = [UInt32](repeating: 0, count: columns * down.count)
    pyramid.withSums { sums in
      for (row, y) in down.enumerated() {
        guard let y else { continue }
        for (column, x) in across.enumerated() {
          guard let x else { continue }
          colors[row * columns + column] = BlockImage.inside | sums.mean(across: x, down: y)
        }
      }
    }
    return BlockImage(columns: columns, rows: down.count, colors: colors)
  }
}
