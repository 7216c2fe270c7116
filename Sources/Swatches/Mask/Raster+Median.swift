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
    var down = samples
    var across = samples
    samples.withUnsafeBufferPointer { from in
      down.withUnsafeMutableBufferPointer { to in
        for y in 0..<height {
          let rows = (-2...2).map { max(0, min(height - 1, y + $0 * step)) * row }
          let (a, b, c, d, e) = (rows[0], rows[1], rows[2], rows[3], rows[4])
          for x in 0..<row {
            to[c + x] = median(from[a + x], from[b + x], from[c + x], from[d + x], from[e + x])
          }
        }
      }
    }
    let margin = 2 * step
    down.withUnsafeBufferPointer { from in
      across.withUnsafeMutableBufferPointer { to in
        for y in 0..<height {
          let start = y * row
          func clamped(_ x: Int, _ channel: Int) -> UInt8 {
            from[start + max(0, min(width - 1, x)) * 3 + channel]
          }
          for x in 0..<width where x < margin || x >= width - margin {
            for channel in 0..<3 {
              to[start + x * 3 + channel] = median(
                clamped(x - 2 * step, channel), clamped(x - step, channel), clamped(x, channel),
                clamped(x + step, channel), clamped(x + 2 * step, channel))
            }
          }
          guard width > 2 * margin else { continue }
          let near = 3 * step
          for at in start + 3 * margin..<start + row - 3 * margin {
            to[at] = median(
              from[at - 2 * near], from[at - near], from[at], from[at + near], from[at + 2 * near])
          }
        }
      }
    }
    return Raster(width: width, height: height, samples: across)
  }
}

@inline(__always)
private func median(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8) -> UInt8 {
  // Neither the least nor the greatest of four can be the median of five.
  let low = max(min(a, b), min(c, d))
  let high = min(max(a, b), max(c, d))
  return max(min(low, high), min(max(low, high), e))
}
