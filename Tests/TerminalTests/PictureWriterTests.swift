import CNCurses
import Cells
import Glibc
import Testing

@testable import Terminal

/// What is written turns the screen that was into the screen that shall be.
struct PictureWriterTests {
  init() {
    // The widths of characters are those of a UTF-8 locale.
    #expect(cncurses_use_locale() != 0 || setlocale(LC_CTYPE, "C.UTF-8") != nil)
  }

  @Test(arguments: [Display.Colors.truecolor, .palette256], 0..<40 as Range<UInt64>)
  func `the difference of any two frames, sent to a terminal, makes the one the other`(
    colors: Display.Colors, seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let (columns, rows) = (
      Int.random(in: 1...40, using: &random), Int.random(in: 1...12, using: &random)
    )
    let area = randomArea(columns, rows, &random)
    var terminal = ModelTerminal(columns: columns, rows: rows)
    var writer = PictureWriter(colors)
    writer.take(area)
    var frame = randomFrame(columns, rows, area, &random)
    for step in 0..<12 {
      if step > 0 { change(&frame, area, &random) }
      if Bool.random(using: &random) {
        writer.forgetPen()
        terminal.disturb()
      }
      // In pieces as on a slow link, coarse ones among them.
      let limit = Bool.random(using: &random) ? 60 : Int.max
      let isCoarse = Int.random(in: 0..<4, using: &random) == 0
      let buffer = ByteBuffer()
      var written: (isWhole: Bool, isExact: Bool)
      repeat {
        written = writer.write(frame, bits: isCoarse ? 4 : 8, limit: limit, to: buffer)
      } while !written.isWhole
      if !written.isExact {
        #expect(isCoarse)
        written = writer.write(frame, to: buffer)
      }
      #expect(written.isExact)
      terminal.take(Array(buffer.bytes))
      #expect(terminal.faults == [], "seed \(seed), step \(step)")
      let wrong = terminal.differences(from: frame, in: area, colors)
      #expect(wrong == [], "seed \(seed), step \(step)")
      guard wrong.isEmpty else { return }
      let more = ByteBuffer()
      _ = writer.write(frame, to: more)
      #expect(more.count == 0, "nothing changed, seed \(seed), step \(step)")
    }
  }

  @Test func `a change of one cell costs little, wherever it is`() {
    let area = Area(column: 0, row: 1, width: 174, height: 57)
    var random = SeededGenerator(seed: 3)
    var most = [0, 0, 0]
    var frame = Frame(
      columns: 200, rows: 60,
      fill: Cell("▀", Style(Ink(rgb: 0xFFFFFF), on: Ink(rgb: 0xFEFEFE))))
    for (kind, colors) in [Display.Colors.truecolor, .truecolor, .palette256].enumerated() {
      var writer = PictureWriter(colors)
      writer.take(area)
      _ = writer.write(frame, to: ByteBuffer())
      for turn in 0..<40 {
        let at = Int.random(in: 0..<174, using: &random)
        let row = Int.random(in: 1..<58, using: &random)
        let before = frame[at, row]
        frame[at, row].style.foreground = Ink(rgb: 0xC8C8C8 + UInt32(turn % 50))
        if kind > 0 { frame[at, row].style.background = Ink(rgb: 0xE1E1E1 - UInt32(turn % 50)) }
        let buffer = ByteBuffer()
        _ = writer.write(frame, to: buffer)
        most[kind] = max(most[kind], buffer.count)
        frame[at, row] = before
        _ = writer.write(frame, to: ByteBuffer())
      }
    }
    // A movement takes up to 9 bytes, each of two 24-bit colors 17, a block 3.
    #expect(most[0] < 40 && most[1] <= 49 && most[2] < 40, "\(most)")
  }

  @Test func `equal colors are not sent again, and a blank needs no pen`() {
    let red = Ink(rgb: 0xFF0000)
    var frame = Frame(columns: 6, rows: 1)
    frame.write("ab", column: 0, row: 0, style: Style(red))
    frame.write(" c", column: 2, row: 0, style: Style(.plain))
    #expect(text(frame) == "\u{1B}[1;1H\u{1B}[0;38;2;255;0;0mab \u{1B}[39mc  ")
    #expect(
      text(Frame(columns: 3, rows: 2)) == "\u{1B}[1;1H\u{1B}[0m   \u{1B}[2;1H   ")
  }

  @Test func `a control character in a cell is never sent`() {
    var frame = Frame(columns: 40, rows: 1)
    for column in 0..<40 {
      frame[column, 0].glyph = Unicode.Scalar(UInt8(column < 32 ? column : column + 95))
    }
    let sent = text(frame).unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(sent.allSatisfy { $0 == "\u{1B}" } && sent.count == 2)
  }

  private func text(_ frame: Frame) -> String {
    var writer = PictureWriter(.truecolor)
    writer.take(Area(column: 0, row: 0, width: frame.columns, height: frame.rows))
    let buffer = ByteBuffer()
    _ = writer.write(frame, to: buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  // MARK: Frames

  private func randomArea(_ columns: Int, _ rows: Int, _ random: inout SeededGenerator) -> Area {
    if Bool.random(using: &random) {
      return Area(column: 0, row: 0, width: columns, height: rows)
    }
    let column = Int.random(in: 0..<columns, using: &random)
    let row = Int.random(in: 0..<rows, using: &random)
    return Area(
      column: column, row: row, width: .random(in: 1...columns - column, using: &random),
      height: .random(in: 1...rows - row, using: &random))
  }

  private func randomFrame(
    _ columns: Int, _ rows: Int, _ area: Area, _ random: inout SeededGenerator
  ) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    for _ in 0..<columns * rows { change(&frame, area, &random) }
    return frame
  }

  /// Some text anywhere in the area, no character across its edges.
  private func change(_ frame: inout Frame, _ area: Area, _ random: inout SeededGenerator) {
    let words = ["▀▀▀", "口紅", "a", " ", "▄ ▀", "é│", "🬀\u{1CD00}", "x口y", "   "]
    let inks: [Ink] = [.plain, Ink(rgb: 0), Ink(rgb: 0xFFFFFF), Ink(rgb: 0x123456)]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let column = Int.random(in: 0..<area.width, using: &random)
      let ink = Bool.random(using: &random) ? inks.randomElement(using: &random) : nil
      let style = Style(
        ink ?? Ink(rgb: .random(in: 0...0xFFFFFF, using: &random)),
        on: inks.randomElement(using: &random) ?? .plain,
        Style.Attributes(
          rawValue: Bool.random(using: &random) ? 0 : .random(in: 0...15, using: &random)))
      frame.write(
        words.randomElement(using: &random) ?? "", column: area.column + column,
        row: area.row + .random(in: 0..<area.height, using: &random), limit: area.width - column,
        style: style)
    }
  }
}
