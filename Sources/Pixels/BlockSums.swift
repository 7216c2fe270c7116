/// Adds up the light of a picture that comes row by row, or pixel by pixel, in the blocks of a grid.
struct BlockSums {
  private let columns: Int
  private let rows: Int
  /// Pixels across that each column covers, nil outside the picture.
  private let across: [AxisSpan?]
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
    across = BlockGrid.spans(grid.across, count: width)
    let down = BlockGrid.spans(grid.down, count: height)
    columns = grid.columns
    rows = grid.rows
    columnsOfPixel = AxisShares(across, count: width)
    rowsOfPixel = AxisShares(down, count: height)
    widths = across.map { $0?.length ?? 0 }
    heights = down.map { $0?.length ?? 0 }
    light = Array(repeating: 0, count: columns * rows * 3)
    line = Array(repeating: 0, count: columns * 3)
  }

  /// Adds a whole row of the picture: three bytes a pixel.
  mutating func add(row: UnsafeBufferPointer<UInt8>, y: Int) {
    let shares = rowsOfPixel.of(y)
    guard !shares.isEmpty, let pixels = row.baseAddress else { return }
    LinearLight.shared.withTables { tables in
      line.withUnsafeMutableBufferPointer { line in
        for column in 0..<columns {
          let sum = across[column].map { Self.sum($0, pixels, tables.amounts) } ?? .zero
          line[column * 3] = sum.x
          line[column * 3 + 1] = sum.y
          line[column * 3 + 2] = sum.z
        }
      }
    }
    let count = columns * 3
    line.withUnsafeBufferPointer { line in
      light.withUnsafeMutableBufferPointer { light in
        for share in shares {
          let start = share.block * count
          for index in 0..<count { light[start + index] += line[index] * share.weight }
        }
      }
    }
  }

  /// The light along a stretch of a row.
  @inline(__always)
  private static func sum(
    _ span: AxisSpan, _ pixels: UnsafePointer<UInt8>, _ amounts: UnsafePointer<Int>
  ) -> SIMD3<Float> {
    func light(_ pixel: Int) -> SIMD3<Float> {
      let at = pixels + pixel * 3
      return SIMD3(
        Float(amounts[Int(at[0])]), Float(amounts[Int(at[1])]), Float(amounts[Int(at[2])]))
    }
    var (red, green, blue) = (0, 0, 0)
    var at = pixels + span.whole.lowerBound * 3
    for _ in 0..<span.whole.count {
      red &+= amounts[Int(at[0])]
      green &+= amounts[Int(at[1])]
      blue &+= amounts[Int(at[2])]
      at += 3
    }
    var sum = SIMD3(Float(red), Float(green), Float(blue))
    if span.before.weight > 0 { sum += light(span.before.pixel) * Float(span.before.weight) }
    if span.after.weight > 0 { sum += light(span.after.pixel) * Float(span.after.weight) }
    return sum
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
    var colors = [UInt32](repeating: 0, count: columns * rows)
    LinearLight.shared.withTables { tables in
      for row in 0..<rows where heights[row] > 0 {
        for column in 0..<columns where widths[column] > 0 {
          let share = Float(1 / (widths[column] * heights[row]))
          let at = row * columns + column
          var color: UInt32 = 0
          for channel in 0..<3 {
            color = color << 8 | UInt32(tables.value(of: Int(light[at * 3 + channel] * share)))
          }
          colors[at] = BlockImage.inside | color
        }
      }
    }
    return BlockImage(columns: columns, rows: rows, colors: colors)
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
