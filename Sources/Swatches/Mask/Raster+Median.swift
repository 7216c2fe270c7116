import Pixels

extension Raster {
  /// A rectangle of it.
  func cropped(columns: Range<Int>, rows: Range<Int>) -> Raster {
    var cropped: [UInt8] = []
    cropped.reserveCapacity(columns.count * rows.count * 3)
    for y in rows {
      let row = y * width
      cropped += samples[(row + columns.lowerBound) * 3..<(row + columns.upperBound) * 3]
    }
    return Raster(width: columns.count, height: rows.count, samples: cropped)
  }

  /// The median of five down, then of five across, of each sample: what is thinner than three pixels
  /// is gone, edges stay. The border repeats. With a step, the five are so many pixels apart.
  func medians(step: Int = 1) -> Raster {
    let row = width * 3
    let down = medianOfFive(samples, apart: step) { at, step in
      let y = at / row + step
      return (at % row) + max(0, min(height - 1, y)) * row
    }
    let across = medianOfFive(down, apart: step) { at, step in
      let x = at % row
      let to = x + 3 * step
      return at - x + (to < 0 ? x % 3 : to >= row ? row - 3 + x % 3 : to)
    }
    return Raster(width: width, height: height, samples: across)
  }

  private func medianOfFive(
    _ samples: [UInt8], apart step: Int, at place: (Int, Int) -> Int
  ) -> [UInt8] {
    samples.indices.map { at in
      median(
        samples[place(at, -2 * step)], samples[place(at, -step)], samples[at],
        samples[place(at, step)],
        samples[place(at, 2 * step)])
    }
  }
}

@inline(__always)
private func median(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8) -> UInt8 {
  // Neither the least nor the greatest of four can be the median of five.
  let low = max(min(a, b), min(c, d))
  let high = min(max(a, b), max(c, d))
  return max(min(low, high), min(max(low, high), e))
}
