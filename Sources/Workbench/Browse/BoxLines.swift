import Cells
import Labels

/// Outlines of boxes, drawn with line characters over a picture that is already on the frame.
struct BoxLines {
  /// The cells of the frame that show the picture; nothing is drawn outside.
  let area: Layout.Area
  let theme: Theme
  /// Where a point of the image lies, in cells from the area's top left corner.
  let place: (_ x: Double, _ y: Double) -> (x: Double, y: Double)

  /// Outlines a box and writes `tag` on it: at the top left, or at another spot (from 0), where
  /// several boxes lie on each other.
  func draw(
    _ box: Box, ink: Ink, pen: PartyPen? = nil, tag: String = "", spot: Int = 0,
    in frame: inout Frame
  ) {
    let pen = pen ?? (theme.display.unicode ? .of(2, unicode: true) : .plain)
    let one = place(box.left, box.top)
    let other = place(box.right, box.bottom)
    // Beyond the area by a cell is as good as far away.
    func cell(_ value: Double, _ limit: Int) -> Int { Int(min(max(value, -1), Double(limit))) }
    let left = cell((one.x + 1e-6).rounded(.down), area.width)
    let top = cell((one.y + 1e-6).rounded(.down), area.height)
    let right = max(left, cell((other.x - 1e-6).rounded(.up) - 1, area.width))
    let bottom = max(top, cell((other.y - 1e-6).rounded(.up) - 1, area.height))
    func put(_ glyph: Unicode.Scalar, _ column: Int, _ row: Int) {
      guard (0..<area.width).contains(column), (0..<area.height).contains(row) else { return }
      self.put(glyph, ink, column: area.column + column, row: area.row + row, in: &frame)
    }
    if left == right, top == bottom {
      put(theme.display.unicode ? "□" : pen.corners[0], left, top)
    } else if left == right {
      for row in top...bottom { put(pen.vertical, left, row) }
    } else if top == bottom {
      for column in left...right { put(pen.horizontal, column, top) }
    } else {
      for column in left...right {
        put(pen.horizontal, column, top)
        put(pen.horizontal, column, bottom)
      }
      for row in top...bottom {
        put(pen.vertical, left, row)
        put(pen.vertical, right, row)
      }
      for (corner, at) in zip(
        pen.corners, [(left, top), (right, top), (left, bottom), (right, bottom)])
      {
        put(corner, at.0, at.1)
      }
    }
    let spots = [
      (left, top), (right, top), (right, bottom), (left, bottom), ((left + right) / 2, top),
    ]
    let (column, row) = spots[spot % spots.count]
    guard !tag.isEmpty, (0..<area.width).contains(column), (0..<area.height).contains(row)
    else { return }
    frame.write(
      tag, column: area.column + column, row: area.row + row, limit: area.width - column,
      style: theme.chip(ink))
  }

  /// The picture stays to be seen behind a line, darker or lighter than it is: a line of its color
  /// would be lost.
  private func put(
    _ glyph: Unicode.Scalar, _ ink: Ink, column: Int, row: Int, in frame: inout Frame
  ) {
    guard column < frame.columns, row < frame.rows, column >= 0, row >= 0 else { return }
    guard theme.display.colors > .none else {
      frame[column, row] = Cell(glyph, Style(.plain, on: .plain, .bold))
      return
    }
    let style = frame[column, row].style
    // Where lines cross, the picture was darkened before.
    if (0x2500...0x257F).contains(frame[column, row].glyph.value) {
      frame[column, row] = Cell(glyph, Style(ink, on: style.background, .bold))
      return
    }
    var paper = Self.between(style.foreground, style.background)
    if frame[column, row].glyph == " " { paper = style.background }
    frame[column, row] = Cell(glyph, Style(ink, on: Self.away(paper, from: ink), .bold))
  }

  private static func between(_ one: Ink, _ other: Ink) -> Ink {
    func channel(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Int(a) + Int(b)) / 2) }
    return Ink(
      red: channel(one.red, other.red), green: channel(one.green, other.green),
      blue: channel(one.blue, other.blue))
  }

  /// Two fifths of a color, the rest black under a light ink and white under a dark one. With few
  /// colors there is nothing in between.
  private static func away(_ paper: Ink, from ink: Ink) -> Ink {
    let rest = ink.luma > 100 ? 0 : 153
    func channel(_ value: UInt8) -> UInt8 { UInt8(Int(value) * 2 / 5 + rest) }
    return Ink(
      red: channel(paper.red), green: channel(paper.green), blue: channel(paper.blue))
  }
}
