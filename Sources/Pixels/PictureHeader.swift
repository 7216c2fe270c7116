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
  switch file.format {
  case .png:
    let reader = try PNGReader(file, limits: limits)
    return PictureHeader(format: .png, width: reader.width, height: reader.height)
  case .jpeg:
    let reader = try JPEGReader(file, limits: limits)
    let swaps = reader.orientation.swapsSides
    return PictureHeader(
      format: .jpeg, width: swaps ? reader.height : reader.width,
      height: swaps ? reader.width : reader.height)
  }
}
