import Cells
import Labels

/// A click selects a tile, opens the selected one, and does what a hint or a filter says; the wheel
/// turns the wall, or zooms the closeup about the pointer.
func take(_ mouse: Mouse, _ wall: inout Wall) -> [WallEffect] {
  switch mouse.action {
  case .press(.left):
    wall.message = nil
    return click(column: mouse.column, row: mouse.row, &wall)
  case .wheelUp: turn(-1, mouse, &wall)
  case .wheelDown: turn(1, mouse, &wall)
  case .press, .drag, .release, .wheelLeft, .wheelRight, .hover: break
  }
  return []
}

private func click(column: Int, row: Int, _ wall: inout Wall) -> [WallEffect] {
  if wall.typing != nil { return [] }
  if wall.help != nil {
    wall.help = nil
    return []
  }
  if let action = WallHints.action(column: column, row: row, wall) {
    return perform(action, &wall)
  }
  guard wall.closeup == nil else { return [] }
  if let action = FilterLine.action(column: column, row: row, wall) {
    return perform(action, &wall)
  }
  let layout = WallLayout(wall)
  guard let place = layout.place(column: column, row: row) else { return [] }
  let index = wall.top * layout.across + place
  guard wall.images.indices.contains(index) else { return [] }
  if index == wall.selected { return wall.open() }
  wall.selected = index
  return []
}

private func turn(_ by: Int, _ mouse: Mouse, _ wall: inout Wall) {
  if let scroll = wall.help {
    let last = WallHelp.page(wall, scroll: scroll).lastScroll(rows: wall.rows)
    wall.help = max(0, min(last, scroll + 3 * by))
    return
  }
  guard wall.closeup == nil else { return zoom(by, mouse, &wall) }
  let layout = WallLayout(wall)
  let lastRow = max(0, (wall.images.count - 1) / layout.across)
  wall.top = max(0, min(wall.top + by, lastRow - layout.down + 1))
  // The selection comes along.
  let rows = wall.top...wall.top + layout.down - 1
  let row = wall.selected / layout.across
  let moved = min(max(row, rows.lowerBound), rows.upperBound)
  wall.selected = min(wall.selected + (moved - row) * layout.across, wall.images.count - 1)
}

private func zoom(_ by: Int, _ mouse: Mouse, _ wall: inout Wall) {
  let canvas = CloseupLayout(wall).canvas
  guard var viewport = wall.closeup?.viewport,
    canvas.contains(column: mouse.column, row: mouse.row)
  else { return }
  let at = viewport.pixel(column: mouse.column - canvas.column, row: mouse.row - canvas.row)
  viewport.zoom(to: viewport.step(up: by < 0), about: Double(at.x) + 0.5, Double(at.y) + 0.5)
  wall.closeup?.viewport = viewport
  wall.refit()
}
