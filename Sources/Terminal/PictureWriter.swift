import CNCurses
import Cells

/// Writes the cells of a picture as text with SGR sequences (ECMA-48, 8.3.117) straight to the terminal:
/// only those that differ from what is there, cursor movements and colors only where they change.
///
/// It remembers each cell as the terminal has it, and the pen and the cursor as it left them. What it
/// writes holds no control character but the ESC of its own sequences, and it leaves every row before
/// the terminal could wrap it.
struct PictureWriter {
  /// A cell as it is sent. Colors are 24-bit ones or numbers of the palette, with bit 24 set; 0 is the
  /// terminal's own.
  private struct Sent: Equatable {
    var glyph: UInt32
    var ink: UInt32
    var paper: UInt32
    var attributes: UInt32

    /// What nobody knows, and what no cell equals.
    static let unknown = Sent(glyph: .max, ink: .max, paper: .max, attributes: .max)
  }

  /// Bytes that a cell takes at most: a movement, a full set of attributes and colors, a character.
  private static let mostBytes = 80

  private let isDirect: Bool
  private(set) var area = Area(column: 0, row: 0, width: 0, height: 0)
  private var sent: [Sent] = []
  private var pen = Sent.unknown
  /// Where the cursor is, in cells of the screen; negative when that is not known.
  private var column = -1
  private var row = -1
  /// The row of the area to begin with: after one that was the last to fit in.
  private var first = 0

  init(_ colors: Display.Colors) {
    isDirect = colors == .truecolor
  }

  /// Takes another rectangle, of which nothing is known.
  mutating func take(_ area: Area) {
    self.area = area
    sent = Array(repeating: .unknown, count: area.width * area.height)
    first = 0
    forgetPen()
  }

  /// The terminal was cleared.
  mutating func forgetAll() {
    take(area)
  }

  /// Something else wrote colors or moved the cursor.
  mutating func forgetPen() {
    pen = .unknown
    forgetPlace()
  }

  /// Something else moved the cursor.
  mutating func forgetPlace() {
    (column, row) = (-1, -1)
  }

  /// Appends what turns the terminal's picture into the frame's.
  ///
  /// - Parameters:
  ///   - frame: covers the area
  ///   - bits: of each channel of a 24-bit color; below 8, cells that are exact already stay so
  ///   - limit: bytes after which no further row is begun
  ///   - buffer: what is appended to
  /// - Returns: whether all of it was written, and whether all of that is exact.
  mutating func write(
    _ frame: Frame, bits: Int = 8, limit: Int = .max, to buffer: ByteBuffer
  ) -> (isWhole: Bool, isExact: Bool) {
    let begin = buffer.count
    let start = first
    var isExact = true
    let (area, width) = (area, area.width)
    return frame.cells.withUnsafeBufferPointer { cells in
      for step in 0..<area.height {
        let line = (start + step) % area.height
        if buffer.count - begin >= limit {
          first = line
          return (false, isExact)
        }
        buffer.reserve(width * Self.mostBytes)
        let base = (area.row + line) * frame.columns + area.column
        let row = UnsafeBufferPointer(rebasing: cells[base..<base + width])
        if !write(row, line: line, isLast: area.column + width == frame.columns, bits, buffer) {
          isExact = false
        }
      }
      first = 0
      return (true, isExact)
    }
  }

  /// One row. Returns whether it is exact now. `isLast`: its last cell is the last of the screen's row.
  private mutating func write(
    _ cells: UnsafeBufferPointer<Cell>, line: Int, isLast: Bool, _ bits: Int, _ buffer: ByteBuffer
  ) -> Bool {
    let base = line * cells.count
    var isExact = true
    var at = 0
    while at < cells.count {
      let room = at + 1 < cells.count && cells[at + 1].glyph == Cell.continuation ? 2 : 1
      let (glyph, width) = fitting(cells[at].glyph.value, room)
      var wanted = plan(cells[at], glyph)
      defer { at += width }
      let isThere =
        sent[base + at] == wanted && (width == 1 || sent[base + at + 1].glyph == 0)
      if isThere { continue }
      if bits < 8, isDirect {
        let exact = wanted
        wanted.ink = coarse(wanted.ink, bits)
        wanted.paper = coarse(wanted.paper, bits)
        if wanted != exact { isExact = false }
        if sent[base + at] == wanted, width == 1 || sent[base + at + 1].glyph == 0 { continue }
      }
      move(column: area.column + at, row: area.row + line, buffer)
      choose(wanted, buffer)
      buffer.put(character: wanted.glyph)
      column += width
      // In the last column the terminal waits with the cursor on the cell, and would wrap.
      if isLast, at + width == cells.count { forgetPlace() }
      sent[base + at] = wanted
      if width == 2 { sent[base + at + 1] = Sent(glyph: 0, ink: 0, paper: 0, attributes: 0) }
    }
    return isExact
  }

  /// The character to send and its columns. Pictures are made of blocks and lines, all of width 1: the
  /// C library is asked about the rest.
  @inline(__always)
  private func fitting(_ glyph: UInt32, _ room: Int) -> (UInt32, Int) {
    switch glyph {
    case 0x20..<0x7F, 0x2500..<0x25A0, 0x1FB00..<0x1FB3C, 0x1CC00..<0x1CEC0: return (glyph, 1)
    default:
      var width: Int32 = 1
      let character = cncurses_fitting(glyph, Int32(room), &width)
      return (character, Int(width))
    }
  }

  @inline(__always)
  private func plan(_ cell: Cell, _ glyph: UInt32) -> Sent {
    let attributes = UInt32(cell.style.attributes.rawValue)
    // A blank shows no pen.
    let showsInk = glyph != 0x20 || attributes & Self.inked != 0
    return Sent(
      glyph: glyph, ink: showsInk ? number(cell.style.foreground) : .max,
      paper: number(cell.style.background), attributes: attributes)
  }

  private static let inked =
    UInt32(Style.Attributes.reverse.union(.underline).rawValue)

  @inline(__always)
  private func number(_ ink: Ink) -> UInt32 {
    if isDirect || ink.isPlain { return ink.bits }
    return UInt32(bitPattern: Palette.index256(ink)) | 0x100_0000
  }

  private func coarse(_ color: UInt32, _ bits: Int) -> UInt32 {
    guard color != 0, color != .max else { return color }
    return UInt32(bitPattern: Palette.direct(Ink(bits: color), bits: bits)) | 0x100_0000
  }

  @inline(__always)
  private mutating func move(column newColumn: Int, row newRow: Int, _ buffer: ByteBuffer) {
    if newRow == row, newColumn == column { return }
    buffer.put(0x1B)
    buffer.put(UInt8(ascii: "["))
    if newRow == row, newColumn > column {
      if newColumn - column > 1 { buffer.put(number: newColumn - column) }
      buffer.put(UInt8(ascii: "C"))
    } else {
      buffer.put(number: newRow + 1)
      buffer.put(UInt8(ascii: ";"))
      buffer.put(number: newColumn + 1)
      buffer.put(UInt8(ascii: "H"))
    }
    (column, row) = (newColumn, newRow)
  }

  /// Sends what of the pen changes.
  @inline(__always)
  private mutating func choose(_ wanted: Sent, _ buffer: ByteBuffer) {
    let inkChanges = wanted.ink != pen.ink && wanted.ink != .max
    guard inkChanges || wanted.paper != pen.paper || wanted.attributes != pen.attributes else {
      return
    }
    buffer.put(0x1B)
    buffer.put(UInt8(ascii: "["))
    let begin = buffer.count
    if wanted.attributes != pen.attributes { choose(attributes: wanted.attributes, buffer) }
    if wanted.ink != pen.ink, wanted.ink != .max {
      put(wanted.ink, base: 30, begin, buffer)
      pen.ink = wanted.ink
    }
    if wanted.paper != pen.paper {
      put(wanted.paper, base: 40, begin, buffer)
      pen.paper = wanted.paper
    }
    buffer.put(UInt8(ascii: "m"))
  }

  /// Attributes can be set one by one; to be rid of one, all are reset, and the colors with them.
  private mutating func choose(attributes: UInt32, _ buffer: ByteBuffer) {
    let begin = buffer.count
    var added = attributes & ~pen.attributes
    if pen.attributes & ~attributes != 0 {
      buffer.put(UInt8(ascii: "0"))
      added = attributes
      (pen.ink, pen.paper) = (0, 0)
    }
    for (attribute, code) in Self.codes where added & attribute != 0 {
      if buffer.count > begin { buffer.put(UInt8(ascii: ";")) }
      buffer.put(code)
    }
    pen.attributes = attributes
  }

  private static let codes: [(UInt32, UInt8)] = [
    (Style.Attributes.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
  ].map { (UInt32($0.rawValue), UInt8(ascii: $1)) }

  /// The parameters that choose a color; `base` is 30 for ink, 40 for paper.
  @inline(__always)
  private func put(_ color: UInt32, base: Int, _ begin: Int, _ buffer: ByteBuffer) {
    if buffer.count > begin { buffer.put(UInt8(ascii: ";")) }
    guard color != 0 else { return buffer.put(number: base + 9) }
    buffer.put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: base / 10))
    buffer.put(UInt8(ascii: "8"))
    buffer.put(UInt8(ascii: ";"))
    if isDirect {
      buffer.put(UInt8(ascii: "2"))
      buffer.put(UInt8(ascii: ";"))
      buffer.put(number: Int(color >> 16 & 0xFF))
      buffer.put(UInt8(ascii: ";"))
      buffer.put(number: Int(color >> 8 & 0xFF))
      buffer.put(UInt8(ascii: ";"))
      buffer.put(number: Int(color & 0xFF))
    } else {
      buffer.put(UInt8(ascii: "5"))
      buffer.put(UInt8(ascii: ";"))
      buffer.put(number: Int(color & 0xFF))
    }
  }
}
