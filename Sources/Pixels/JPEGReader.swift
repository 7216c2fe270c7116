import CJPEG

/// A JPEG being read, row by row. The only file that calls libjpeg.
final class JPEGReader: RowReader {
  private(set) var width: Int
  private(set) var height: Int
  let hasAlpha = false
  private(set) var bytesPerPixel = 3
  private(set) var transform: ColorTransform?
  let orientation: Orientation

  private let file: ImageFile
  private let header: CJPEGHeader
  private let segments: JPEGSegments
  private let milliseconds: Int
  private var isPrepared = false
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
    self.file = file
    self.header = header
    milliseconds = limits.milliseconds
    self.reader = reader
    width = Int(header.width)
    height = Int(header.height)
    segments = JPEGSegments(of: file)
    orientation = segments.exif.flatMap(Orientation.init(exif:)) ?? .upright
    if Int(status) == Int(CJPEG_TOO_LARGE.rawValue) {
      throw .tooLarge(path: file.path, width: width, height: height, limits: limits)
    }
    try check(status)
  }

  deinit { cjpeg_close(reader) }

  func shrink(by divisor: Int) throws(PixelsError) -> Int {
    let divisor = [8, 4, 2].first { $0 <= divisor } ?? 1
    var (width, height): (UInt32, UInt32) = (0, 0)
    try check(cjpeg_shrink(reader, UInt32(divisor), &width, &height))
    self.width = Int(width)
    self.height = Int(height)
    return divisor
  }

  func absorb() throws(PixelsError) -> Bool {
    if !isPrepared { prepare() }
    let status = cjpeg_absorb(reader)
    guard Int(status) != Int(CJPEG_MORE.rawValue) else { return true }
    try check(status)
    return false
  }

  private func prepare() {
    isPrepared = true
    guard let profile = segments.profile else { return }
    transform = ColorTransform(
      from: .profile(profile),
      ColorTransform.Samples(
        channels: header.inks ? 4 : 3, areInks: header.inks, isInverted: header.inverted,
        isGray: header.gray))
    guard header.inks, transform != nil else { return }
    bytesPerPixel = 4
    cjpeg_keep_inks(reader)
  }

  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> RowSpan? {
    precondition(row.count >= width * bytesPerPixel, "the row buffer is too small")
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
    case CJPEG_TRUNCATED: throw .truncated(path: file.path, format: .jpeg)
    case CJPEG_TOO_SLOW: throw .tooSlow(path: file.path, milliseconds: milliseconds)
    case CJPEG_UNREADABLE: throw .cannotOpen(path: file.path, reason: reason)
    case CJPEG_NO_MEMORY: throw .noMemory(path: file.path)
    default: throw .damaged(path: file.path, format: .jpeg, reason: reason)
    }
  }
}
