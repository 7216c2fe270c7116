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
}
