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
    precondition(
      blocksPerPixel > 0 && blocksPerPixel.isFinite && originX.isFinite && originY.isFinite,
      "the view is a place in the picture and a scale above 0")
    let (columns, rows) = (max(0, columns), max(0, rows))
    let colors =
      blocksPerPixel >= 1
      ? nearest(columns: columns, rows: rows, originX, originY, scale: blocksPerPixel)
      : means(columns: columns, rows: rows, originX, originY, scale: blocksPerPixel)
    return BlockImage(columns: columns, rows: rows, colors: colors)
  }

  private func nearest(
    columns: Int, rows: Int, _ originX: Double, _ originY: Double, scale: Double
  ) -> [UInt32] {
    func pixels(_ blocks: Int, _ origin: Double, _ count: Int) -> [Int?] {
      (0..<blocks).map { block in
        let center = (origin + (Double(block) + 0.5) / scale).rounded(.down)
        return center >= 0 && center < Double(count) ? Int(center) : nil
      }
    }
    let across = pixels(columns, originX, width)
    let down = pixels(rows, originY, height)
    var colors = [UInt32](repeating: 0, count: columns * rows)
    for (row, y) in down.enumerated() {
      guard let y else { continue }
      for (column, x) in across.enumerated() {
        guard let x else { continue }
        let (red, green, blue) = color(x: x, y: y)
        colors[row * columns + column] =
          BlockImage.inside | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
      }
    }
    return colors
  }

  private func means(
    columns: Int, rows: Int, _ originX: Double, _ originY: Double, scale: Double
  ) -> [UInt32] {
    func spans(_ blocks: Int, _ origin: Double, _ count: Int) -> [AxisSpan?] {
      (0..<blocks).map { block in
        AxisSpan(
          from: origin + Double(block) / scale, to: origin + Double(block + 1) / scale,
          count: count)
      }
    }
    let across = spans(columns, originX, width)
    let down = spans(rows, originY, height)
    var colors = [UInt32](repeating: 0, count: columns * rows)
    pyramid.withSums { sums in
      for (row, y) in down.enumerated() {
        guard let y else { continue }
        for (column, x) in across.enumerated() {
          guard let x else { continue }
          colors[row * columns + column] = BlockImage.inside | sums.mean(across: x, down: y)
        }
      }
    }
    return colors
  }
}
