package import Cells

/// Draws blocks as terminal cells, two blocks a cell, row-major; an odd last row of blocks gets
/// `outside` below it.
///
/// With Unicode and colors a cell shows both blocks exactly, by a half block; with colors alone it is
/// a space on their mean; without colors a letter as bright as their mean, on a dark terminal.
/// Blocks outside the picture show `outside`.
package func cells(from blocks: BlockImage, display: Display, outside: Cell) -> [Cell] {
  let painter = BlockPainter(display: display, outside: outside)
  var cells: [Cell] = []
  cells.reserveCapacity(blocks.columns * ((blocks.rows + 1) / 2))
  for row in stride(from: 0, to: blocks.rows, by: 2) {
    for column in 0..<blocks.columns {
      let top = blocks.colors[row * blocks.columns + column]
      let bottom =
        row + 1 < blocks.rows ? blocks.colors[(row + 1) * blocks.columns + column] : 0
      cells.append(painter.cell(top: top, bottom: bottom))
    }
  }
  return cells
}

/// The mean of two block colors in linear light; when one lies outside the picture (0), the other.
package func mean(_ a: UInt32, _ b: UInt32) -> UInt32 {
  guard a != b, b != 0 else { return a }
  guard a != 0 else { return b }
  return LinearLight.shared.withTables { tables in
    var color = BlockImage.inside
    for shift: UInt32 in [16, 8, 0] {
      let sum = tables.amounts[Int(a >> shift & 0xFF)] + tables.amounts[Int(b >> shift & 0xFF)]
      color |= UInt32(tables.value(of: sum / 2)) << shift
    }
    return color
  }
}

/// How one cell shows two blocks.
private struct BlockPainter {
  let display: Display
  let outside: Cell

  func cell(top: UInt32, bottom: UInt32) -> Cell {
    guard top != 0 || bottom != 0 else { return outside }
    guard display.colors != .none else {
      return Cell(letter(asBrightAs: Ink(bits: mean(top, bottom))))
    }
    guard display.unicode else {
      return Cell(" ", Style(on: Ink(bits: mean(top, bottom))))
    }
    if top == bottom { return Cell(" ", Style(on: Ink(bits: top))) }
    let paper = outside.style.background
    if top == 0 { return Cell("\u{2584}", Style(Ink(bits: bottom), on: paper)) }
    return Cell("\u{2580}", Style(Ink(bits: top), on: bottom == 0 ? paper : Ink(bits: bottom)))
  }
}
