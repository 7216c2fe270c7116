/// A whole screen as a value: `columns` x `rows` cells, row-major, origin top left.
///
/// Invariant: no cell holds a control character, and a wide character is followed by
/// `Cell.continuation` in its own row. `write` keeps it; code that stores glyphs itself must.
package struct Frame: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  package var cells: [Cell]
  /// Where the hardware cursor rests (screen readers follow it); nil hides it.
  package var cursor: Position?
  /// Where the picture is, if there is one: cells of many colors that change together. A hint for the
  /// screen, which shows the same with it as without it.
  package var viewport: Area?

  package struct Position: Hashable, Sendable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  package init(columns: Int, rows: Int, fill: Cell = .blank) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: fill, count: self.columns * self.rows)
  }

  /// The cell at a position that must lie on the screen.
  package subscript(column: Int, row: Int) -> Cell {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }

  /// Writes text from left to right, clipped to `limit` columns and to the screen. Characters that
  /// are not printable are made visible first (see `visible`). Returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int, limit: Int = .max, style: Style = .plain
  ) -> Int {
    guard row >= 0, row < rows else { return 0 }
    let end = min(columns, limit > columns - column ? columns : column + limit)
    var at = column
    for scalar in visible(text).unicodeScalars {
      let width = displayWidth(scalar)
      guard width > 0 else { continue }
      guard at + width <= end else { break }
      if at >= 0 {
        part(at: at, row: row)
        part(at: at + width, row: row)
        self[at, row] = Cell(scalar, style)
        if width == 2 { self[at + 1, row] = Cell(Cell.continuation, style) }
      }
      at += width
    }
    return max(0, at - column)
  }

  /// Fills a rectangle, clipped to the screen.
  package mutating func fill(
    column: Int, row: Int, width: Int, height: Int, with cell: Cell
  ) {
    let lastRow = min(rows, row + height)
    let lastColumn = min(columns, column + width)
    guard column < lastColumn, row < lastRow else { return }
    for y in max(0, row)..<lastRow {
      part(at: column, row: y)
      part(at: lastColumn, row: y)
      for x in max(0, column)..<lastColumn { self[x, y] = cell }
    }
  }

  /// Blanks both halves of a wide character that lies across the left edge of a column: what is about
  /// to be written there would leave the other half behind.
  private mutating func part(at column: Int, row: Int) {
    guard column > 0, column < columns, self[column, row].glyph == Cell.continuation else { return }
    self[column - 1, row].glyph = " "
    self[column, row].glyph = " "
  }

  /// The glyphs alone, a line a row, trailing blanks kept out: what golden tests compare.
  package var text: String {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns where self[column, row].glyph != Cell.continuation {
        line.unicodeScalars.append(self[column, row].glyph)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
