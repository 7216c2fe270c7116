package import Labels
import Synchronization

/// A photograph: upright, opaque, 8-bit sRGB, with the smaller copies that make any zoom fast.
///
/// Its pixels never change, so it can be drawn from any thread. It may be drawn while it is still
/// being decoded, by `PictureDecoder`: then there is more of it to see every time, and what is not
/// there yet is shown as roughly as it is known, or not at all.
///
/// It takes four bytes a pixel: three for the picture, one for all its smaller copies. What the
/// budget of `PictureMemory` has no room for lies in a file.
package final class Picture: Sendable {
  package let width: Int
  package let height: Int

  let pyramid: Pyramid
  /// What is known of the picture while its pixels are not all there.
  let overview = Mutex<Overview?>(nil)
  /// Samples decoded so far, of `width * height`.
  let samples = Atomic(0)

  /// The last views asked for: a crosshair that moves asks for the same ones again and again.
  let lastMeans = Mutex<(grid: BlockGrid, blocks: BlockImage)?>(nil)
  let lastNearest = Mutex<(grid: BlockGrid, blocks: BlockImage)?>(nil)

  /// Decodes a PNG, JPEG or WebP file, whatever its name says. EXIF turning is applied; what is
  /// see-through lies on a gray checkerboard. `isCancelled` is asked every few rows; when it says
  /// true the work ends.
  ///
  /// - Throws: Every case of `PixelsError`, each in its own way the file's or the machine's fault.
  package convenience init(
    contentsOf path: String, limits: DecodeLimits = .standard, memory: PictureMemory = .shared,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(PixelsError) {
    let decoder = try PictureDecoder(contentsOf: path, limits: limits, memory: memory)
    try decoder.run(isCancelled: isCancelled)
    self.init(decoder.picture.pyramid)
  }

  /// A drawing: `rgb` gives the color of the pixel at (x, y).
  ///
  /// - Precondition: Both sides are at least 1.
  package convenience init(width: Int, height: Int, rgb: (Int, Int) -> (UInt8, UInt8, UInt8)) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    let pyramid = Pyramid(width: width, height: height)
    pyramid.fill(rgb)
    self.init(pyramid)
  }

  init(_ pyramid: Pyramid) {
    self.pyramid = pyramid
    width = pyramid.width
    height = pyramid.height
  }

  /// Whether every pixel is there.
  package var isComplete: Bool { pyramid.filled.count == height }

  /// How much of the picture is decoded, from 0 to 1.
  package var progress: Double {
    isComplete ? 1 : Double(samples.load(ordering: .relaxed)) / Double(width * height)
  }

  /// Whether there is anything to be seen yet.
  package var isVisible: Bool { !pyramid.filled.isEmpty || overview.withLock { $0 != nil } }

  /// The color of the pixel at (x, y), which must lie in the picture and be there.
  package func color(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    precondition(
      x >= 0 && x < width && pyramid.filled.contains(y), "the pixel lies outside, or is not there")
    let pixel = pyramid.levels[0].bytes + (y * width + x) * 3
    return (pixel[0], pixel[1], pixel[2])
  }

  /// The mean, in linear light, of the pixels whose centers lie in the box (its near edges
  /// included, its far edges not); nil when there are none, or when not all of them are decoded yet.
  /// The cost grows with the box's sides, not with its area.
  package func meanColor(in box: Box) -> (red: UInt8, green: UInt8, blue: UInt8)? {
    guard let columns = centers(from: box.left, to: box.right, count: width),
      let rows = centers(from: box.top, to: box.bottom, count: height),
      pyramid.filled.contains(rows)
    else { return nil }
    let mean = pyramid.withSums { $0.mean(columns: columns, rows: rows) }
    pyramid.letGo()
    return (
      UInt8(truncatingIfNeeded: mean >> 16), UInt8(truncatingIfNeeded: mean >> 8),
      UInt8(truncatingIfNeeded: mean)
    )
  }
}

extension Pyramid {
  /// Draws every pixel, and all levels.
  func fill(_ rgb: (Int, Int) -> (UInt8, UInt8, UInt8)) {
    let halving = Halving(self)
    for y in 0..<height {
      var pixel = levels[0].bytes + y * width * 3
      for x in 0..<width {
        (pixel[0], pixel[1], pixel[2]) = rgb(x, y)
        pixel += 3
      }
      halving.take(row: y)
    }
    publish(rows: height)
  }
}

/// The pixels of `0..<count` whose centers lie in `lower..<upper`; nil when there are none.
private func centers(from lower: Double, to upper: Double, count: Int) -> Range<Int>? {
  // Written so that a NaN fails the comparison.
  guard lower < upper else { return nil }
  let first = max(0, min(Double(count), (lower - 0.5).rounded(.up)))
  let end = max(0, min(Double(count), (upper - 0.5).rounded(.up)))
  return first < end ? Int(first)..<Int(end) : nil
}
