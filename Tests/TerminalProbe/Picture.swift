import Cells

/// The probe's pictures, as functions of position alone, so that a test can compute what must be on the screen.
struct Picture {
  var name: String
  var phase = 0
  var showsCursor = false
  /// Whether the frame says where its picture is, if it has one.
  var hasViewport = true
  var hasDialog = false

  func frame(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    switch name {
    case "gradient", "whole":
      if name == "whole" {
        frame.viewport = Area(column: 0, row: 0, width: columns, height: rows)
      }
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
    case "canvas", "shifting": canvas(&frame)
    default: break
    }
    if hasDialog {
      let width = min(columns - 2, 40)
      let column = (columns - width) / 2
      for row in max(0, rows / 2 - 3)..<min(rows, rows / 2 + 3) {
        frame.fill(
          column: column, row: row, width: width, height: 1,
          with: Cell(" ", Style(Ink(rgb: 0xFFFFFF), on: Ink(rgb: 0x303050))))
        frame.write(
          "口紅 is a lipstick 口紅口紅口紅口紅口紅", column: column + row % 3, row: row,
          limit: width - 2,
          style: Style(
            Ink(rgb: 0xFFFFFF), on: Ink(rgb: 0x303050),
            row.isMultiple(of: 2) ? [.bold, .underline] : .reverse))
      }
    }
    if showsCursor { frame.cursor = .init(column: 7, row: 3) }
    return frame
  }

  /// A picture with a title above, a panel on its right and a line below, which change with the phase:
  /// leading blanks come and go, and the picture's rows hold characters of every width.
  private func canvas(_ frame: inout Frame) {
    let (columns, rows) = (frame.columns, frame.rows)
    let panel = columns >= 60 ? 20 : 0
    let area = Area(
      column: 0, row: 1, width: columns - panel - (name == "shifting" ? phase % 3 : 0),
      height: max(0, rows - 2))
    for row in area.row..<area.row + area.height {
      for column in 0..<area.width {
        frame[column, row] = Cell(
          "▀", Style(ink(column, 2 * row), on: ink(column, 2 * row + 1)))
      }
      frame.write(
        "口é·x口", column: (row * 7 + phase * 3) % columns, row: row,
        limit: max(0, area.width - (row * 7 + phase * 3) % columns),
        style: Style(.plain, on: ink(row, phase), row.isMultiple(of: 2) ? .underline : []))
      guard panel > 0 else { continue }
      let indent = (row * 5 + phase * 7) % 12
      frame.write(
        (row + phase).isMultiple(of: 4) ? "" : "line \(row + phase)",
        column: columns - panel + 1 + indent, row: row,
        style: Style(Ink(rgb: 0xE0E0E0), on: row % 3 == 0 ? Ink(rgb: 0x202020) : .plain))
    }
    if !phase.isMultiple(of: 3) { frame.write("title \(phase)", column: phase % 9, row: 0) }
    if !phase.isMultiple(of: 4) { frame.write("status \(phase)", column: 0, row: rows - 1) }
    if hasViewport { frame.viewport = area }
  }

  /// Steps of 8 and more, so that neighbors differ in every palette that can tell them apart.
  private func ink(_ x: Int, _ y: Int) -> Ink {
    Ink(
      red: UInt8(truncatingIfNeeded: x * 5 + phase), green: UInt8(truncatingIfNeeded: y * 7),
      blue: UInt8(truncatingIfNeeded: (x + y) * 3))
  }
}
