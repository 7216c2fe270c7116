/// Adds up the light of a picture that comes row by row, or pixel by pixel, in the blocks of a grid.
struct BlockSums {
  private let columns: Int
  private let rows: Int
  /// Pixels across that each column covers.
  private let across: [Stretch]
  private let columnsOfPixel: AxisShares
  private let rowsOfPixel: AxisShares
  /// Square pixels of the picture that each column, and each row, covers along its axis.
  private let widths: [Double]
  private let heights: [Double]
  /// Three a block, in units of `LinearLight` times square pixels.
  ///
  /// Single precision: at worst some 10^5 additions a block, each off by 2^-24 of the sum so far at
  /// most, and half of them to either side: far below half a step of sRGB.
  private var light: [Float]
  /// One row of pixels, added up by column.
  private var line: [Float]

  /// No light yet; the grid is in pixels of the picture, which has this size.
  init(_ grid: BlockGrid, width: Int, height: Int) {
    let spans = BlockGrid.spans(grid.across, count: width)
    across = spans.map(Stretch.init)
    let down = BlockGrid.spans(grid.down, count: height)
    columns = grid.columns
    rows = grid.rows
    columnsOfPixel = AxisShares(spans, count: width)
    rowsOfPixel = AxisShares(down, count: height)
    widths = spans.map { $0?.length ?? 0 }
    heights = down.map { $0?.length ?? 0 }
    light = Array(repeating: 0, count: columns * rows * 3)
    line = Array(repeating: 0, count: columns * 3)
  }

  /// Adds a whole row of the picture: three bytes a pixel.
  mutating func add(row: UnsafeBufferPointer<UInt8>, y: Int) {
    let shares = rowsOfPixel.of(y)
    guard !shares.isEmpty, let pixels = row.baseAddress else { return }
    LinearLight.shared.withTables { tables in
      across.withUnsafeBufferPointer { across in
        line.withUnsafeMutableBufferPointer { line in
          for column in 0..<across.count {
            let sum = across[column].sum(pixels, tables.amounts)
            line[column * 3] = sum.x
            line[column * 3 + 1] = sum.y
            line[column * 3 + 2] = sum.z
          }
        }
      }
    }
    line.withUnsafeBufferPointer { line in
      light.withUnsafeMutableBufferPointer { light in
        guard let from = line.baseAddress, let light = light.baseAddress else { return }
        for share in shares {
          let to = light + share.block * line.count
          for index in 0..<line.count { to[index] += from[index] * share.weight }
        }
      }
    }
  }

  /// Adds one pixel.
  mutating func add(_ color: (UInt8, UInt8, UInt8), x: Int, y: Int) {
    let (down, across) = (rowsOfPixel.of(y), columnsOfPixel.of(x))
    guard !down.isEmpty, !across.isEmpty else { return }
    let amounts = LinearLight.shared.amounts
    let (red, green, blue) = (
      Float(amounts[Int(color.0)]), Float(amounts[Int(color.1)]), Float(amounts[Int(color.2)])
    )
    for row in down {
      for column in across {
        let at = (row.block * columns + column.block) * 3
        let weight = row.weight * column.weight
        light[at] += red * weight
        light[at + 1] += green * weight
        light[at + 2] += blue * weight
      }
    }
  }

  /// The blocks' mean colors; 0 for those that touch no pixel.
  func means() -> BlockImage {
    let shares = widths.map { $0 > 0 ? Float(1 / $0) : 0 }
    let colors = [UInt32](unsafeUninitializedCapacity: columns * rows) { colors, filled in
      LinearLight.shared.withTables { tables in
        light.withUnsafeBufferPointer { light in
          for row in 0..<rows {
            let down = heights[row] > 0 ? Float(1 / heights[row]) : 0
            for column in 0..<columns {
              let at = row * columns + column
              let share = shares[column] * down
              func value(_ channel: Int) -> UInt32 {
                UInt32(tables.value(of: Int(light[at * 3 + channel] * share)))
              }
              colors[at] =
                share > 0 ? BlockImage.inside | value(0) << 16 | value(1) << 8 | value(2) : 0
            }
          }
        }
      }
      filled = columns * rows
    }
    return BlockImage(columns: columns, rows: rows, colors: colors)
  }
}

/// An `AxisSpan` for the innermost loop: a pixel at either end, whose weight may be 0, and whole ones.
private struct Stretch {
  /// Bytes from the row's start.
  private let before: Int
  private let whole: Int
  private let after: Int
  /// Whole pixels.
  private let count: Int
  private let beforeWeight: Float
  private let afterWeight: Float

  /// Nothing at all when there is no span.
  init(_ span: AxisSpan?) {
    before = (span?.before.pixel ?? 0) * 3
    after = (span?.after.pixel ?? 0) * 3
    whole = (span?.whole.lowerBound ?? 0) * 3
    count = span?.whole.count ?? 0
    beforeWeight = Float(span?.before.weight ?? 0)
    afterWeight = Float(span?.after.weight ?? 0)
  }

  /// The light along it in a row of pixels.
  @inline(__always)
  func sum(
    _ row: UnsafePointer<UInt8>, _ amounts: UnsafePointer<Int>
  ) -> SIMD4<Float> {
    var (red, green, blue) = (0, 0, 0)
    var at = row + whole
    for _ in 0..<count {
      red &+= amounts[Int(at[0])]
      green &+= amounts[Int(at[1])]
      blue &+= amounts[Int(at[2])]
      at += 3
    }
    let (first, last) = (row + before, row + after)
    return SIMD4(Float(red), Float(green), Float(blue), 0)
      + Self.light(first, amounts) * beforeWeight + Self.light(last, amounts) * afterWeight
  }

  @inline(__always)
  private static func light(
    _ pixel: UnsafePointer<UInt8>, _ amounts: UnsafePointer<Int>
  ) -> SIMD4<Float> {
    SIMD4(
      Float(amounts[Int(pixel[0])]), Float(amounts[Int(pixel[1])]), Float(amounts[Int(pixel[2])]),
      0)
  }
}

/// Which blocks along one axis cover a pixel, and how much of it.
private struct AxisShares {
  struct Share {
    let block: Int
    let weight: Float
  }

  private let shares: [Share]
  /// Where each pixel's shares begin, and where the last one's end.
  private let starts: [Int]

  /// The shares of spans that ascend.
  init(_ spans: [AxisSpan?], count: Int) {
    var byPixel = [[Share]](repeating: [], count: count)
    for (block, span) in spans.enumerated() {
      guard let span else { continue }
      for pixel in span.whole { byPixel[pixel].append(Share(block: block, weight: 1)) }
      for end in [span.before, span.after] where end.weight > 0 {
        byPixel[end.pixel].append(Share(block: block, weight: Float(end.weight)))
      }
    }
    shares = byPixel.flatMap(\.self)
    starts = byPixel.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
  }

  /// The shares of a pixel.
  func of(_ pixel: Int) -> ArraySlice<Share> { shares[starts[pixel]..<starts[pixel + 1]] }
}
