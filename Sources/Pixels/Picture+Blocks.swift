import Synchronization

extension Picture {
  /// Draws a part of the picture as blocks.
  ///
  /// Block (i, j) covers the pixels from `originX + i / s` to `originX + (i + 1) / s`, and likewise
  /// down, `s` being `blocksPerPixel`. Below 1 a block gets the mean of what it covers of the
  /// picture (see `means`), from 1 on the very color of the pixel at its center.
  /// Blocks that touch no pixel (at `s >= 1`: whose center lies outside) are 0, and so are those
  /// of which nothing is known yet.
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
  /// those whose center lies outside are 0. A pixel that is not there yet has the color of the
  /// overview, or 0.
  package func nearest(on grid: BlockGrid) -> BlockImage {
    if let last = lastNearest.withLock({ $0 }), last.grid == grid { return last.blocks }
    let across = BlockGrid.centers(grid.across, count: width)
    let columns = across.count
    var colors = [UInt32](repeating: 0, count: columns * grid.rows)
    let (filled, rough) = seen
    for (row, y) in BlockGrid.centers(grid.down, count: height).enumerated() {
      guard let y else { continue }
      let divisor = filled.contains(y) ? 1 : rough?.divisor ?? 0
      guard divisor > 0 else { continue }
      let level = (divisor == 1 ? pyramid : rough?.pyramid ?? pyramid).levels[0]
      let line = UnsafePointer(level.bytes) + y / divisor * level.width * 3
      for (column, x) in across.enumerated() {
        guard let x else { continue }
        let pixel = line + x / divisor * 3
        colors[row * columns + column] =
          BlockImage.inside | UInt32(pixel[0]) << 16 | UInt32(pixel[1]) << 8 | UInt32(pixel[2])
      }
    }
    pyramid.letGo()
    let blocks = BlockImage(columns: columns, rows: grid.rows, colors: colors)
    if filled.count == height { lastNearest.withLock { $0 = (grid, blocks) } }
    return blocks
  }

  /// Draws a part of the picture as blocks of the mean of what each covers of it, in linear light
  /// and by area, parts of pixels counted as parts: within one step of 255 of the exact mean. Blocks
  /// that touch no pixel are 0. What is not there yet is taken from the overview, or is 0.
  ///
  /// Of pictures above 16 megapixels, blocks that are 32 pixels wide and high or more are drawn from
  /// the smallest copy of the picture on which they still are 16 pixels wide and high: along its
  /// edges, where a block cuts pixels of that copy, it is less exact, by a sixteenth of what it
  /// covers at most for each edge. Otherwise every edge would have to be looked up on disk.
  package func means(on grid: BlockGrid) -> BlockImage {
    if let last = lastMeans.withLock({ $0 }), last.grid == grid { return last.blocks }
    let (filled, rough) = seen
    var blocks = pyramid.means(on: grid, filled: filled)
    guard filled.count < height else {
      lastMeans.withLock { $0 = (grid, blocks) }
      return blocks
    }
    guard let rough else { return blocks }
    let roughly = rough.pyramid.means(
      on: grid.divided(by: Double(rough.divisor)), filled: 0..<rough.pyramid.height)
    // The overview may reach beyond the picture's edges.
    let across = BlockGrid.spans(grid.across, count: width)
    for (row, span) in BlockGrid.spans(grid.down, count: height).enumerated() where span != nil {
      for column in across.indices where across[column] != nil {
        let index = row * blocks.columns + column
        if blocks.colors[index] == 0 { blocks.colors[index] = roughly.colors[index] }
      }
    }
    return blocks
  }

  /// The rows that are there, and what is known of the others: in this order, because the overview
  /// goes when the last row has come.
  private var seen: (filled: Range<Int>, rough: Overview?) {
    let rough = overview.withLock { $0 }
    return (pyramid.filled, rough)
  }
}

extension Pyramid {
  fileprivate func means(on grid: BlockGrid, filled: Range<Int>) -> BlockImage {
    means(
      on: grid, filled: filled,
      from: width * height > Self.mostExactPixels ? level(for: grid) : 0)
  }

  /// Where looking at every edge of every block is too slow for a frame: a guess.
  private static var mostExactPixels: Int { 1 << 24 }

  /// The means of blocks of which all rows are filled, from one level; the others are 0.
  func means(on grid: BlockGrid, filled: Range<Int>, from base: Int) -> BlockImage {
    let step = 1 << base
    let across = BlockGrid.spans(
      grid.across, step: Double(step), side: width, count: levels[base].width)
    let down = BlockGrid.spans(
      grid.down, step: Double(step), side: height, count: levels[base].height)
    let columns = across.count
    var colors = [UInt32](repeating: 0, count: columns * down.count)
    var rowsSeen = 0
    withSums(of: base) { sums in
      for (row, y) in down.enumerated() {
        guard let y, isFilled(y.pixels, step: step, filled) else { continue }
        for (column, x) in across.enumerated() {
          guard let x else { continue }
          colors[row * columns + column] = BlockImage.inside | sums.mean(across: x, down: y)
        }
        rowsSeen += y.pixels.count
        if rowsSeen > Self.rowsBetweenLettingGo {
          rowsSeen = 0
          letGo()
        }
      }
    }
    letGo()
    return BlockImage(columns: columns, rows: down.count, colors: colors)
  }

  /// Some megabytes of a large picture.
  private static var rowsBetweenLettingGo: Int { 512 }

  private func isFilled(_ rows: Range<Int>, step: Int, _ filled: Range<Int>) -> Bool {
    rows.lowerBound * step >= filled.lowerBound && rows.upperBound * step <= filled.upperBound
  }

  /// The smallest level on which every block is at least 16 pixels wide and high.
  func level(for grid: BlockGrid) -> Int {
    var (level, side) = (0, grid.leastSide / 2)
    while side >= 16, level + 1 < levels.count {
      (level, side) = (level + 1, side / 2)
    }
    return level
  }
}
