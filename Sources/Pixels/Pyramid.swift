/// A picture and its halves: pixel (x, y) of level k is the mean, in linear light, of the
/// 2^k x 2^k pixels of level 0 from (x, y) * 2^k on. Level 0 is the picture itself.
///
/// Sides are halved downwards, so every pixel of every level stands for a whole square; the pixels
/// that are left over at the right and at the bottom are only in the levels below. Each level is
/// rounded to 8 bits once, from exact sums: a pixel is off by at most half a step of sRGB, and so
/// is, the curve being what it is, any mean of such pixels. All levels above 0 take a third of
/// level 0's memory.
struct Pyramid: Sendable {
  let levels: [Raster]

  init(_ base: Raster) {
    var levels = [base]
    var builder = Builder(base)
    levels += builder.build()
    self.levels = levels
  }

  private struct Builder {
    let base: Raster
    /// For every level above 0, the sums of light of its current row.
    private var sums: [[Int]] = []
    private var bytes: [[UInt8]] = []
    private var sizes: [(width: Int, height: Int)] = []

    init(_ base: Raster) {
      self.base = base
      var (width, height) = (base.width / 2, base.height / 2)
      while width > 0, height > 0 {
        sizes.append((width, height))
        sums.append(Array(repeating: 0, count: width * 3))
        var level: [UInt8] = []
        level.reserveCapacity(width * height * 3)
        bytes.append(level)
        (width, height) = (width / 2, height / 2)
      }
    }

    mutating func build() -> [Raster] {
      guard let first = sizes.first else { return [] }
      for y in 0..<first.height * 2 {
        addBaseRow(y)
        if y % 2 == 1 { finishRow(y / 2, of: 0) }
      }
      return zip(sizes, bytes).map { size, bytes in
        Raster(width: size.width, height: size.height, bytes: bytes)
      }
    }

    /// Adds pairs of pixels of a row of the picture to the first level's sums.
    private mutating func addBaseRow(_ y: Int) {
      let start = y * base.width * 3
      base.bytes.withUnsafeBufferPointer { bytes in
        LinearLight.amounts.withUnsafeBufferPointer { amounts in
          sums[0].withUnsafeMutableBufferPointer { sums in
            var from = start
            for to in stride(from: 0, to: sums.count, by: 3) {
              for channel in 0..<3 {
                sums[to + channel] +=
                  amounts[Int(bytes[from + channel])] + amounts[Int(bytes[from + channel + 3])]
              }
              from += 6
            }
          }
        }
      }
    }

    /// Rounds a complete row of a level, and passes its sums on to the next one.
    private mutating func finishRow(_ y: Int, of level: Int) {
      // Level `level` of the builder is level + 1 of the pyramid: 4^(level + 1) pixels a sum.
      let share = 1 / Double(1 << (2 * (level + 1)))
      for sum in sums[level] { bytes[level].append(LinearLight.value(of: Double(sum) * share)) }
      if level + 1 < sums.count, y / 2 < sizes[level + 1].height {
        for to in stride(from: 0, to: sums[level + 1].count, by: 3) {
          for channel in to..<to + 3 {
            let from = to + channel
            sums[level + 1][channel] += sums[level][from] + sums[level][from + 3]
          }
        }
        if y % 2 == 1 { finishRow(y / 2, of: level + 1) }
      }
      for index in sums[level].indices { sums[level][index] = 0 }
    }
  }
}
