/// A rectangle of pixels copied from a picture: 8-bit sRGB, red, green, blue, row-major, origin top
/// left.
package struct Raster: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// `width * height * 3` samples.
  package let samples: [UInt8]

  /// - Precondition: There are three samples a pixel.
  package init(width: Int, height: Int, samples: [UInt8]) {
    precondition(samples.count == width * height * 3, "a pixel has three samples")
    self.width = width
    self.height = height
    self.samples = samples
  }
}

extension Picture {
  /// How many times the picture can be halved: level k has `width >> k` by `height >> k` pixels.
  package var halvings: Int { pyramid.levels.count - 1 }

  /// The pixels of a rectangle of the picture halved `level` times: each is the mean, in linear light,
  /// of 2^level x 2^level pixels. Nil while not all of them are decoded.
  ///
  /// - Precondition: The rectangle lies within `width >> level` by `height >> level` pixels.
  package func raster(level: Int, columns: Range<Int>, rows: Range<Int>) -> Raster? {
    let source = pyramid.levels[level]
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= source.width && rows.lowerBound >= 0
        && rows.upperBound <= source.height, "the rectangle lies within the level")
    guard pyramid.filled.contains(rows.lowerBound << level..<rows.upperBound << level) else {
      return nil
    }
    let count = columns.count * 3
    let samples = [UInt8](unsafeUninitializedCapacity: count * rows.count) { target, filled in
      guard var to = target.baseAddress else { return }
      for y in rows {
        to.update(from: source.bytes + (y * source.width + columns.lowerBound) * 3, count: count)
        to += count
      }
      filled = count * rows.count
    }
    pyramid.letGo()
    return Raster(width: columns.count, height: rows.count, samples: samples)
  }
}
