/// An image file being decoded, row by row. One for each library.
protocol RowReader: AnyObject {
  /// Pixels as stored, before any turning.
  var width: Int { get }
  var height: Int { get }
  /// Whether pixels can be see-through: red, green, blue and alpha, not premultiplied. Otherwise
  /// red, green, blue, or what `transform` makes so.
  var hasAlpha: Bool { get }
  /// What a pixel takes in a row; known after `absorb`. 8 bits a channel where there is no
  /// `transform`.
  var bytesPerPixel: Int { get }
  /// What makes a row sRGB, where it is not; known after `absorb`.
  var transform: ColorTransform? { get }
  /// How the stored pixels must be turned.
  var orientation: Orientation { get }

  /// Has the picture decoded at a fraction of its size, where that is faster: both sides are divided
  /// and rounded up. Takes the largest divisor that it can, up to the given one, and returns it.
  /// To be called before `absorb`.
  func shrink(by divisor: Int) throws(PixelsError) -> Int

  /// Does a part of the work that comes before the first row; false when it is done.
  func absorb() throws(PixelsError) -> Bool

  /// Reads the next row into `row`, which has room for `width * bytesPerPixel` bytes; nil after the
  /// last.
  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> RowSpan?
}

/// Where one row's samples belong: sample `i` is pixel `x + i * step` of stored row `y`.
struct RowSpan {
  let y: Int
  let x: Int
  let step: Int
  let count: Int
}

extension RowReader {
  /// Pixels of the upright picture.
  var uprightWidth: Int { orientation.swapsSides ? height : width }
  var uprightHeight: Int { orientation.swapsSides ? width : height }
}

extension ImageFile {
  /// Reads all that comes before the pixels.
  func reader(limits: DecodeLimits) throws(PixelsError) -> any RowReader {
    switch format {
    case .png: try PNGReader(self, limits: limits)
    case .jpeg: try JPEGReader(self, limits: limits)
    case .webp: try WebPReader(self, limits: limits)
    }
  }

  /// Decodes to the end: hands `take` every row, opaque, three bytes a sample (red, green, blue;
  /// sRGB). What is see-through lies on the checkerboard of the stored picture. `isCancelled` is asked
  /// every few rows; when it says true the work ends.
  func decode(
    _ reader: any RowReader, isCancelled: () -> Bool,
    _ take: (RowSpan, UnsafeBufferPointer<UInt8>) -> Void
  ) throws(PixelsError) {
    while try reader.absorb() {
      if isCancelled() { throw .cancelled(path: path) }
    }
    let row = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: reader.width * reader.bytesPerPixel)
    defer { row.deallocate() }
    // The profile comes first: what shines through is sRGB already.
    let managed =
      reader.transform == nil
      ? row
      : UnsafeMutableBufferPointer<UInt8>.allocate(
        capacity: reader.width * (reader.hasAlpha ? 4 : 3))
    defer { if reader.transform != nil { managed.deallocate() } }
    var rows = 0
    while let span = try reader.next(into: row) {
      reader.transform?.apply(to: row, count: span.count, into: managed)
      if reader.hasAlpha { Checkerboard.flatten(managed, span) }
      take(span, UnsafeBufferPointer(rebasing: managed[..<(span.count * 3)]))
      rows += 1
      if rows % rowsBetweenLooks == 0, isCancelled() { throw .cancelled(path: path) }
    }
  }
}

/// Rows between two looks at `isCancelled`.
private let rowsBetweenLooks = 64
