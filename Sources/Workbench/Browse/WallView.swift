package import Cells
import Labels

/// Draws the wall, or the closeup of one of its images.
package func view(_ wall: Wall) -> Frame {
  var frame = Frame(columns: wall.columns, rows: wall.rows)
  guard !wall.isTooSmall else {
    frame.write("Make the window", column: 0, row: 0)
    frame.write("larger: 20x5", column: 0, row: 1)
    return frame
  }
  let theme = Theme(display: wall.display, inks: wall.look.inks)
  if let closeup = wall.closeup {
    CloseupView(wall: wall, closeup: closeup, theme: theme).draw(in: &frame)
  } else {
    draw(wall, theme, in: &frame)
  }
  WallHints.draw(wall, theme, in: &frame)
  if let scroll = wall.help {
    WallHelp.page(wall, scroll: scroll).draw(theme, in: &frame)
  }
  frame.paint(theme)
  return frame
}

private func draw(_ wall: Wall, _ theme: Theme, in frame: inout Frame) {
  let layout = WallLayout(wall)
  if let area = layout.title { title(wall, area, theme, in: &frame) }
  if let area = layout.filter { FilterLine.draw(wall, area, theme, in: &frame) }
  guard !wall.images.isEmpty else {
    return nothing(wall, layout, theme, in: &frame)
  }
  // The selected tile last: its frame runs through the blanks between the others.
  let places = (0..<layout.count).filter {
    wall.images.indices.contains(wall.top * layout.across + $0)
  }
  let selected = wall.selected - wall.top * layout.across
  for place in places.filter({ $0 != selected }) + places.filter({ $0 == selected }) {
    let tile = TileView(
      wall: wall, layout: layout, theme: theme, area: layout.picture(at: place),
      isSelected: place == selected)
    tile.draw(wall.images[wall.top * layout.across + place], in: &frame)
  }
  let area = layout.picture(at: max(0, selected))
  let row = min(area.row + area.height, max(0, frame.rows - 1))
  frame.cursor = Frame.Position(column: min(area.column, max(0, frame.columns - 1)), row: row)
}

private func title(_ wall: Wall, _ area: Layout.Area, _ theme: Theme, in frame: inout Frame) {
  frame.fill(column: 0, row: area.row, width: area.width, height: 1, with: Cell(" ", theme.bar))
  let role = wall.viewer.role == .labeler ? "labeler" : "expert"
  let used = frame.write(" Tessera ", column: 0, row: area.row, style: theme.barStrong)
  frame.write(
    " \(wall.workspace)  \(wall.viewer.person), \(role)", column: used, row: area.row,
    style: theme.bar)
}

private func nothing(
  _ wall: Wall, _ layout: WallLayout, _ theme: Theme, in frame: inout Frame
) {
  let text =
    wall.isListing
    ? "Looking..."
    : wall.total == 0
      ? "There are no images yet: tessera add brings some in."
      : "No image passes the filter. Esc clears it."
  let lines = wrapped(text, width: max(1, layout.grid.width - 2))
  let first = layout.grid.row + max(0, (layout.grid.height - lines.count) / 2)
  for (row, line) in lines.enumerated() {
    frame.write(
      line, column: max(0, (layout.grid.width - displayWidth(line)) / 2), row: first + row,
      style: theme.text)
  }
}
