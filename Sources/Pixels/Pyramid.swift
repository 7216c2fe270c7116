/// A picture and its halves: pixel (x, y) of level k is the mean, in linear light, of the
/// 2^k x 2^k pixels of level 0 from (x, y) * 2^k on. Level 0 is the picture itself.
///
/// Sides are halved downwards, so every pixel of every level stands for a whole square; the pixels
/// that are left over at the right and at the bottom are only in the levels below. Each level is
/// rounded to 8 bits once, from exact sums: a pixel is off by at most half a step of sRGB, and so
/// is, the curve being what it is, any mean of such pixels. All levels above 0 take a third of
/// level 0's memory.
struct Pyramid: Sendable {
  /// Ascending from the picture itself.
  let levels: [Level]
  /// All levels, one after the other: three bytes a pixel (red, green, blue; sRGB), row-major,
  /// origin top left.
  let bytes: [UInt8]

  struct Level: Sendable {
    let width: Int
    let height: Int
    /// Where its bytes begin.
    let start: Int
  }

  /// A pyramid on the pixels that `fill` writes, every one of them, to the `width * height * 3`
  /// bytes that it is handed.
  ///
  /// The memory is not cleared first: a file that claims much and holds little costs little.
  init<Failure: Error>(
    width: Int, height: Int,
    fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var levels: [Level] = []
    var (side, other, start) = (width, height, 0)
    while side > 0, other > 0 {
      levels.append(Level(width: side, height: other, start: start))
      start += side * other * 3
      (side, other) = (side / 2, other / 2)
    }
    let count = start
    var outcome = Result<Void, Failure>.success(())
    bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Failure) {
        try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<(width * height * 3)]))
        if let bytes = buffer.baseAddress { addHalves(levels, bytes) }
        filled = count
      } catch {
        outcome = .failure(error)
      }
    }
    self.levels = levels
    try outcome.get()
  }
}

/// Writes all levels above 0, in one pass over level 0: every level keeps the exact sums of the
/// row that it is at.
private func addHalves(_ levels: [Pyramid.Level], _ bytes: UnsafeMutablePointer<UInt8>) {
  guard levels.count > 1 else { return }
  // The first sums of a level's current row, levels 1 and up, one after the other.
  let starts = levels.indices.map { level in
    levels[1..<max(1, level)].reduce(0) { $0 + $1.width * 3 }
  }
  let sums = UnsafeMutablePointer<Int>.allocate(
    capacity: levels.dropFirst().reduce(0) { $0 + $1.width * 3 })
  defer { sums.deallocate() }
  LinearLight.shared.withTables { tables in
    for y in 0..<levels[1].height {
      sumFourPixels(levels, bytes, row: y, into: sums, tables)
      var (level, row) = (1, y)
      while true {
        let here = levels[level]
        let from = sums + starts[level]
        let out = bytes + here.start + row * here.width * 3
        // 4^level pixels a sum.
        for index in 0..<here.width * 3 {
          out[index] = tables.value(of: from[index] >> (2 * level))
        }
        guard level + 1 < levels.count, row / 2 < levels[level + 1].height else { break }
        addPairs(
          from, to: sums + starts[level + 1], pixels: levels[level + 1].width,
          isFirst: row % 2 == 0)
        guard row % 2 == 1 else { break }
        (level, row) = (level + 1, row / 2)
      }
    }
  }
}

/// The sums of a row of level 1: of two by two pixels each.
private func sumFourPixels(
  _ levels: [Pyramid.Level], _ bytes: UnsafeMutablePointer<UInt8>, row: Int,
  into sums: UnsafeMutablePointer<Int>, _ tables: LinearLight.Tables
) {
  let amounts = tables.amounts
  let stride = levels[0].width * 3
  var upper = UnsafePointer(bytes) + row * 2 * stride
  var lower = upper + stride
  var to = sums
  for _ in 0..<levels[1].width {
    for _ in 0..<3 {
      to.pointee =
        amounts[Int(upper[0])] &+ amounts[Int(upper[3])]
        &+ amounts[Int(lower[0])] &+ amounts[Int(lower[3])]
      (upper, lower, to) = (upper + 1, lower + 1, to + 1)
    }
    (upper, lower) = (upper + 3, lower + 3)
  }
}

/// Passes a level's sums on to the next one: two pixels of each of two rows to one.
private func addPairs(
  _ from: UnsafeMutablePointer<Int>, to: UnsafeMutablePointer<Int>, pixels: Int, isFirst: Bool
) {
  for pixel in 0..<pixels {
    for channel in 0..<3 {
      let pair = from[pixel * 6 + channel] &+ from[pixel * 6 + 3 + channel]
      to[pixel * 3 + channel] = isFirst ? pair : to[pixel * 3 + channel] &+ pair
    }
  }
}
