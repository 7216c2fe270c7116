/// Where the blocks of a view begin and end, in continuous pixels of the upright picture, origin
/// top left.
package struct BlockGrid: Hashable, Sendable {
  /// Edges from left to right, one more than there are columns.
  package let across: [Double]
  /// Edges from top to bottom, one more than there are rows.
  package let down: [Double]

  package var columns: Int { across.count - 1 }
  package var rows: Int { down.count - 1 }

  /// - Precondition: Both have at least one edge; edges are finite and ascend.
  package init(across: [Double], down: [Double]) {
    for edges in [across, down] {
      precondition(!edges.isEmpty, "a grid has edges")
      precondition(
        edges.allSatisfy(\.isFinite) && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
        "a grid's edges ascend")
    }
    self.across = across
    self.down = down
  }

  /// Squares: block (i, j) goes from `originX + i / s` to `originX + (i + 1) / s`, and likewise
  /// down, `s` being `blocksPerPixel`.
  ///
  /// - Precondition: `blocksPerPixel` is above 0, and all numbers are finite.
  package init(
    columns: Int, rows: Int, originX: Double, originY: Double, blocksPerPixel: Double
  ) {
    precondition(
      blocksPerPixel > 0 && blocksPerPixel.isFinite && originX.isFinite && originY.isFinite,
      "the view is a place in the picture and a scale above 0")
    // Far away from the picture edges may fall together: nothing is seen there.
    across = (0...max(0, columns)).map { originX + Double($0) / blocksPerPixel }
    down = (0...max(0, rows)).map { originY + Double($0) / blocksPerPixel }
  }

  /// The parts of `columns` x `rows` terminal cells that cover `width` x `height` pixels from
  /// (`left`, `top`) on.
  ///
  /// - Precondition: There is at least one cell, and both sides are above 0.
  package init(
    parts: CellParts, columns: Int, rows: Int,
    left: Double, top: Double, width: Double, height: Double
  ) {
    precondition(columns > 0 && rows > 0 && width > 0 && height > 0, "there is something to show")
    let count = columns * parts.across
    let lines = CellParts.lines
    self.init(
      across: (0...count).map { left + width * Double($0) / Double(count) },
      down: (0..<rows).flatMap { row in
        parts.tops.map { top + height * Double(row * lines + $0) / Double(rows * lines) }
      } + [top + height])
  }

  /// The shortest side of any block, in pixels.
  var leastSide: Double {
    [across, down].flatMap { edges in zip(edges, edges.dropFirst()).map { $1 - $0 } }.min() ?? 0
  }

  /// The same grid on a picture whose sides are so much shorter.
  func divided(by divisor: Double) -> BlockGrid {
    BlockGrid(across: across.map { $0 / divisor }, down: down.map { $0 / divisor })
  }

  /// The pixels along one axis that each block covers.
  static func spans(_ edges: [Double], count: Int) -> [AxisSpan?] {
    zip(edges, edges.dropFirst()).map { AxisSpan(from: $0, to: $1, count: count) }
  }

  /// The pixel along one axis in which each block's center lies; nil for those beyond the picture.
  static func centers(_ edges: [Double], count: Int) -> [Int?] {
    zip(edges, edges.dropFirst()).map { lower, upper in
      let center = AxisSpan.snapped((lower + upper) / 2).rounded(.down)
      return center >= 0 && center < Double(count) ? Int(center) : nil
    }
  }

  /// The pixels that each block covers on the level of a pyramid whose pixels are `step` wide, where `side` pixels became
  /// `count`.
  static func spans(_ edges: [Double], step: Double, side: Int, count: Int) -> [AxisSpan?] {
    zip(edges, edges.dropFirst()).map {
      AxisSpan(from: $0 / step, to: $1 / step, extent: Double(side) / step, count: count)
    }
  }
}
