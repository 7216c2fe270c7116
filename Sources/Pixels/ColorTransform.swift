import CLCMS

/// Makes rows of a picture sRGB. The only file that calls Little CMS.
///
/// It holds no row, and some hundred kilobytes of tables.
final class ColorTransform {
  /// How the pixels of a row lie in memory before the transform.
  struct Samples {
    /// 3: red, green, blue. 4: the same and alpha, or four inks.
    var channels: Int
    /// 8 or 16, in the machine's byte order.
    var bits = 8
    /// Cyan, magenta, yellow and black; `isInverted` when 0 is full ink.
    var areInks = false
    var isInverted = false
    /// Red, green and blue are always the same.
    var isGray = false
  }

  private let transform: OpaquePointer

  /// - Returns: nil when there is nothing to do: the space is sRGB, or as near as 8 bits tell; or
  ///   nothing can be done, as the profile is broken or of another kind of colors. Browsers, too, show the
  ///   picture then as if nothing had been said.
  init?(from space: ColorSpace, _ samples: Samples) {
    let shape = CLCMSSamples(
      channels: UInt32(samples.channels), bits: UInt32(samples.bits), inks: samples.areInks,
      inverted: samples.isInverted, gray: samples.isGray)
    let made: OpaquePointer?
    switch space {
    case .sRGB:
      made = nil
    case .profile(let bytes):
      made = clcms_from_profile(bytes, bytes.count, shape)
    case .primaries(let primaries):
      guard primaries != ColorPrimaries(chromaticities: ColorPrimaries.sRGB, exponent: 0) else {
        return nil
      }
      let at = primaries.chromaticities
      made = clcms_from_space(
        CLCMSSpace(
          white: (at[0], at[1]), red: (at[2], at[3]), green: (at[4], at[5]), blue: (at[6], at[7]),
          exponent: primaries.exponent),
        shape)
    }
    guard let made else { return nil }
    transform = made
  }

  deinit { clcms_close(transform) }

  /// Makes the first `count` pixels of `row` 8-bit sRGB: three bytes a pixel, with alpha four.
  func apply(
    to row: UnsafeMutableBufferPointer<UInt8>, count: Int,
    into output: UnsafeMutableBufferPointer<UInt8>
  ) {
    clcms_row(transform, row.baseAddress, output.baseAddress, UInt32(count))
  }
}
