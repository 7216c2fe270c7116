import Pixels

extension Raster {
  /// Each sample's mean with its eight neighbors, those across and down weighted as a Gaussian
  /// (1 2 1); the border repeats.
  func blurred() -> Raster {
    var sums = [UInt16](repeating: 0, count: samples.count)
    let row = width * 3
    for y in 0..<height {
      let at = y * row
      let above = max(0, y - 1) * row
      let below = min(height - 1, y + 1) * row
      for x in 0..<row {
        sums[at + x] =
          UInt16(samples[above + x]) + 2 * UInt16(samples[at + x]) + UInt16(samples[below + x])
      }
    }
    var blurred = [UInt8](repeating: 0, count: samples.count)
    for y in 0..<height {
      let at = y * row
      for x in 0..<row {
        let before = sums[at + (x < 3 ? x : x - 3)]
        let after = sums[at + (x + 3 < row ? x + 3 : x)]
        blurred[at + x] = UInt8((before + 2 * sums[at + x] + after + 8) >> 4)
      }
    }
    return Raster(width: width, height: height, samples: blurred)
  }
}
