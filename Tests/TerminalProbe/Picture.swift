import Cells

/// The probe's pictures, as functions of position alone, so that a test can compute what must be on the screen.
struct Picture {
  var name: String
  var phase = 0
  var showsCursor = false

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    switch name {
    case "gradient":
      for row in 0..<rows {
        for column in 0..<columns {
          frame[column, row] = Cell(
            "▀", Style(ink(column, 2 * row), on: ink(column, 2 * row + 1)))
        }
      }
    case "pairs":
      // Every cell another pair of colors, spread over all of them.
      for row in 0..<rows {
        for column in 0..<columns {
          let number = UInt32(row * columns + column + phase)
          frame[column, row] = Cell(
            "▀", Style(Ink(rgb: number &* 2_654_435_761 >> 8), on: Ink(rgb: number)))
        }
      }
    case "text":
      frame.write("Boxes of 口紅 and crème é", column: 2, row: 1)
      frame.write("┌──┐ ▀▄█▌ 🬀🬞 \u{1CD00}|", column: 2, row: 2)
      frame.write("bold", column: 2, row: 3, style: Style(.plain, on: .plain, .bold))
      frame.write("reverse", column: 8, row: 3, style: Style(.plain, on: .plain, .reverse))
      frame.write("under", column: 17, row: 3, style: Style(.plain, on: .plain, .underline))
      frame.write("wide at the edge 紅", column: columns - 19, row: 4)
      frame.write("phase \(phase)", column: 2, row: 5)
    case "marked":
      frame.write("not chosen", column: 2, row: 1)
      frame.write(
        "chosen", column: 2, row: 2, style: Style(Ink(rgb: 0), on: Ink(rgb: 0xE0E0E0)))
    default: break
    }
    if showsCursor { frame.cursor = .init(column: 7, row: 3) }
    return frame
  }

  /// Steps of 8 and more, so that neighbors differ in every palette that can tell them apart.
  private func ink(_ x: Int, _ y: Int) -> Ink {
    Ink(
      red: UInt8(truncatingIfNeeded: x * 5 + phase), green: UInt8(truncatingIfNeeded: y * 7),
      blue: UInt8(truncatingIfNeeded: (x + y) * 3))
  }
}
