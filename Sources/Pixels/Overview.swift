/// A picture made small, for the time until all of it is there: each of its pixels stands for a
/// square of `divisor` x `divisor` pixels, those at the far edges for what is left.
struct Overview: Sendable {
  let pyramid: Pyramid
  let divisor: Int

  /// Pictures with fewer pixels are there before anybody misses them: a guess, some 0.2 s.
  static let leastPixels = 1 << 24

  /// A JPEG made small by its decoder, which takes a fraction of the time; nil of other files.
  init?(
    _ file: ImageFile, limits: DecodeLimits, isCancelled: () -> Bool
  ) throws(PixelsError) {
    let reader = try file.reader(limits: limits)
    divisor = try reader.shrink(by: 8)
    guard divisor > 1 else { return nil }
    pyramid = Pyramid(width: reader.uprightWidth, height: reader.uprightHeight)
    try RowPlacer(reader, in: pyramid).run(file, reader, isCancelled: isCancelled) { _ in }
  }

  /// Every so many pixels of a picture, all of which the caller may read.
  init(of full: Pyramid, every divisor: Int) {
    let bytes = full.levels[0].bytes
    let width = full.width
    let small = Pyramid(
      width: (width + divisor - 1) / divisor, height: (full.height + divisor - 1) / divisor)
    small.fill { x, y in
      let pixel = bytes + (y * width + x) * divisor * 3
      return (pixel[0], pixel[1], pixel[2])
    }
    self.pyramid = small
    self.divisor = divisor
  }
}
