package import Cells

/// Where the parts of the screen are. The view draws by it and the mouse is understood by it, so
/// the two cannot differ.
package struct Layout: Hashable, Sendable {
  package typealias Area = Cells.Area

  package let title: Area?
  package let canvas: Area
  package let panel: Area?
  package let status: Area?
  package let hints: Area?

  /// Columns of the side panel.
  package static let panelWidth = 26

  package init(_ model: Model) {
    let (columns, rows) = (model.columns, model.rows)
    let top = rows >= 8 ? 1 : 0
    let bottom = rows >= 6 ? 2 : rows >= 3 ? 1 : 0
    let side = columns >= 60 && rows >= 12 ? Self.panelWidth : 0
    func line(_ row: Int) -> Area { Area(column: 0, row: row, width: columns, height: 1) }
    title = top > 0 ? line(0) : nil
    hints = bottom > 1 ? line(rows - 1) : nil
    status = bottom > 0 ? line(rows - bottom) : nil
    canvas = Area(
      column: 0, row: top, width: max(0, columns - side), height: max(0, rows - top - bottom))
    panel =
      side > 0
      ? Area(column: columns - side, row: top, width: side, height: canvas.height) : nil
  }

  /// The action of the button, list entry or hint at a cell.
  func action(column: Int, row: Int, _ model: Model) -> Action? {
    if let hints, hints.row == row {
      return HintLine.items(model, width: hints.width)
        .first { column >= $0.column && column < $0.column + $0.width }?.action
    }
    guard let panel, panel.contains(column: column, row: row) else { return nil }
    let lines = Panel.lines(model, width: panel.width - 1, height: panel.height)
    guard lines.indices.contains(row - panel.row) else { return nil }
    return lines[row - panel.row].action(at: column - panel.column - 1)
  }

  /// The key that a click in the open dialog stands for.
  func dialogKey(column: Int, row: Int, _ model: Model) -> Key? {
    guard let page = DialogPage(model) else { return nil }
    let area = page.area(columns: model.columns, rows: model.rows)
    guard area.contains(column: column, row: row) else { return Key(.escape) }
    let visible = page.visibleLines(rows: area.height - 2)
    let index = row - area.row - 1
    return visible.indices.contains(index) ? visible[index].key : nil
  }
}
