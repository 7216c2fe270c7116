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
    var sums = BlockSums(
      grid.divided(by: Double(divisor)), width: reader.uprightWidth, height: reader.uprightHeight)
    try file.decodeUpright(reader, isCancelled: isCancelled) { row, y in
      sums.add(row: row, y: y)
    } pixel: { color, x, y in
      sums.add(color, x: x, y: y)
    }
    self = sums.means()
  }

  /// The blocks of a file's picture, each of the very color of the pixel at its center, as
  /// `Picture.nearest(on:)` has them; memory as above.
  package init(
    nearestIn path: String, on grid: BlockGrid, limits: DecodeLimits = .standard,
    isCancelled: () -> Bool = { false }
  ) throws(PixelsError) {
    let file = try ImageFile(path: path)
    let reader = try file.reader(limits: limits)
    let columns = BlockGrid.centers(grid.across, count: reader.uprightWidth)
    let columnsOfPixel = Self.blocks(at: columns)
    let rowsOfPixel = Self.blocks(at: BlockGrid.centers(grid.down, count: reader.uprightHeight))
    var colors = [UInt32](repeating: 0, count: grid.columns * grid.rows)
    try file.decodeUpright(reader, isCancelled: isCancelled) { pixels, y in
      for row in rowsOfPixel[y, default: []] {
        for (column, x) in columns.enumerated() {
          guard let x else { continue }
          colors[row * grid.columns + column] = Self.ink(
            (pixels[x * 3], pixels[x * 3 + 1], pixels[x * 3 + 2]))
        }
      }
    } pixel: { color, x, y in
      guard let rows = rowsOfPixel[y], let columns = columnsOfPixel[x] else { return }
      for row in rows {
        for column in columns { colors[row * grid.columns + column] = Self.ink(color) }
      }
    }
    self.init(columns: grid.columns, rows: grid.rows, colors: colors)
  }

  /// The blocks of each pixel that is some block's center.
  private static func blocks(at centers: [Int?]) -> [Int: [Int]] {
    Dictionary(grouping: centers.indices.filter { centers[$0] != nil }) { centers[$0] ?? 0 }
  }

  private static func ink(_ color: (UInt8, UInt8, UInt8)) -> UInt32 {
    inside | UInt32(color.0) << 16 | UInt32(color.1) << 8 | UInt32(color.2)
  }
}

extension ImageFile {
  /// Decodes to the end: hands `row` each row of the upright picture with its number, or `pixel`
  /// each pixel with its place where rows do not come whole and upright.
  fileprivate func decodeUpright(
    _ reader: any RowReader, isCancelled: () -> Bool,
    row takeRow: (UnsafeBufferPointer<UInt8>, Int) -> Void,
    pixel takePixel: ((UInt8, UInt8, UInt8), Int, Int) -> Void
  ) throws(PixelsError) {
    let layout = reader.orientation.layout(width: reader.width, height: reader.height)
    let isUpright = reader.orientation == .upright
    let width = reader.uprightWidth
    try decode(reader, isCancelled: isCancelled) { span, row in
      if isUpright, span.step == 1, span.x == 0, span.count == width {
        takeRow(row, span.y)
        return
      }
      for sample in 0..<span.count {
        let at =
          layout.start + (span.x + sample * span.step) * layout.across + span.y * layout.down
        takePixel(
          (row[sample * 3], row[sample * 3 + 1], row[sample * 3 + 2]), at % width, at / width)
      }
    }
  }
}
