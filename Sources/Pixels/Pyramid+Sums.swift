extension Pyramid {
  /// Adds up the light of a rectangle of whole pixels of level 0, without touching most of them.
  ///
  /// The rectangle is peeled from outside: rows and columns that do not pair up are added at their
  /// own level, what remains is a smaller rectangle of the next. So the cost grows with the
  /// rectangle's sides and not with its area, and the sum is of exactly these pixels.
  ///
  /// Half-open ranges inside the picture; an empty one sums to nothing.
  func sum(columns: Range<Int>, rows: Range<Int>) -> Light {
    var (left, right) = (columns.lowerBound, columns.upperBound)
    var (top, bottom) = (rows.lowerBound, rows.upperBound)
    var total = Total()
    var level = 0
    while left < right, top < bottom {
      guard right - left > 1, bottom - top > 1, level + 1 < levels.count else {
        total.add(levels[level], left..<right, top..<bottom, times: 1 << (2 * level))
        break
      }
      let (innerLeft, innerRight) = ((left + 1) & ~1, right & ~1)
      let (innerTop, innerBottom) = ((top + 1) & ~1, bottom & ~1)
      let weight = 1 << (2 * level)
      if top < innerTop { total.add(levels[level], left..<right, top..<top + 1, times: weight) }
      if innerBottom < bottom {
        total.add(levels[level], left..<right, innerBottom..<bottom, times: weight)
      }
      if left < innerLeft {
        total.add(levels[level], left..<innerLeft, innerTop..<innerBottom, times: weight)
      }
      if innerRight < right {
        total.add(levels[level], innerRight..<right, innerTop..<innerBottom, times: weight)
      }
      (left, right) = (innerLeft / 2, innerRight / 2)
      (top, bottom) = (innerTop / 2, innerBottom / 2)
      level += 1
    }
    return Light(red: Double(total.red), green: Double(total.green), blue: Double(total.blue))
  }

  private struct Total {
    var red = 0
    var green = 0
    var blue = 0

    /// Adds every pixel of a rectangle of one level, as often as it has pixels of level 0.
    @inline(__always)
    mutating func add(
      _ raster: Raster, _ columns: Range<Int>, _ rows: Range<Int>, times weight: Int
    ) {
      var (r, g, b) = (0, 0, 0)
      raster.bytes.withUnsafeBufferPointer { bytes in
        LinearLight.amounts.withUnsafeBufferPointer { amounts in
          for y in rows {
            var at = (y * raster.width + columns.lowerBound) * 3
            for _ in columns {
              r &+= amounts[Int(bytes[at])]
              g &+= amounts[Int(bytes[at + 1])]
              b &+= amounts[Int(bytes[at + 2])]
              at += 3
            }
          }
        }
      }
      // At most 2^27 pixels of at most 2^24 each: far from overflowing.
      red += r * weight
      green += g * weight
      blue += b * weight
    }
  }
}
