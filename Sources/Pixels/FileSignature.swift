/// What a file is by its first bytes, whatever its name says.
enum FileSignature: Equatable {
  case format(ImageFormat)
  /// Something else; a name with its article, for a message, when it is known.
  case other(String?)

  /// How many bytes `init` wants to see.
  static let length = 21

  /// - Parameter start: The file's first bytes, up to `length` of them.
  init(start: [UInt8]) {
    func has(_ text: String, at offset: Int = 0) -> Bool {
      start.dropFirst(offset).starts(with: text.utf8)
    }
    func begins(_ bytes: UInt8...) -> Bool { start.starts(with: bytes) }

    if begins(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) {
      self = .format(.png)
    } else if begins(0xFF, 0xD8, 0xFF) {
      self = .format(.jpeg)
    } else if has("%PDF") {
      self = .other("a PDF")
    } else if has("GIF8") {
      self = .other("a GIF")
    } else if has("RIFF"), has("WEBP", at: 8) {
      // RFC 9649, 2.7: the flags of a VP8X chunk, which comes first where there is one.
      let isAnimated = has("VP8X", at: 12) && start.dropFirst(20).first.map { $0 & 2 != 0 } == true
      self = isAnimated ? .other("an animation") : .format(.webp)
    } else if has("BM") {
      self = .other("a BMP")
    } else if begins(0x49, 0x49, 0x2A, 0x00) || begins(0x4D, 0x4D, 0x00, 0x2A) {
      self = .other("a TIFF or camera raw file")
    } else if has("ftyp", at: 4) {
      self = .other(Self.nameOfBrand(has))
    } else if begins(0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20) || begins(0xFF, 0x0A) {
      self = .other("a JPEG XL")
    } else if begins(0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20) {
      self = .other("a JPEG 2000")
    } else if has("PNG", at: 1) || has("PNG") {
      // A PNG begins so that a transfer as text breaks it visibly.
      self = .other("a PNG broken in transfer")
    } else if has("8BPS") {
      self = .other("a Photoshop file")
    } else if begins(0x50, 0x4B, 0x03, 0x04) {
      self = .other("a ZIP archive")
    } else if has("<svg") {
      self = .other("an SVG")
    } else if !start.isEmpty, start.allSatisfy(Self.isText) {
      self = .other("a text")
    } else {
      self = .other(nil)
    }
  }

  /// The ISO base media file format names its content in a brand at byte 8 (ISO/IEC 14496-12).
  private static func nameOfBrand(_ has: (String, Int) -> Bool) -> String {
    if has("avi", 8) { return "an AVIF" }
    if ["hei", "hev", "mif", "msf"].contains(where: { has($0, 8) }) { return "a HEIC" }
    return "a video"
  }

  private static func isText(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) || [0x09, 0x0A, 0x0D].contains(byte)
  }
}
