/// What a file says of its picture before any pixel is decoded.
package struct PictureHeader: Hashable, Sendable {
  package let format: ImageFormat
  /// Pixels of the upright picture.
  package let width: Int
  package let height: Int
}

/// Reads a file's header only: fast, and under the same limits as decoding.
///
/// - Throws: What `Picture.init(contentsOf:)` would throw before its first row.
package func probe(
  contentsOf path: String, limits: DecodeLimits = .standard
) throws(PixelsError) -> PictureHeader {
  let file = try ImageFile(path: path)
  let reader = try file.reader(limits: limits)
  return PictureHeader(
    format: file.format, width: reader.uprightWidth, height: reader.uprightHeight)
}
