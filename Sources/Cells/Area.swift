/// A rectangle of cells.
package struct Area: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var width: Int
  package var height: Int

  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = width
    self.height = height
  }

  package func contains(column c: Int, row r: Int) -> Bool {
    c >= column && c < column + width && r >= row && r < row + height
  }

  /// The smallest rectangle that holds both.
  package func union(_ other: Area) -> Area {
    let left = min(column, other.column)
    let top = min(row, other.row)
    return Area(
      column: left, row: top, width: max(column + width, other.column + other.width) - left,
      height: max(row + height, other.row + other.height) - top)
  }
}
