/// Cells as text for any terminal or pager: characters, and SGR sequences (ECMA-48, 8.3.117) where a
/// color changes.
package enum SGR {
  /// Rows of cells, each ended by a line feed, and before it by a reset if it had colors.
  /// Attributes are left out.
  ///
  /// Colors that the reader does not have become the nearest that it has. No sequence is written that
  /// changes nothing; a blank needs no pen.
  ///
  /// - Parameters:
  ///   - cells: row-major, a whole number of rows
  ///   - columns: cells a row, at least 1
  ///   - colors: what the reader shows
  /// - Returns: UTF-8
  package static func text(_ cells: [Cell], columns: Int, colors: Display.Colors) -> [UInt8] {
    precondition(columns > 0 && cells.count.isMultiple(of: columns), "the rows are whole")
    var text: [UInt8] = []
    // Two 24-bit colors and a glyph take 41 bytes at most; most cells need one of them.
    text.reserveCapacity(cells.count * (colors == .truecolor ? 32 : 16))
    var pen = Pen(colors: colors)
    for (index, cell) in cells.enumerated() {
      if cell.glyph != Cell.continuation {
        pen.set(cell, in: &text)
        append(cell.glyph, to: &text)
      }
      if (index + 1).isMultiple(of: columns) {
        pen.lift(in: &text)
        text.append(UInt8(ascii: "\n"))
      }
    }
    return text
  }

  private static func append(_ glyph: Unicode.Scalar, to text: inout [UInt8]) {
    if glyph.isASCII {
      text.append(UInt8(truncatingIfNeeded: glyph.value))
    } else {
      text.append(contentsOf: UTF8.encode(glyph).map(Array.init) ?? [])
    }
  }
}

/// The colors that the terminal was last told.
private struct Pen {
  let colors: Display.Colors
  private var ink = Ink.plain
  private var paper = Ink.plain

  init(colors: Display.Colors) {
    self.colors = colors
  }

  mutating func set(_ cell: Cell, in text: inout [UInt8]) {
    guard colors != .none else { return }
    let (newInk, newPaper) = (cell.style.foreground, cell.style.background)
    let inkChanges = newInk != ink && cell.glyph != " "
    let paperChanges = newPaper != paper
    guard inkChanges || paperChanges else { return }
    text.append(0x1B)
    text.append(UInt8(ascii: "["))
    if inkChanges {
      append(newInk, base: 30, to: &text)
      ink = newInk
    }
    if inkChanges, paperChanges { text.append(UInt8(ascii: ";")) }
    if paperChanges {
      append(newPaper, base: 40, to: &text)
      paper = newPaper
    }
    text.append(UInt8(ascii: "m"))
  }

  /// Back to the terminal's own colors.
  mutating func lift(in text: inout [UInt8]) {
    guard !ink.isPlain || !paper.isPlain else { return }
    text.append(contentsOf: [0x1B, UInt8(ascii: "["), UInt8(ascii: "m")])
    (ink, paper) = (.plain, .plain)
  }

  /// The parameters that choose a color; `base` is 30 for ink, 40 for paper.
  private func append(_ color: Ink, base: Int, to text: inout [UInt8]) {
    guard !color.isPlain else { return append(base + 9, to: &text) }
    switch colors {
    case .truecolor:
      append(base + 8, to: &text)
      for number in [2, Int(color.red), Int(color.green), Int(color.blue)] {
        text.append(UInt8(ascii: ";"))
        append(number, to: &text)
      }
    case .palette256:
      append(base + 8, to: &text)
      for number in [5, Int(Palette.index256(color))] {
        text.append(UInt8(ascii: ";"))
        append(number, to: &text)
      }
    case .sixteen, .eight:
      let index = Int(Palette.indexANSI(color, count: colors == .sixteen ? 16 : 8))
      append(index < 8 ? base + index : base + 60 + index - 8, to: &text)
    case .none: break
    }
  }

  /// A number from 0 to 999 in decimal digits.
  private func append(_ number: Int, to text: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if number >= 100 { text.append(zero + UInt8(number / 100)) }
    if number >= 10 { text.append(zero + UInt8(number / 10 % 10)) }
    text.append(zero + UInt8(number % 10))
  }
}
