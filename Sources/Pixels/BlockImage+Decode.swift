/// Rows between two looks at `isCancelled`.
private let rowsBetweenLooks = 64

extension BlockImage {
  /// The blocks of a file's picture, each the mean of what it covers of it in linear light, as
  /// `Picture.means(on:)` has them; but the picture is never held: memory is what the blocks take
  /// and a row of the file (and what a progressive JPEG needs).
  ///
  /// JPEGs are decoded at the smallest size that has a pixel a block either way; libjpeg makes
  /// these from numbers, not from light, so edges may differ a little from those of
  /// `Picture.means(on:)`.
  ///
  /// The grid is in pixels of the upright picture. Throws what `Picture.init(contentsOf:)` throws.
  package init(
    contentsOf path: String, on grid: BlockGrid, limits: DecodeLimits = .standard,
    isCancelled: () -> Bool = { false }
  ) throws(PixelsError) {
    let file = try ImageFile(path: path)
    switch file.format {
    case .png: try self.init(png: file, grid, limits, isCancelled)
    case .jpeg: try self.init(jpeg: file, grid, limits, isCancelled)
    }
  }

  private init(
    png file: ImageFile, _ grid: BlockGrid, _ limits: DecodeLimits, _ isCancelled: () -> Bool
  ) throws(PixelsError) {
    let reader = try PNGReader(file, limits: limits)
    let (width, channels) = (reader.width, reader.channels)
    var sums = BlockSums(grid, width: width, height: reader.height)
    let row = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: width * channels)
    defer { row.deallocate() }
    var rows = 0
    while let span = try reader.next(into: row) {
      if channels == 4 { Self.flatten(row, span) }
      if span.step == 1, span.x == 0, span.count == width {
        sums.add(row: UnsafeBufferPointer(row), y: span.y)
      } else {
        for sample in 0..<span.count {
          sums.add(
            (row[sample * 3], row[sample * 3 + 1], row[sample * 3 + 2]),
            x: span.x + sample * span.step, y: span.y)
        }
      }
      rows += 1
      if rows % rowsBetweenLooks == 0, isCancelled() { throw .cancelled(path: file.path) }
    }
    self = sums.means()
  }

  /// Lays see-through pixels on the checkerboard, in place: four bytes a pixel become three.
  private static func flatten(_ row: UnsafeMutableBufferPointer<UInt8>, _ span: PNGReader.Span) {
    for sample in 0..<span.count {
      let paper = Checkerboard.value(x: span.x + sample * span.step, y: span.y)
      let alpha = row[sample * 4 + 3]
      for channel in 0..<3 {
        row[sample * 3 + channel] = Checkerboard.lay(
          row[sample * 4 + channel], alpha: alpha, on: paper)
      }
    }
  }

  private init(
    jpeg file: ImageFile, _ grid: BlockGrid, _ limits: DecodeLimits, _ isCancelled: () -> Bool
  ) throws(PixelsError) {
    let reader = try JPEGReader(file, limits: limits)
    let divisor = [8, 4, 2].first { Double($0) <= grid.leastSide } ?? 1
    try reader.shrink(by: divisor)
    while try reader.absorb() {
      if isCancelled() { throw .cancelled(path: file.path) }
    }
    let (width, height) = (reader.width, reader.height)
    let swaps = reader.orientation.swapsSides
    let layout = reader.orientation.layout(width: width, height: height)
    let uprightWidth = swaps ? height : width
    var sums = BlockSums(
      grid.divided(by: Double(divisor)), width: uprightWidth, height: swaps ? width : height)
    let row = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: width * 3)
    defer { row.deallocate() }
    var y = 0
    while try reader.next(into: row) {
      if reader.orientation == .upright {
        sums.add(row: UnsafeBufferPointer(row), y: y)
      } else {
        for x in 0..<width {
          let at = layout.start + x * layout.across + y * layout.down
          sums.add(
            (row[x * 3], row[x * 3 + 1], row[x * 3 + 2]), x: at % uprightWidth,
            y: at / uprightWidth)
        }
      }
      y += 1
      if y % rowsBetweenLooks == 0, isCancelled() { throw .cancelled(path: file.path) }
    }
    self = sums.means()
  }
}
