import CJPEG

/// A JPEG being read, row by row. The only file that calls libjpeg.
final class JPEGReader {
  /// As stored: `orientation` says how to turn it.
  private(set) var width: Int
  private(set) var height: Int
  let orientation: Orientation

  private let path: String
  private let milliseconds: Int
  private let reader: OpaquePointer

  /// Reads all that comes before the pixels.
  init(_ file: ImageFile, limits: DecodeLimits) throws(PixelsError) {
    var header = CJPEGHeader()
    var status: CInt = 0
    let bounds = CJPEGLimits(
      max_side: UInt32(clamping: limits.side), max_pixels: UInt64(clamping: limits.pixels),
      max_decoder_bytes: UInt64(clamping: limits.decoderBytes),
      milliseconds: UInt32(clamping: limits.milliseconds))
    guard let reader = cjpeg_open(file.descriptor, bounds, &header, &status) else {
      throw .noMemory(path: file.path)
    }
    path = file.path
    milliseconds = limits.milliseconds
    self.reader = reader
    width = Int(header.width)
    height = Int(header.height)
    orientation = Orientation(jpeg: file)
    if Int(status) == Int(CJPEG_TOO_LARGE.rawValue) {
      throw .tooLarge(path: path, width: width, height: height, limits: limits)
    }
    try check(status)
  }

  deinit { cjpeg_close(reader) }

  /// Has the picture decoded at a fraction of its size, much faster: both sides are divided and
  /// rounded up. The divisor is 1, 2, 4 or 8. To be called before `absorb`.
  func shrink(by divisor: Int) throws(PixelsError) {
    precondition([1, 2, 4, 8].contains(divisor), "libjpeg divides by 1, 2, 4 and 8")
    var header = CJPEGHeader()
    try check(cjpeg_shrink(reader, UInt32(divisor), &header))
    width = Int(header.width)
    height = Int(header.height)
  }

  /// Does a part of the work that comes before the first row; false when it is done.
  func absorb() throws(PixelsError) -> Bool {
    let status = cjpeg_absorb(reader)
    guard Int(status) != Int(CJPEG_MORE.rawValue) else { return true }
    try check(status)
    return false
  }

  /// Reads the next row into `row`, `width * 3` bytes of red, green, blue; false after the last.
  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> Bool {
    precondition(row.count >= width * 3, "the row buffer is too small")
    let status = cjpeg_next(reader, row.baseAddress)
    guard Int(status) != Int(CJPEG_END.rawValue) else { return false }
    try check(status)
    return true
  }

  private func check(_ status: CInt) throws(PixelsError) {
    let reason = String(cString: cjpeg_reason(reader))
    switch CJPEGStatus(rawValue: UInt32(status)) {
    case CJPEG_OK: return
    case CJPEG_TRUNCATED: throw .truncated(path: path, format: .jpeg)
    case CJPEG_TOO_SLOW: throw .tooSlow(path: path, milliseconds: milliseconds)
    case CJPEG_UNREADABLE: throw .cannotOpen(path: path, reason: reason)
    case CJPEG_NO_MEMORY: throw .noMemory(path: path)
    default: throw .damaged(path: path, format: .jpeg, reason: reason)
    }
  }
}
