import CWebP

/// A WebP being read, row by row. The only file that calls libwebp.
final class WebPReader: RowReader {
  private(set) var width: Int
  private(set) var height: Int
  let hasAlpha: Bool
  let bytesPerPixel: Int
  private(set) var transform: ColorTransform?
  let orientation: Orientation

  private let file: ImageFile
  private let milliseconds: Int
  private let chunks: WebPChunks
  private var isPrepared = false
  /// Handed out so far.
  private var rows = 0
  private let reader: OpaquePointer

  /// Reads all that comes before the pixels.
  init(_ file: ImageFile, limits: DecodeLimits) throws(PixelsError) {
    var header = CWebPHeader()
    var status: CInt = 0
    let bounds = CWebPLimits(
      max_side: UInt32(clamping: limits.side), max_pixels: UInt64(clamping: limits.pixels),
      max_decoder_bytes: UInt64(clamping: limits.decoderBytes),
      milliseconds: UInt32(clamping: limits.milliseconds))
    guard let reader = cwebp_open(file.descriptor, bounds, &header, &status) else {
      throw .noMemory(path: file.path)
    }
    self.file = file
    milliseconds = limits.milliseconds
    self.reader = reader
    width = Int(header.width)
    height = Int(header.height)
    hasAlpha = header.channels == 4
    bytesPerPixel = Int(header.channels)
    chunks = WebPChunks(of: file)
    orientation = chunks.exif.flatMap(Orientation.init(exif:)) ?? .upright
    if Int(status) == Int(CWEBP_TOO_LARGE.rawValue) {
      throw .tooLarge(path: file.path, width: width, height: height, limits: limits)
    }
    try check(status)
  }

  deinit { cwebp_close(reader) }

  /// libwebp averages numbers, not light, and stretches the picture to whole pixels: by a quarter of
  /// one at most.
  func shrink(by divisor: Int) throws(PixelsError) -> Int {
    let sides = [width, height]
    let chosen = (1...max(1, divisor)).last { divisor in
      sides.allSatisfy { ($0 + divisor - 1) / divisor * divisor - $0 <= divisor / 4 }
    }
    guard let chosen, chosen > 1 else { return 1 }
    width = (width + chosen - 1) / chosen
    height = (height + chosen - 1) / chosen
    try check(cwebp_shrink(reader, UInt32(width), UInt32(height)))
    return chosen
  }

  func absorb() throws(PixelsError) -> Bool {
    if !isPrepared {
      isPrepared = true
      transform = chunks.profile.flatMap {
        ColorTransform(from: .profile($0), ColorTransform.Samples(channels: bytesPerPixel))
      }
    }
    let status = cwebp_absorb(reader)
    guard Int(status) != Int(CWEBP_MORE.rawValue) else { return true }
    try check(status)
    return false
  }

  func next(into row: UnsafeMutableBufferPointer<UInt8>) throws(PixelsError) -> RowSpan? {
    precondition(row.count >= width * bytesPerPixel, "the row buffer is too small")
    var status = CInt(CWEBP_MORE.rawValue)
    while Int(status) == Int(CWEBP_MORE.rawValue) {
      status = cwebp_next(reader, row.baseAddress)
    }
    guard Int(status) != Int(CWEBP_END.rawValue) else { return nil }
    try check(status)
    defer { rows += 1 }
    return RowSpan(y: rows, x: 0, step: 1, count: width)
  }

  private func check(_ status: CInt) throws(PixelsError) {
    let reason = String(cString: cwebp_reason(reader))
    switch CWebPStatus(rawValue: UInt32(status)) {
    case CWEBP_OK: return
    case CWEBP_TRUNCATED: throw .truncated(path: file.path, format: .webp)
    case CWEBP_TOO_SLOW: throw .tooSlow(path: file.path, milliseconds: milliseconds)
    case CWEBP_UNREADABLE: throw .cannotOpen(path: file.path, reason: reason)
    case CWEBP_NO_MEMORY: throw .noMemory(path: file.path)
    default: throw .damaged(path: file.path, format: .webp, reason: reason)
    }
  }
}
