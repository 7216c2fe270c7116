import Cells

@testable import Terminal

/// A terminal as ECMA-48 and xterm have it, as far as `PictureWriter` uses one: text, CUP, CUF, SGR; and
/// where `knowsMore`, what ncurses needs to open a screen. Anything else is a fault, and so is text past the
/// end of a row: a terminal would wrap it.
struct ModelTerminal {
  struct Seen: Equatable {
    var glyph: UInt32 = 0x20
    var ink: UInt32 = 0
    var paper: UInt32 = 0
    var attributes: UInt8 = 0
  }

  private(set) var faults: [String] = []
  private let columns: Int
  private let rows: Int
  private var cells: [Seen]
  private var pen = Seen()
  private var column = 0
  private var row = 0

  private let knowsMore: Bool
  private var saved = (pen: Seen(), column: 0, row: 0)

  init(columns: Int, rows: Int, knowsMore: Bool = false) {
    self.knowsMore = knowsMore
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Seen(glyph: 0x58, ink: 1, paper: 2), count: columns * rows)
  }

  /// Another program chose a pen and moved the cursor.
  mutating func disturb() {
    pen = Seen(ink: 0x1AB_CDEF, paper: 0x1FE_DCBA, attributes: 15)
    (column, row) = (columns - 1, rows - 1)
  }

  mutating func take(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      faults.append("no UTF-8")
      return
    }
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        write(scalar)
        continue
      }
      let kind = rest.popFirst()
      if knowsMore, kind == "7" {
        saved = (pen, column, row)
        continue
      } else if knowsMore, kind == "8" {
        (pen, column, row) = saved
        continue
      } else if knowsMore, kind == "=" {
        continue
      } else if knowsMore, kind == "(" {
        rest.removeFirst()
        continue
      } else if knowsMore, kind == "]" {
        // A question for a color, up to ESC backslash.
        rest = rest.drop { $0 != "\u{1B}" }.dropFirst(2)
        continue
      }
      guard kind == "[" else {
        faults.append("ESC \(String(describing: kind))")
        continue
      }
      if knowsMore, rest.first == "?" {
        rest = rest.drop { !("a"..."z").contains($0) }.dropFirst()
        continue
      }
      let body = rest.prefix { ("0"..."9").contains($0) || $0 == ";" }
      rest = rest.dropFirst(body.count)
      let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map {
        Int(String($0)) ?? 0
      }
      switch rest.popFirst() {
      case "H" where knowsMore && body.isEmpty: (row, column) = (0, 0)
      case "H": (row, column) = (numbers[0] - 1, numbers[1] - 1)
      case "d" where knowsMore: row = (numbers.first ?? 1) - 1
      case "J" where knowsMore: cells = Array(repeating: Seen(paper: pen.paper), count: cells.count)
      case "r" where knowsMore, "t" where knowsMore, "l" where knowsMore: break
      case "C": column += max(1, numbers.first ?? 1)
      case "m": choose(numbers)
      case let final: faults.append("CSI \(body) \(String(describing: final))")
      }
      if row >= rows || column >= columns { faults.append("cursor at \(column),\(row)") }
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    let width = displayWidth(scalar)
    guard scalar.properties.generalCategory != .control, width > 0, column + width <= columns
    else {
      faults.append("\(scalar.debugDescription) at \(column),\(row)")
      return
    }
    let at = row * columns + column
    // One half of a wide character takes the other with it.
    if cells[at].glyph == 0 { cells[at - 1].glyph = 0x20 }
    if column + width < columns, cells[at + width].glyph == 0 { cells[at + width].glyph = 0x20 }
    cells[at] = pen
    cells[at].glyph = scalar.value
    if width == 2 {
      cells[at + 1] = pen
      cells[at + 1].glyph = 0
    }
    column += width
  }

  private mutating func choose(_ numbers: [Int]) {
    var codes = (numbers.isEmpty ? [0] : numbers)[...]
    while let code = codes.popFirst() {
      switch code {
      case 0: pen = Seen()
      case 1: pen.attributes |= 1
      case 2: pen.attributes |= 8
      case 4: pen.attributes |= 4
      case 7: pen.attributes |= 2
      case 38: pen.ink = color(&codes)
      case 39: pen.ink = 0
      case 48: pen.paper = color(&codes)
      case 49: pen.paper = 0
      default: faults.append("SGR \(code)")
      }
    }
  }

  private mutating func color(_ codes: inout ArraySlice<Int>) -> UInt32 {
    let kind = codes.popFirst()
    let count = kind == 2 ? 3 : kind == 5 ? 1 : 0
    let parts = codes.prefix(count)
    codes = codes.dropFirst(count)
    if count == 0 || parts.count < count || parts.contains(where: { $0 > 255 }) {
      faults.append("color \(parts)")
    }
    return parts.reduce(0) { $0 << 8 | UInt32($1) } | 0x100_0000
  }

  /// The first few cells of an area that are not as a frame has them.
  func differences(from frame: Frame, in area: Area, _ colors: Display.Colors) -> [String] {
    var wrong: [String] = []
    for row in area.row..<area.row + area.height {
      for column in area.column..<area.column + area.width where wrong.count < 3 {
        let cell = frame[column, row]
        var seen = cells[row * columns + column]
        var wanted = Seen(
          glyph: cell.glyph.value, ink: number(cell.style.foreground, colors),
          paper: number(cell.style.background, colors),
          attributes: cell.style.attributes.rawValue)
        if wanted.glyph == 0x20, wanted.attributes & 6 == 0 { (wanted.ink, seen.ink) = (0, 0) }
        // Its left half says how it looks.
        if wanted.glyph == 0, seen.glyph == 0 { continue }
        if seen != wanted { wrong.append("\(column),\(row): \(seen) for \(wanted)") }
      }
    }
    return wrong
  }

  private func number(_ ink: Ink, _ colors: Display.Colors) -> UInt32 {
    if ink.isPlain || colors == .truecolor { return ink.bits }
    return UInt32(Palette.index256(ink)) | 0x100_0000
  }
}
