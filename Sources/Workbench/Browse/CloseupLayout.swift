import Cells

/// Where the parts of the closeup are.
struct CloseupLayout {
  let title: Layout.Area?
  let canvas: Layout.Area
  let panel: Layout.Area?
  /// What the panel says in one line, where there is no panel.
  let status: Layout.Area?
  let hints: Layout.Area?

  init(_ wall: Wall) {
    let (columns, rows) = (wall.columns, wall.rows)
    let side = columns >= 60 && rows >= 12 ? Layout.panelWidth : 0
    let top = rows >= 8 ? 1 : 0
    let bottom = (rows >= 5 ? 1 : 0) + (side == 0 && rows >= 4 ? 1 : 0)
    func line(_ row: Int) -> Layout.Area {
      Layout.Area(column: 0, row: row, width: columns, height: 1)
    }
    title = top > 0 ? line(0) : nil
    hints = rows >= 5 ? line(rows - 1) : nil
    status = side == 0 && rows >= 4 ? line(rows - bottom) : nil
    canvas = Layout.Area(
      column: 0, row: top, width: max(0, columns - side), height: max(0, rows - top - bottom))
    panel =
      side > 0
      ? Layout.Area(column: columns - side, row: top, width: side, height: canvas.height) : nil
  }
}
