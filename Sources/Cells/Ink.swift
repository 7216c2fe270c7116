/// The colour of a pen or of paper: the terminal's own, or 8-bit sRGB.
package struct Ink: Hashable, Sendable {
  /// `0xRRGGBB` with bit 24 set; 0 is the terminal's default colour.
  package var bits: UInt32

  package static let plain = Ink(bits: 0)

  package init(bits: UInt32) {
    self.bits = bits
  }

  /// - Parameter rgb: `0xRRGGBB`, sRGB.
  package init(rgb: UInt32) {
    bits = rgb & 0xFF_FFFF | 0x100_0000
  }

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.init(rgb: UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
  }

  package var isPlain: Bool { bits == 0 }
  package var red: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
  package var green: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
  package var blue: UInt8 { UInt8(truncatingIfNeeded: bits) }

  /// Relative brightness as the eye sees it, 0 to 255 (Rec. 709 weights on sRGB values).
  package var luma: Int {
    (Int(red) * 2126 + Int(green) * 7152 + Int(blue) * 722) / 10_000
  }
}
