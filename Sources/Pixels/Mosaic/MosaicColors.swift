package import Cells

/// The colors that a mosaic may use.
package enum MosaicColors: Hashable, Sendable {
  /// Any.
  case truecolor
  /// xterm's 240 fixed ones; the first 16 are left out, people redefine them.
  case palette256
  /// The first 16 or 8, taken to be as xterm has them.
  case sixteen, eight
  /// The 30 grays among the 240.
  case gray
  /// None: letters as bright as the picture.
  case none

  package init(_ colors: Display.Colors) {
    self =
      switch colors {
      case .truecolor: .truecolor
      case .palette256: .palette256
      case .sixteen: .sixteen
      case .eight: .eight
      case .none: .none
      }
  }
}
