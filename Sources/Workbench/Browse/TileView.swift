import Cells
import Labels
import Pixels

/// One tile of the wall: the thumbnail, its boxes, its name and what became of it.
struct TileView {
  let wall: Wall
  let layout: WallLayout
  let theme: Theme
  /// Of the picture.
  let area: Layout.Area
  let isSelected: Bool

  func draw(_ image: Int, in frame: inout Frame) {
    if isSelected { drawFrame(in: &frame) }
    guard let card = wall.cards[image] else {
      return note(theme.mark("…", ascii: "..."), in: &frame)
    }
    drawPicture(card, in: &frame)
    drawCaption(card, in: &frame)
  }

  // MARK: The picture

  private func drawPicture(_ card: ImageCard, in frame: inout Frame) {
    let size = layout.fitted(width: card.image.width, height: card.image.height)
    let picture = Layout.Area(
      column: area.column + (area.width - size.columns) / 2,
      row: area.row + (area.height - size.rows) / 2, width: size.columns, height: size.rows)
    guard let thumbnail = wall.thumbnails[card.image.id] else {
      return note(theme.mark("…", ascii: "..."), in: &frame)
    }
    switch thumbnail.content {
    case .broken(let reason):
      return note(reason, in: &frame)
    case .cells(let cells):
      // One that was made for tiles of another size is about to be replaced.
      guard thumbnail.columns == size.columns, thumbnail.rows == size.rows,
        cells.count == size.columns * size.rows
      else { return note(theme.mark("…", ascii: "..."), in: &frame) }
      for row in 0..<picture.height where picture.row + row < frame.rows {
        for column in 0..<picture.width where picture.column + column < frame.columns {
          frame[picture.column + column, picture.row + row] = cells[row * picture.width + column]
        }
      }
    }
    let (across, down) = (
      Double(picture.width) / Double(card.image.width),
      Double(picture.height) / Double(card.image.height)
    )
    let lines = BoxLines(area: picture, theme: theme) { ($0 * across, $1 * down) }
    for each in card.boxes {
      let number = wall.number(of: each.classID)
      // The class by its number, where there are several: never by color alone.
      lines.draw(
        each.box, ink: theme.ink(number - 1), tag: wall.classes.count > 1 ? "\(number)" : "",
        in: &frame)
    }
  }

  /// Words where the picture would be.
  private func note(_ text: String, in frame: inout Frame) {
    let lines = wrapped(visible(text), width: area.width).flatMap { pieces($0) }
    let shown = lines.prefix(area.height)
    let first = area.row + max(0, (area.height - shown.count) / 2)
    for (row, line) in shown.enumerated() {
      frame.write(
        line, column: area.column + max(0, (area.width - displayWidth(line)) / 2), row: first + row,
        limit: area.width, style: theme.faint)
    }
  }

  /// A word that is wider than the tile, such as a path, goes on in the next line.
  private func pieces(_ line: String) -> [String] {
    var pieces = [""]
    for character in line {
      if displayWidth(pieces[pieces.count - 1]) + displayWidth(String(character)) > area.width {
        pieces.append("")
      }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }

  // MARK: The words

  private func drawCaption(_ card: ImageCard, in frame: inout Frame) {
    guard layout.captions > 0 else { return }
    let row = area.row + area.height
    let name = shortened(visible(card.image.name), to: area.width - (layout.captions == 1 ? 2 : 0))
    let nameStyle = isSelected ? theme.chosen : theme.text
    if layout.captions == 1 {
      frame.write(
        theme.sign(card.state), column: area.column, row: row, limit: area.width,
        style: theme.style(card.state))
      frame.write(name, column: area.column + 2, row: row, limit: area.width - 2, style: nameStyle)
      return
    }
    frame.write(name, column: area.column, row: row, limit: area.width, style: nameStyle)
    var used = frame.write(
      "\(theme.sign(card.state)) \(card.state.rawValue)", column: area.column, row: row + 1,
      limit: area.width, style: theme.style(card.state))
    if let apart = card.disagreement {
      used += frame.write(
        " \(percent(apart))", column: area.column + used, row: row + 1, limit: area.width - used,
        style: theme.faint)
    }
    let boxes = counted(card.boxes.count, "box", "boxes")
    if !card.boxes.isEmpty, used + 2 + boxes.count <= area.width {
      frame.write(
        boxes, column: area.column + area.width - boxes.count, row: row + 1, style: theme.faint)
    }
  }

  /// A name in so many columns: its folders go first, then its beginning.
  private func shortened(_ name: String, to width: Int) -> String {
    guard displayWidth(name) > width else { return name }
    let file = String(name.split(separator: "/").last ?? "")
    guard displayWidth(file) > width else { return file }
    let mark = theme.mark("…", ascii: "~")
    var end = Substring(file)
    while !end.isEmpty, displayWidth(String(end)) > max(0, width - 1) { end.removeFirst() }
    return mark + end
  }

  // MARK: The frame

  private func drawFrame(in frame: inout Frame) {
    guard layout.margin.across > 0, layout.margin.down > 0 else { return }
    let glyphs: [Unicode.Scalar] =
      theme.display.unicode ? ["╭", "╮", "╰", "╯", "─", "│"] : ["+", "+", "+", "+", "-", "|"]
    let (left, right) = (area.column - 1, area.column + area.width)
    let (top, bottom) = (area.row - 1, area.row + area.height + layout.captions)
    func put(_ glyph: Unicode.Scalar, _ column: Int, _ row: Int) {
      guard (0..<frame.columns).contains(column), row >= layout.grid.row,
        row < layout.grid.row + layout.grid.height
      else { return }
      frame[column, row] = Cell(glyph, theme.key)
    }
    for column in left...right {
      put(glyphs[4], column, top)
      put(glyphs[4], column, bottom)
    }
    for row in top...bottom {
      put(glyphs[5], left, row)
      put(glyphs[5], right, row)
    }
    for (glyph, at) in zip(
      glyphs, [(left, top), (right, top), (left, bottom), (right, bottom)])
    {
      put(glyph, at.0, at.1)
    }
  }
}
