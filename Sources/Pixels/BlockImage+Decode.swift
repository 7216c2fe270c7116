extension BlockImage {
  /// The blocks of a file's picture, each the mean of what it covers of it in linear light, as
  /// `Picture.means(on:)` has them; but the picture is never held: memory is what the blocks take
  /// and a row of the file (and what a progressive JPEG or a lossless WebP needs).
  ///
  /// JPEGs and WebPs are decoded at the smallest size that has a pixel a block either way; their
  /// libraries make these from numbers, not from light, so edges may differ a little from those of
  /// `Picture.means(on:)`.
  ///
  /// The grid is in pixels of the upright picture. Throws what `Picture.init(contentsOf:)` throws.
  package init(
    contentsOf path: String, on grid: BlockGrid, limits: DecodeLimits = .standard,
    isCancelled: () -> Bool = { false }
  ) throws(PixelsError) {
    let file = try ImageFile(path: path)
    let reader = try file.reader(limits: limits)
    let divisor = try reader.shrink(by: max(1, Int(min(1024, grid.leastSide))))
    let layout = reader.orientation.layout(width: reader.width, height: reader.height)
    let isUpright = reader.orientation == .upright
    let width = reader.uprightWidth
    var sums = BlockSums(
      grid.divided(by: Double(divisor)), width: width, height: reader.uprightHeight)
    try file.decode(reader, isCancelled: isCancelled) { span, row in
      if isUpright, span.step == 1, span.x == 0, span.count == width {
        sums.add(row: row, y: span.y)
        return
      }
      for sample in 0..<span.count {
        let at =
          layout.start + (span.x + sample * span.step) * layout.across + span.y * layout.down
        sums.add(
          (row[sample * 3], row[sample * 3 + 1], row[sample * 3 + 2]), x: at % width,
          y: at / width)
      }
    }
    self = sums.means()
  }
}
