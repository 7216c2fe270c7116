/// Adds up the light of rectangles of a picture, from whichever level of its pyramid is quickest.
/// Valid inside one call of `Pyramid.withSums`.
struct AreaSums {
  fileprivate let levels: UnsafeBufferPointer<Pyramid.Level>
  /// The level whose pixels are summed; coordinates are its.
  fileprivate let base: Int
  fileprivate let tables: LinearLight.Tables

  /// Sums of linear light by channel, in units of `LinearLight`.
  struct Light {
    var red = 0
    var green = 0
    var blue = 0
  }

  /// Adds up whole pixels of the base level, without touching most of them.
  ///
  /// The rectangle is peeled from outside: rows and columns that do not pair up are added at their
  /// own level, what remains is a smaller rectangle of the next. So the cost grows with the
  /// rectangle's sides and not with its area, and the sum is of exactly these pixels.
  ///
  /// Half-open ranges inside the picture; an empty one sums to nothing.
  func sum(columns: Range<Int>, rows: Range<Int>) -> Light {
    var (left, right) = (columns.lowerBound, columns.upperBound)
    var (top, bottom) = (rows.lowerBound, rows.upperBound)
    var light = Light()
    var level = base
    while left < right, top < bottom {
      guard right - left > 1, bottom - top > 1, level + 1 < levels.count else {
        add(level, left, right, top, bottom, to: &light)
        break
      }
      let (innerLeft, innerRight) = ((left + 1) & ~1, right & ~1)
      let (innerTop, innerBottom) = ((top + 1) & ~1, bottom & ~1)
      if top < innerTop { add(level, left, right, top, innerTop, to: &light) }
      if innerBottom < bottom { add(level, left, right, innerBottom, bottom, to: &light) }
      if left < innerLeft { add(level, left, innerLeft, innerTop, innerBottom, to: &light) }
      if innerRight < right { add(level, innerRight, right, innerTop, innerBottom, to: &light) }
      (left, right, top, bottom) = (innerLeft / 2, innerRight / 2, innerTop / 2, innerBottom / 2)
      level += 1
    }
    return light
  }

  /// Adds every pixel of a rectangle of one level, as often as it has pixels of the base level.
  @inline(__always)
  private func add(
    _ level: Int, _ left: Int, _ right: Int, _ top: Int, _ bottom: Int, to light: inout Light
  ) {
    let here = levels[level]
    let amounts = tables.amounts
    var (red, green, blue) = (0, 0, 0)
    var row = UnsafePointer(here.bytes) + (top * here.width + left) * 3
    for _ in top..<bottom {
      var at = row
      for _ in left..<right {
        red &+= amounts[Int(at[0])]
        green &+= amounts[Int(at[1])]
        blue &+= amounts[Int(at[2])]
        at += 3
      }
      row += here.width * 3
    }
    // At most 2^28 pixels of at most 2^24 each: far from overflowing.
    let shift = 2 * (level - base)
    light.red &+= red << shift
    light.green &+= green << shift
    light.blue &+= blue << shift
  }

  /// The mean color of a rectangle whose edges may cut pixels of the base level; `0xRRGGBB`.
  func mean(across x: AxisSpan, down y: AxisSpan) -> UInt32 {
    var (red, green, blue) = (0.0, 0.0, 0.0)
    func take(_ light: Light, _ weight: Double) {
      red += Double(light.red) * weight
      green += Double(light.green) * weight
      blue += Double(light.blue) * weight
    }
    func takeRow(_ columns: Range<Int>, _ weight: Double) {
      if !y.whole.isEmpty { take(sum(columns: columns, rows: y.whole), weight) }
      if y.before.weight > 0 { take(line(columns, y.before.pixel), weight * y.before.weight) }
      if y.after.weight > 0 { take(line(columns, y.after.pixel), weight * y.after.weight) }
    }
    if !x.whole.isEmpty { takeRow(x.whole, 1) }
    if x.before.weight > 0 { takeRow(x.before.pixel..<x.before.pixel + 1, x.before.weight) }
    if x.after.weight > 0 { takeRow(x.after.pixel..<x.after.pixel + 1, x.after.weight) }
    let share = 1 / (x.length * y.length)
    return color(red * share, green * share, blue * share)
  }

  /// The mean color of whole pixels of the base level, at least one; `0xRRGGBB`.
  func mean(columns: Range<Int>, rows: Range<Int>) -> UInt32 {
    let light = sum(columns: columns, rows: rows)
    let count = Double(columns.count * rows.count)
    return color(Double(light.red) / count, Double(light.green) / count, Double(light.blue) / count)
  }

  private func line(_ columns: Range<Int>, _ row: Int) -> Light {
    var light = Light()
    add(base, columns.lowerBound, columns.upperBound, row, row + 1, to: &light)
    return light
  }

  private func color(_ red: Double, _ green: Double, _ blue: Double) -> UInt32 {
    UInt32(tables.value(of: Int(red))) << 16 | UInt32(tables.value(of: Int(green))) << 8
      | UInt32(tables.value(of: Int(blue)))
  }
}

extension Pyramid {
  /// Sums of whole and cut pixels of one level. The rows that are asked for must be filled.
  func withSums<Value>(of base: Int = 0, _ body: (AreaSums) -> Value) -> Value {
    levels.withUnsafeBufferPointer { levels in
      LinearLight.shared.withTables { tables in
        body(AreaSums(levels: levels, base: base, tables: tables))
      }
    }
  }
}
