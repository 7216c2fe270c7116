extension BlockImage {
  /// The mean, in linear light, of some lines of a terminal cell whose parts these blocks are, as on
  /// the grid of `BlockGrid(parts:)`; `lines` are some of the cell's 16, from the top. What lies
  /// outside the picture is left out; 0 when all of it does.
  package func mean(column: Int, row: Int, of parts: CellParts, lines: Range<Int>) -> UInt32 {
    var (top, weights) = (0, 0)
    var sums = SIMD4<Int>.zero
    LinearLight.shared.withTables { tables in
      for (line, height) in parts.heights.enumerated() {
        let weight = (top..<top + height).clamped(to: lines).count
        top += height
        guard weight > 0 else { continue }
        let start = (row * parts.heights.count + line) * columns + column * parts.across
        for at in start..<start + parts.across where colors[at] != 0 {
          let color = colors[at]
          let light = SIMD4(
            tables.amounts[Int(color >> 16 & 0xFF)], tables.amounts[Int(color >> 8 & 0xFF)],
            tables.amounts[Int(color & 0xFF)], 0)
          sums &+= light &* weight
          weights += weight
        }
      }
    }
    guard weights > 0 else { return 0 }
    return LinearLight.shared.withTables { tables in
      Self.inside | UInt32(tables.value(of: sums.x / weights)) << 16
        | UInt32(tables.value(of: sums.y / weights)) << 8
        | UInt32(tables.value(of: sums.z / weights))
    }
  }
}
