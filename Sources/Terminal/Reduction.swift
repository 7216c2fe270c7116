import CNCurses
import Cells

/// How exactly colors reach the terminal.
///
/// The terminal's own abilities set where the ladder starts. A table of color pairs holds 65,536; a
/// frame with more distinct ones goes down the ladder until it fits. Sixteen colors always fit.
enum Reduction: Hashable, Sendable {
  /// 24-bit color, so many bits a channel of it.
  case direct(bits: Int)
  case palette256
  case ansi(Int)
  case none

  init(_ colors: Display.Colors) {
    switch colors {
    case .truecolor: self = .direct(bits: 8)
    case .palette256: self = .palette256
    case .sixteen: self = .ansi(16)
    case .eight: self = .ansi(8)
    case .none: self = .none
    }
  }

  /// The next coarser one, nil below the last. Direct colors stay direct: their numbers mean something
  /// else than a palette's. With 2 bits a channel there are 4,096 pairs.
  var coarser: Reduction? {
    switch self {
    case .direct(bits: 8): .direct(bits: 6)
    case .direct(let bits) where bits > 4: .direct(bits: bits - 1)
    case .direct(bits: 4): .direct(bits: 2)
    case .palette256: .ansi(16)
    case .ansi(16): .ansi(8)
    case .direct, .ansi, .none: nil
    }
  }

  /// ncurses' number of a color, -1 for the terminal's own.
  func number(_ ink: Ink) -> Int32 {
    guard !ink.isPlain else { return -1 }
    return switch self {
    case .direct(let bits): Palette.direct(ink, bits: bits)
    case .palette256: Palette.index256(ink)
    case .ansi(let count): Palette.indexANSI(ink, count: count)
    case .none: -1
    }
  }

  /// A cell in ncurses' terms.
  ///
  /// Without color, paper brighter than middle gray becomes the reverse attribute, so that what is only
  /// marked by its background can still be told from the rest. With few colors, text whose pen and
  /// paper would fall together gets a black or white pen.
  func reduced(_ cell: Cell, unicode: Bool) -> CNCursesCell {
    var attributes = cell.style.attributes
    let glyph =
      cell.glyph == Cell.continuation || unicode ? cell.glyph : asciiLikeness(of: cell.glyph)
    if self == .none {
      let paper = cell.style.background
      if !paper.isPlain, paper.luma >= 128 { attributes.formSymmetricDifference(.reverse) }
      return CNCursesCell(
        glyph: glyph.value, foreground: -1, background: -1, attributes: UInt32(attributes.rawValue))
    }
    let background = number(cell.style.background)
    var foreground = number(cell.style.foreground)
    if glyph == " ", attributes.isDisjoint(with: [.reverse, .underline]) {
      // A blank shows no pen; one pair serves all blanks on this paper.
      foreground = -1
    } else if foreground == background, cell.style.foreground != cell.style.background,
      case .ansi(let count) = self, !isPicture(glyph)
    {
      foreground = cell.style.background.luma < 128 ? Int32(count - 1) : 0
    }
    return CNCursesCell(
      glyph: glyph.value, foreground: foreground, background: background,
      attributes: UInt32(attributes.rawValue))
  }

  /// Blocks, sextants, octants and Braille dots, whose two colors may well be one.
  private func isPicture(_ glyph: Unicode.Scalar) -> Bool {
    switch glyph.value {
    case 0x2580...0x259F, 0x2800...0x28FF, 0x1FB00...0x1FBAF, 0x1CC00...0x1CEBF: true
    default: false
    }
  }
}
