import Cells
import Labels

/// Draws a box's outline on cells that show a part of a picture: through the cells in which its
/// edges lie, yellow on black, which is seen on any picture. What lies outside is left out.
func outline(
  _ box: Box, of part: Box, on cells: inout [Cell], columns: Int, unicode: Bool, colored: Bool
) {
  let rows = cells.count / columns
  let (across, down) = (Double(columns) / part.width, Double(rows) / part.height)
  /// The cell just after a near edge, or just before a far one.
  func first(_ edge: Double) -> Int { Int(max(-1, min(20_000, edge)).rounded(.down)) }
  func last(_ edge: Double) -> Int { Int(max(-1, min(20_000, edge)).rounded(.up)) - 1 }
  let left = first((box.left - part.left) * across)
  let top = first((box.top - part.top) * down)
  let right = max(left, last((box.right - part.left) * across))
  let bottom = max(top, last((box.bottom - part.top) * down))

  let style = colored ? Style(Ink(rgb: 0xFF_D400), on: Ink(rgb: 0)) : .plain
  func put(_ glyph: Unicode.Scalar, _ ascii: Unicode.Scalar, _ column: Int, _ row: Int) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    cells[row * columns + column] = Cell(unicode ? glyph : ascii, style)
  }
  for column in left...right {
    put("─", "-", column, top)
    put("─", "-", column, bottom)
  }
  for row in top...bottom {
    put("│", "|", left, row)
    put("│", "|", right, row)
  }
  put("┌", "+", left, top)
  put("┐", "+", right, top)
  put("└", "+", left, bottom)
  put("┘", "+", right, bottom)
}
