import CPNG

/// A PNG being read, row by row. The only file that calls libpng.
final class PNGReader: RowReader {
  let width: Int
  let height: Int
  let hasAlpha: Bool
  private(set) var bytesPerPixel: Int
  private(set) var transform: ColorTransform?
  let orientation = Orientation.upright

  private let path: String
  private let milliseconds: Int
  private let header: CPNGHeader
  private let reader: OpaquePointer

  /// Reads all that comes before the pixels.
  init(_ file: ImageFile, limits: DecodeLimits) throws(PixelsError) {
    var header = CPNGHeader()
    var status: CInt = 0
    let bounds = CPNGLimits(
      max_side: UInt32(clamping: limits.side), max_pixels: UInt64(clamping: limits.pixels),
      milliseconds: UInt32(clamping: limits.milliseconds))
    guard let reader = cpng_open(file.descriptor, bounds, &header, &status) else {
      throw .noMemory(path: file.path)
    }
    path = file.path
    milliseconds = limits.milliseconds
    self.reader = reader
    width = Int(header.width)
    height = Int(header.height)
    hasAlpha = header.channels == 4
    bytesPerPixel = Int(header.channels)
    self.header = header
    if Int(status) == Int(CPNG_TOO_LARGE.rawValue) {
      throw .tooLarge(path: path, width: width, height: height, limits: limits)
    }
    try check(status)
  }

  deinit { cpng_close(reader) }

  /// Every row must be inflated: nothing is gained.
  func shrink(by divisor: Int) -> Int { 1 }

  func absorb() throws(PixelsError) -> Bool {
    transform = ColorTransform(
      from: colorSpace,
      ColorTransform.Samples(
        channels: Int(header.channels), bits: Int(header.bits), isGray: header.gray))
    // Of linear light, 8 bits would be too few in the shadows.
    let isDeep = transform != nil && header.bits == 16
    bytesPerPixel = Int(header.channels) * (isDeep ? 2 : 1)
    try check(cpng_start(reader, isDeep))
    return false
  }

  /// By the first of cICP, iCCP, sRGB and gAMA with cHRM that says something usable (PNG third
  /// edition, 4.3). cHRM alone says nothing of the curve and is passed over.
  private var colorSpace: ColorSpace {
    let colors = cpng_colors(reader)
    if colors.has_points {
      let points = withUnsafeBytes(of: colors.points) { Array($0) }
      if let primaries = ColorPrimaries(codePoints: points) { return .primaries(primaries) }
    }
    if let profile = colors.profile {
      return .profile(Array(UnsafeBufferPointer(start: profile, count: colors.profile_size)))
    }
    guard !colors.is_srgb, colors.gamma > 0 else { return .sRGB }
    let chromaticities = withUnsafeBytes(of: colors.chromaticities) {
      Array($0.bindMemory(to: Double.self))
    }
    return .primaries(
      ColorPrimaries(
        gamma: colors.gamma, chromaticities: colors.has_chromaticities ? chromaticities : nil))
  }

  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> RowSpan? {
    precondition(row.count >= width * bytesPerPixel, "the row buffer is too small")
    var span = CPNGSpan()
    let status = cpng_next(reader, &span, row.baseAddress)
    guard Int(status) != Int(CPNG_END.rawValue) else { return nil }
    try check(status)
    return RowSpan(y: Int(span.y), x: Int(span.x), step: Int(span.step), count: Int(span.count))
  }

  private func check(_ status: CInt) throws(PixelsError) {
    let reason = String(cString: cpng_reason(reader))
    switch CPNGStatus(rawValue: UInt32(status)) {
    case CPNG_OK: return
    case CPNG_TRUNCATED: throw .truncated(path: path, format: .png)
    case CPNG_TOO_SLOW: throw .tooSlow(path: path, milliseconds: milliseconds)
    case CPNG_UNREADABLE: throw .cannotOpen(path: path, reason: reason)
    case CPNG_NO_MEMORY: throw .noMemory(path: path)
    default: throw .damaged(path: path, format: .png, reason: reason)
    }
  }
}
