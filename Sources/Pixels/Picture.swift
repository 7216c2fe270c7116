package import Labels
import Synchronization

/// A decoded photograph: upright, opaque, 8-bit sRGB, with the smaller copies that make any zoom
/// fast. Immutable, so it can be drawn from any thread.
///
/// It takes four bytes a pixel: three for the picture, one for all its smaller copies.
package final class Picture: Sendable {
  package let width: Int
  package let height: Int

  let pyramid: Pyramid

  /// The last means asked for: a crosshair that moves asks for the same ones again and again.
  let lastMeans = Mutex<(grid: BlockGrid, blocks: BlockImage)?>(nil)

  /// Decodes a PNG or JPEG file, whatever its name says. EXIF turning is applied; what is
  /// see-through lies on a gray checkerboard. `isCancelled` is asked every few rows; when it says
  /// true the work ends.
  ///
  /// - Throws: Every case of `PixelsError`, each in its own way the file's or the machine's fault.
  package init(
    contentsOf path: String, limits: DecodeLimits = .standard,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(PixelsError) {
    pyramid = try Pyramid(contentsOf: path, limits: limits, isCancelled: isCancelled)
    width = pyramid.levels[0].width
    height = pyramid.levels[0].height
  }

  /// A drawing: `rgb` gives the color of the pixel at (x, y).
  ///
  /// - Precondition: Both sides are at least 1.
  package init(width: Int, height: Int, rgb: (Int, Int) -> (UInt8, UInt8, UInt8)) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    self.width = width
    self.height = height
    pyramid = Pyramid(width: width, height: height) { pixels in
      for y in 0..<height {
        for x in 0..<width {
          let at = (y * width + x) * 3
          (pixels[at], pixels[at + 1], pixels[at + 2]) = rgb(x, y)
        }
      }
    }
  }

  /// The color of the pixel at (x, y), which must lie in the picture.
  package func color(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "the pixel lies outside")
    let at = (y * width + x) * 3
    return (pyramid.bytes[at], pyramid.bytes[at + 1], pyramid.bytes[at + 2])
  }

  /// The mean, in linear light, of the pixels whose centers lie in the box (its near edges
  /// included, its far edges not); nil when there are none. The cost grows with the box's sides,
  /// not with its area.
  package func meanColor(in box: Box) -> (red: UInt8, green: UInt8, blue: UInt8)? {
    guard let columns = centers(from: box.left, to: box.right, count: width),
      let rows = centers(from: box.top, to: box.bottom, count: height)
    else { return nil }
    let mean = pyramid.withSums { $0.mean(columns: columns, rows: rows) }
    return (
      UInt8(truncatingIfNeeded: mean >> 16), UInt8(truncatingIfNeeded: mean >> 8),
      UInt8(truncatingIfNeeded: mean)
    )
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
