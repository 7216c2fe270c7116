import Pixels

extension Raster {
  /// Each sample's mean with its eight neighbors, those across and down weighted as a Gaussian
  /// (1 2 1); the border repeats.
  func blurred() -> Raster {
    let row = width * 3
    // One pixel more at either end of a row, so that no sample has to ask whether it has neighbors.
    var sums = [UInt16](repeating: 0, count: row + 6)
    var blurred = [UInt8](repeating: 0, count: samples.count)
    samples.withUnsafeBufferPointer { from in
      sums.withUnsafeMutableBufferPointer { sums in
        blurred.withUnsafeMutableBufferPointer { to in
          for y in 0..<height {
            let (above, at) = (max(0, y - 1) * row, y * row)
            let below = min(height - 1, y + 1) * row
            for x in 0..<row {
              sums[x + 3] =
                UInt16(from[above + x]) &+ 2 &* UInt16(from[at + x]) &+ UInt16(from[below + x])
            }
            for channel in 0..<3 {
              sums[channel] = sums[channel + 3]
              sums[row + 3 + channel] = sums[row + channel]
            }
            for x in 0..<row {
              to[at + x] = UInt8(
                truncatingIfNeeded: (sums[x] &+ 2 &* sums[x + 3] &+ sums[x + 6] &+ 8) >> 4)
            }
          }
        }
      }
    }
    return Raster(width: width, height: height, samples: blurred)
  }
}
