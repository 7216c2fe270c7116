import Synchronization

/// Decodes one file to a picture that others may look at meanwhile. For one thread.
package final class PictureDecoder {
  /// There from the start, with nothing to be seen; safe to hand to other threads.
  package let picture: Picture

  private let file: ImageFile
  private let reader: any RowReader
  private let limits: DecodeLimits

  /// Reads all that comes before the pixels, and makes room for them.
  ///
  /// - Throws: What `Picture.init(contentsOf:)` throws before its first row, and `noRoom`.
  package init(
    contentsOf path: String, limits: DecodeLimits = .standard, memory: PictureMemory = .shared
  ) throws(PixelsError) {
    file = try ImageFile(path: path)
    reader = try file.reader(limits: limits)
    self.limits = limits
    picture = Picture(
      try Pyramid(
        width: reader.uprightWidth, height: reader.uprightHeight,
        isFromBottom: [.upsideDown, .flipped].contains(reader.orientation), memory: memory,
        path: path))
  }

  /// Decodes to the end. `onProgress` is called whenever there may be more to be seen, every few
  /// milliseconds. With `showsOverview` somebody waits: of a large picture all is shown roughly first.
  ///
  /// - Throws: What `Picture.init(contentsOf:)` throws; then the picture must not be shown any more.
  package func run(
    showsOverview: Bool = false, isCancelled: () -> Bool = { false },
    onProgress: () -> Void = {}
  ) throws(PixelsError) {
    let isLarge = picture.width * picture.height >= Overview.leastPixels
    if showsOverview, isLarge, file.format == .jpeg {
      show(try Overview(file, limits: limits, isCancelled: isCancelled), onProgress)
    }
    var passes = InterlacedPasses()
    try RowPlacer(reader, in: picture.pyramid).run(file, reader, isCancelled: isCancelled) { span in
      picture.samples.add(span.count, ordering: .relaxed)
      if let divisor = passes.divisorComplete(before: span), showsOverview, isLarge {
        show(Overview(of: picture.pyramid, every: divisor), onProgress)
      }
      if span.y % 64 == 63 { onProgress() }
    }
    picture.overview.withLock { $0 = nil }
  }

  private func show(_ overview: Overview?, _ onProgress: () -> Void) {
    guard let overview else { return }
    picture.overview.withLock { $0 = overview }
    onProgress()
  }
}

/// Tells which pixels of an interlaced PNG are there (Adam7, ISO/IEC 15948, 8.2): after the first
/// pass every eighth either way, after the third every fourth.
private struct InterlacedPasses {
  private var divisor: Int?
  private var isFirst = true

  /// The pixels that have all arrived before this row, which is the first that goes beyond them.
  mutating func divisorComplete(before span: RowSpan) -> Int? {
    defer { isFirst = false }
    if isFirst { divisor = span.step == 8 ? 8 : nil }
    switch divisor {
    case 8 where (span.x, span.step) != (0, 8):
      divisor = 4
      return 8
    case 4 where span.step < 4 || span.x == 2:
      divisor = nil
      return 4
    default: return nil
    }
  }
}
