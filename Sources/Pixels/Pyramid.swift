import Synchronization

/// A picture and its halves: pixel (x, y) of level k is the mean, in linear light, of the
/// 2^k x 2^k pixels of level 0 from (x, y) * 2^k on. Level 0 is the picture itself.
///
/// Sides are halved downwards, so every pixel of every level stands for a whole square; the pixels
/// that are left over at the right and at the bottom are only in the levels below. Each level is
/// rounded to 8 bits once, from means of 24 bits: a pixel is off by at most half a step of sRGB, and
/// so is, the curve being what it is, any mean of such pixels. All levels above 0 take a third of
/// level 0's memory.
///
/// One thread fills it, row by row, and any others read what is filled. That is safe without a lock
/// because no byte is read before the row that it belongs to is published, and none is written
/// after: `publish` stores the number of rows after their bytes (a release), `filled` loads it
/// before anybody reads them (an acquire).
final class Pyramid: Sendable {
  /// Ascending from the picture itself.
  let levels: [Level]
  /// All levels in bytes.
  let byteCount: Int
  /// The rows come from the last to the first.
  let isFromBottom: Bool

  private let published = Atomic(0)
  /// The larger levels, where they lie in a file.
  private let aside: MappedMemory?
  private let kept: MappedMemory
  private let memory: PictureMemory?
  private let bytesTaken: Int

  /// Three bytes a pixel (red, green, blue; sRGB), row-major, origin top left.
  struct Level: Sendable {
    let width: Int
    let height: Int
    /// Points into memory that the pyramid owns; see there for who may touch it when.
    nonisolated(unsafe) let bytes: UnsafeMutablePointer<UInt8>
  }

  /// Nothing is filled yet. `path` is the picture's, for the message.
  ///
  /// - Throws: `noMemory` or `noRoom`.
  init(
    width: Int, height: Int, isFromBottom: Bool, memory: PictureMemory, path: String
  ) throws(PixelsError) {
    let sides = Self.sides(width: width, height: height)
    let sizes = sides.map { $0.width * $0.height * 3 }
    let (first, taken) = memory.take(sizes)
    do throws(PixelsError) {
      let bytesAside = sizes[..<first].reduce(0, +)
      aside = first > 0 ? try memory.scratch(count: bytesAside, for: path) : nil
      guard let kept = MappedMemory(count: taken) else { throw .noMemory(path: path) }
      self.kept = kept
    } catch {
      memory.giveBack(taken)
      throw error
    }
    levels = Self.levels(sides, first: first, aside: aside, kept: kept)
    byteCount = sizes.reduce(0, +)
    self.isFromBottom = isFromBottom
    self.memory = memory
    bytesTaken = taken
  }

  /// All of it in memory, whatever others take: for what is small or drawn.
  init(width: Int, height: Int) {
    let sides = Self.sides(width: width, height: height)
    byteCount = sides.reduce(0) { $0 + $1.width * $1.height * 3 }
    guard let kept = MappedMemory(count: byteCount) else {
      preconditionFailure("there is memory for a drawing")
    }
    self.kept = kept
    levels = Self.levels(sides, first: 0, aside: nil, kept: kept)
    (isFromBottom, aside, memory, bytesTaken) = (false, nil, nil, 0)
  }

  deinit { memory?.giveBack(bytesTaken) }

  var width: Int { levels[0].width }
  var height: Int { levels[0].height }

  /// Whether looking at a level touches a file.
  func isAside(_ level: Int) -> Bool {
    aside.map { $0.start <= levels[level].bytes && levels[level].bytes < $0.start + $0.count }
      ?? false
  }

  /// The rows of level 0 that may be read. Of the smaller levels, the rows that stand for these alone.
  var filled: Range<Int> {
    let count = published.load(ordering: .acquiring)
    return isFromBottom ? height - count..<height : 0..<count
  }

  /// Says that the first so many rows (or the last, when they come from the bottom) are filled, and
  /// the smaller levels as far as they stand for these alone.
  func publish(rows: Int) {
    published.store(rows, ordering: .releasing)
    letGo()
  }

  /// Forgets the pages of the file that were looked at.
  func letGo() { aside?.letGo() }

  /// What all levels take, in bytes.
  static func byteCount(width: Int, height: Int) -> Int {
    sides(width: width, height: height).reduce(0) { $0 + $1.width * $1.height * 3 }
  }

  private static func sides(width: Int, height: Int) -> [(width: Int, height: Int)] {
    var sides: [(width: Int, height: Int)] = []
    var (width, height) = (width, height)
    while width > 0, height > 0 {
      sides.append((width, height))
      (width, height) = (width / 2, height / 2)
    }
    return sides
  }

  private static func levels(
    _ sides: [(width: Int, height: Int)], first: Int, aside: MappedMemory?, kept: MappedMemory
  ) -> [Level] {
    var at = aside?.start ?? kept.start
    return sides.enumerated().map { level, side in
      if level == first { at = kept.start }
      defer { at += side.width * side.height * 3 }
      return Level(width: side.width, height: side.height, bytes: at)
    }
  }
}
