/// A file format that can be decoded.
package enum ImageFormat: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case png = "PNG"
  case jpeg = "JPEG"

  package var description: String { rawValue }
}
