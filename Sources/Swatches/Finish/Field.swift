/// One number a pixel: row-major, origin top left; beyond the border it repeats.
struct Field {
  let width: Int
  let height: Int
  var values: [Float]

  /// Blurred by (1 2 1) across and down.
  func softened() -> Field {
    var down = values
    for y in 0..<height {
      let (above, below) = (max(0, y - 1) * width, min(height - 1, y + 1) * width)
      for x in 0..<width {
        down[y * width + x] =
          0.25 * values[above + x] + 0.5 * values[y * width + x] + 0.25 * values[below + x]
      }
    }
    var soft = down
    for y in 0..<height {
      let row = y * width
      for x in 0..<width {
        soft[row + x] =
          0.25 * down[row + max(0, x - 1)] + 0.5 * down[row + x]
          + 0.25 * down[row + min(width - 1, x + 1)]
      }
    }
    return Field(width: width, height: height, values: soft)
  }

  /// How much it changes from one pixel to the next, by central differences.
  func gradients() -> [Float] {
    var slopes = values
    for y in 0..<height {
      let (above, below) = (max(0, y - 1) * width, min(height - 1, y + 1) * width)
      let row = y * width
      for x in 0..<width {
        let across = values[row + min(width - 1, x + 1)] - values[row + max(0, x - 1)]
        let down = values[below + x] - values[above + x]
        slopes[row + x] = 0.5 * (across * across + down * down).squareRoot()
      }
    }
    return slopes
  }

  /// The greatest value less the least within a square of `2 * radius + 1` pixels.
  func rises(radius: Int) -> [Float] {
    var (least, most) = (values, values)
    for y in 0..<height {
      let row = y * width
      for x in 0..<width {
        var (low, high) = (values[row + x], values[row + x])
        for near in max(0, x - radius)...min(width - 1, x + radius) {
          low = min(low, values[row + near])
          high = max(high, values[row + near])
        }
        (least[row + x], most[row + x]) = (low, high)
      }
    }
    var rises = values
    for y in 0..<height {
      for x in 0..<width {
        var (low, high) = (least[y * width + x], most[y * width + x])
        for near in max(0, y - radius)...min(height - 1, y + radius) {
          low = min(low, least[near * width + x])
          high = max(high, most[near * width + x])
        }
        rises[y * width + x] = high - low
      }
    }
    return rises
  }
}

/// Means over squares of the pixels that a mask has, by sums over all rectangles from the origin
/// (Crow 1984): the cost does not depend on the radius.
struct MaskedMeans {
  private let width: Int
  private let height: Int
  private var sums: [Double]
  private var counts: [Int32]

  init(field: [Float], mask: Bitmap) {
    (width, height) = (mask.width, mask.height)
    sums = [Double](repeating: 0, count: (width + 1) * (height + 1))
    counts = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    for y in 0..<height {
      var (sum, count) = (0.0, Int32(0))
      for x in 0..<width {
        if mask.bits[y * width + x] != 0 {
          sum += Double(field[y * width + x])
          count += 1
        }
        let at = (y + 1) * (width + 1) + x + 1
        sums[at] = sums[at - width - 1] + sum
        counts[at] = counts[at - width - 1] + count
      }
    }
  }

  /// 0 where the mask has no pixel.
  func means(radius: Int) -> [Float] {
    var means = [Float](repeating: 0, count: width * height)
    for y in 0..<height {
      let top = max(0, y - radius) * (width + 1)
      let bottom = min(height, y + radius + 1) * (width + 1)
      for x in 0..<width {
        let (left, right) = (max(0, x - radius), min(width, x + radius + 1))
        let count = counts[bottom + right] - counts[bottom + left] - counts[top + right] + counts[top + left]
        if count > 0 {
          let sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]
          means[y * width + x] = Float(sum) / Float(count)
        }
      }
    }
    return means
  }
}
