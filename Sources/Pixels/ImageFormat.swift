/// A file format that can be decoded.
package enum ImageFormat: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case png = "PNG"
  case jpeg = "JPEG"
  case webp = "WebP"

  package var description: String { rawValue }
}
