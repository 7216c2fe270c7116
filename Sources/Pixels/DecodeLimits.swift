/// How much a file may ask of the machine. Files come from strangers: a few kilobytes can claim
/// gigabytes of pixels.
package struct DecodeLimits: Hashable, Sendable {
  /// Pixels a side.
  package var side: Int
  /// Width times height. A decoded picture takes four bytes a pixel, of memory or of disk.
  package var pixels: Int
  /// What a decoder may hold beside the picture, in bytes: the coefficients of a progressive
  /// JPEG, the pixels of a lossless WebP.
  package var decoderBytes: Int
  /// From opening the file to its last row.
  package var milliseconds: Int

  /// 65,535 a side is JPEG's own limit; 2^28 pixels are a gigabyte once decoded, above any camera
  /// in use; the decoder's memory admits progressive pictures of 85 megapixels; the time is a guess,
  /// some ten times what the largest allowed picture needs.
  package static let standard = DecodeLimits()

  package init(
    side: Int = 65_535, pixels: Int = 1 << 28, decoderBytes: Int = 512 << 20,
    milliseconds: Int = 60_000
  ) {
    self.side = side
    self.pixels = pixels
    self.decoderBytes = decoderBytes
    self.milliseconds = milliseconds
  }
}
