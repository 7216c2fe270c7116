import CJPEG

/// A JPEG being read, row by row. The only file that calls libjpeg.
final class JPEGReader: RowReader {
  private(set) var width: Int
  private(set) var height: Int
  let channels = 3
  let orientation: Orientation

  private let path: String
  private let milliseconds: Int
  /// Handed out so far.
  private var rows = 0
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

  func shrink(by divisor: Int) throws(PixelsError) -> Int {
    let divisor = [8, 4, 2].first { $0 <= divisor } ?? 1
    var header = CJPEGHeader()
    try check(cjpeg_shrink(reader, UInt32(divisor), &header))
    width = Int(header.width)
    height = Int(header.height)
    return divisor
  }

  func absorb() throws(PixelsError) -> Bool {
    let status = cjpeg_absorb(reader)
    guard Int(status) != Int(CJPEG_MORE.rawValue) else { return true }
    try check(status)
    return false
  }

  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> RowSpan? {
    precondition(row.count >= width * 3, "the row buffer is too small")
    let status = cjpeg_next(reader, row.baseAddress)
    guard Int(status) != Int(CJPEG_END.rawValue) else { return nil }
    try check(status)
    defer { rows += 1 }
    return RowSpan(y: rows, x: 0, step: 1, count: width)
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
