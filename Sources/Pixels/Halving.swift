/// Makes a pyramid's smaller levels while its rows arrive, each from the memory that has just been
/// written.
final class Halving {
  private let levels: [Pyramid.Level]
  private let isFromBottom: Bool
  /// Means of the row at hand, in units of `LinearLight`; of level 1 first, then of those above it.
  private let line: UnsafeMutablePointer<UInt32>
  /// By level: sums of pairs of the level below's row that waits for its neighbor.
  private let waiting: [UnsafeMutablePointer<UInt32>]

  init(_ pyramid: Pyramid) {
    levels = pyramid.levels
    isFromBottom = pyramid.isFromBottom
    waiting = levels.map { .allocate(capacity: $0.width * 3) }
    line = .allocate(capacity: levels[0].width * 3)
  }

  deinit {
    for sums in waiting { sums.deallocate() }
    line.deallocate()
  }

  /// Takes the row `y` of level 0, which is written. Rows come one after the other, up or down.
  func take(row y: Int) {
    guard levels.count > 1, completesPair(y), y / 2 < levels[1].height else { return }
    LinearLight.shared.withTables { tables in
      var (level, row) = (1, y / 2)
      halveFirst(row: row, tables)
      while level + 1 < levels.count, row / 2 < levels[level + 1].height {
        guard completesPair(row) else {
          addPairs(to: waiting[level + 1], pixels: levels[level + 1].width)
          return
        }
        (level, row) = (level + 1, row / 2)
        halve(waiting[level], level: level, row: row, tables)
      }
    }
  }

  /// Whether the row is the second of a pair to arrive.
  private func completesPair(_ row: Int) -> Bool { (row % 2 == 1) != isFromBottom }

  /// A row of level 1, from two of level 0: to `line` and to its place.
  private func halveFirst(row: Int, _ tables: LinearLight.Tables) {
    let stride = levels[0].width * 3
    var upper = UnsafePointer(levels[0].bytes) + row * 2 * stride
    var lower = upper + stride
    var to = line
    var out = levels[1].bytes + row * levels[1].width * 3
    for _ in 0..<levels[1].width {
      for channel in 0..<3 {
        let mean =
          (tables.amount(of: upper[channel]) &+ tables.amount(of: upper[channel + 3])
            &+ tables.amount(of: lower[channel]) &+ tables.amount(of: lower[channel + 3])) >> 2
        to[channel] = mean
        out[channel] = tables.value(ofMean: mean)
      }
      (upper, lower, to, out) = (upper + 6, lower + 6, to + 3, out + 3)
    }
  }

  /// Adds the pixels of `line` by pairs.
  private func addPairs(to sums: UnsafeMutablePointer<UInt32>, pixels: Int) {
    for pixel in 0..<pixels {
      for channel in 0..<3 {
        sums[pixel * 3 + channel] = line[pixel * 6 + channel] &+ line[pixel * 6 + 3 + channel]
      }
    }
  }

  /// A row of a level, from the one of the level below that waited and the one in `line`: to `line`
  /// and to its place.
  private func halve(
    _ sums: UnsafeMutablePointer<UInt32>, level: Int, row: Int, _ tables: LinearLight.Tables
  ) {
    let width = levels[level].width
    let out = levels[level].bytes + row * width * 3
    // In place: what is written lies before what is still to be read.
    for pixel in 0..<width {
      for channel in 0..<3 {
        let at = pixel * 3 + channel
        let mean = (sums[at] &+ line[pixel * 6 + channel] &+ line[pixel * 6 + 3 + channel]) >> 2
        line[at] = mean
        out[at] = tables.value(ofMean: mean)
      }
    }
  }
}
