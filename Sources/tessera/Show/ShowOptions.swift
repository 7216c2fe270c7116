import ArgumentParser
import Cells
import Glibc
import Labels
import Pixels

/// `--symbols`.
enum Symbols: String, ExpressibleByArgument, CaseIterable {
  case auto, ascii, half, quadrant, sextant, octant, best

  /// Whether half blocks may stand in where they are better: nobody asked for other ones.
  var isOurs: Bool { self == .auto || self == .best }

  /// The glyphs to use on a terminal that is known to have those.
  func glyphs(known: GlyphSet) -> GlyphSet { GlyphSet(rawValue: rawValue) ?? known }
}

/// `--colors`.
enum Colors: String, ExpressibleByArgument {
  case auto, truecolor
  case palette256 = "256"
  case sixteen = "16"
  case eight = "8"
  case grey, gray, none

  static var allValueStrings: [String] {
    ["auto", "truecolor", "256", "16", "8", "grey", "none"]
  }

  func palette(on display: Display) -> MosaicColors {
    switch self {
    case .auto: MosaicColors(display.colors)
    case .truecolor: .truecolor
    case .palette256: .palette256
    case .sixteen: .sixteen
    case .eight: .eight
    case .grey, .gray: .gray
    case .none: .none
    }
  }
}

extension MosaicColors {
  /// The sequences that carry them.
  var sequences: Display.Colors {
    switch self {
    case .truecolor: .truecolor
    case .palette256, .gray: .palette256
    case .sixteen: .sixteen
    case .eight: .eight
    case .none: .none
    }
  }
}

/// `--size`: columns and rows of cells, each twice as high as wide.
struct CellSize: ExpressibleByArgument {
  let columns: Int
  let rows: Int

  /// More than any terminal, and few enough for any memory.
  private static let most = 10_000

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard sides.count == 2, let columns = Int(sides[0]), let rows = Int(sides[1]),
      (1...Self.most).contains(columns), (1...Self.most).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  /// The terminal's size but for a line for the prompt; COLUMNS and LINES, or 80 x 24, where the
  /// output is no terminal.
  static func ofTerminal() -> CellSize {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 {
      return CellSize(columns: Int(size.ws_col), rows: max(1, Int(size.ws_row) - 1))
    }
    func number(_ name: String) -> Int? {
      environment(name).flatMap(Int.init).flatMap { (1...most).contains($0) ? $0 : nil }
    }
    return CellSize(columns: number("COLUMNS") ?? 80, rows: number("LINES") ?? 24)
  }

  /// The largest size within this one that keeps the sides of a part of a picture.
  func fitted(_ part: Box, stretch: Bool) -> CellSize {
    guard !stretch else { return self }
    let scale = min(Double(columns) / part.width, Double(rows * 2) / part.height)
    return CellSize(
      columns: min(columns, max(1, Int((part.width * scale).rounded()))),
      rows: min(rows, max(1, Int((part.height * scale / 2).rounded()))))
  }
}

/// `x,y,width,height` in pixels.
struct PixelBox: ExpressibleByArgument {
  let box: Box

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0)
    }
    guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
      let height = numbers[3], [x, y, width, height].allSatisfy(\.isFinite), width > 0, height > 0
    else { return nil }
    box = Box(x: x, y: y, width: width, height: height)
  }
}
