package import Cells

/// Makes terminal cells of the parts of a picture: for each the glyph and the two colors that come
/// nearest to it, by squared error in 8-bit sRGB over the cell's area.
///
/// The search is exact. A pattern divides the parts x_i with areas w_i into ink and paper, each of
/// which is best served by its mean color. Measured from the cell's mean, the areas' sums are S and
/// -S, and the squared error is what one color would leave, less
///
///     |S|^2 / W1 + |S|^2 / W0  =  |S|^2 * W / (W1 * W0)
///
/// W being the cell's area, W1 and W0 those of ink and paper. So the best pattern is the one that
/// makes this largest; the factor is known beforehand, and S changes by one vector a step when the
/// patterns are walked in Gray-code order. The constant being the same for all families of glyphs
/// over the same parts, they compete.
///
/// With few colors, ink and paper get the nearest there are to their means, and the pattern is the
/// one that is best with those.
package struct Mosaic: Sendable {
  package let glyphs: GlyphSet
  /// The parts of each cell in which the picture is looked at.
  package let parts: CellParts
  private let colors: MosaicColors

  private let families: [GlyphFamily]
  private let choice: ColorChoice?
  /// Areas by part, row-major.
  private let areas: [Float]
  private let last = LastCells()

  /// A mosaic of these glyphs; without colors it is one of letters.
  ///
  /// `parts` are the coarsest that the glyphs can be chosen on if left out: quick, for pictures that
  /// move. The finer ones cost more and come nearer to the picture.
  package init(glyphs: GlyphSet, colors: MosaicColors, parts: CellParts? = nil) {
    let glyphs = colors == .none ? .ascii : glyphs
    let parts = parts ?? glyphs.parts
    self.glyphs = glyphs
    self.parts = parts
    self.colors = colors
    families = glyphs.tables.compactMap { GlyphFamily($0, on: parts) }
    precondition(
      parts == glyphs.parts || families.count == glyphs.tables.count,
      "the parts do not fit the glyphs")
    choice = ColorChoice(colors)
    areas = parts.areas
  }

  /// Cells, row-major: each takes a block for each of its `parts`, as on the grid of
  /// `BlockGrid(parts:)`.
  ///
  /// A cell outside the picture is `outside`. One that is partly outside shows `outside`'s paper there
  /// and the mean of the rest.
  ///
  /// - Precondition: `blocks` are a whole number of cells.
  package func cells(from blocks: BlockImage, outside: Cell) -> [Cell] {
    last.cells(from: blocks, outside: outside) { newCells(from: blocks, outside: outside) }
  }

  private func newCells(from blocks: BlockImage, outside: Cell) -> [Cell] {
    let (across, down) = (parts.across, parts.heights.count)
    let (columns, rows) = (blocks.columns / across, blocks.rows / down)
    precondition(
      columns * across == blocks.columns && rows * down == blocks.rows,
      "the blocks are a whole number of cells")
    var cells: [Cell] = []
    cells.reserveCapacity(columns * rows)
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: areas.count) { values in
      blocks.colors.withUnsafeBufferPointer { colors in
        for row in 0..<rows {
          for column in 0..<columns {
            for part in 0..<areas.count {
              let at = (row * down + part / across) * blocks.columns + column * across
              let color = colors[at + part % across]
              values[part] = SIMD4(
                Float(color >> 16 & 0xFF), Float(color >> 8 & 0xFF), Float(color & 0xFF),
                color == 0 ? 0 : 1)
            }
            cells.append(cell(of: UnsafeBufferPointer(values), outside: outside))
          }
        }
      }
    }
    return cells
  }

  /// One cell of its parts' colors; their fourth numbers are 1 inside the picture, else 0.
  private func cell(
    of parts: UnsafeBufferPointer<SIMD4<Float>>, outside: Cell
  ) -> Cell {
    var total = SIMD4<Float>.zero
    for part in 0..<parts.count { total += parts[part] * areas[part] }
    guard total.w > 0 else { return outside }
    // Areas are eighths of a line: their sums are exact.
    guard total.w == Self.area else {
      return edge(of: parts, total, outside: outside)
    }
    guard !families.isEmpty else { return plain(total, area: Self.area) }
    return withUnsafeTemporaryAllocation(
      of: SIMD4<Float>.self, capacity: GlyphFamily.mostGroups
    ) { sums in
      if let choice {
        choice.withSearch { nearest(of: parts, total, sums, $0) }
      } else {
        exact(of: parts, total, sums)
      }
    }
  }

  private static let area = Float(CellParts.lines)

  // MARK: Any colors

  private func exact(
    of parts: UnsafeBufferPointer<SIMD4<Float>>, _ total: SIMD4<Float>,
    _ sums: UnsafeMutableBufferPointer<SIMD4<Float>>
  ) -> Cell {
    let mean = total / Self.area
    var most: Float = 0
    var (bestFamily, best) = (0, -1)
    var bestSum = SIMD4<Float>.zero
    for index in families.indices {
      add(parts, less: mean, byGroupOf: families[index], to: sums)
      var sum = SIMD4<Float>.zero
      families[index].steps.withUnsafeBufferPointer { steps in
        for at in 0..<steps.count {
          sum += sums[steps[at].group] * steps[at].sign
          let gain = (sum * sum).sum() * steps[at].gain
          if gain > most { (most, bestFamily, best, bestSum) = (gain, index, at, sum) }
        }
      }
    }
    let paper = best < 0 ? Ink(mean) : Ink(mean - bestSum / families[bestFamily].steps[best].paper)
    guard best >= 0 else { return Cell(" ", Style(on: paper)) }
    let step = families[bestFamily].steps[best]
    let ink = Ink(mean + bestSum / step.ink)
    guard ink != paper else { return Cell(" ", Style(on: paper)) }
    return Cell(step.glyph, Style(ink, on: paper))
  }

  // MARK: Few colors

  private func nearest(
    of parts: UnsafeBufferPointer<SIMD4<Float>>, _ total: SIMD4<Float>,
    _ sums: UnsafeMutableBufferPointer<SIMD4<Float>>, _ search: ColorChoice.Search
  ) -> Cell {
    let one = search.nearest(to: total, area: Self.area)
    var (least, glyph): (Float, Unicode.Scalar) = (one.cost, " ")
    var (bestInk, bestPaper) = (one.index, one.index)
    for family in families {
      add(parts, less: .zero, byGroupOf: family, to: sums)
      var sum = SIMD4<Float>.zero
      family.steps.withUnsafeBufferPointer { steps in
        for at in 0..<steps.count {
          let step = steps[at]
          sum += sums[step.group] * step.sign
          let ink = search.nearest(to: sum, area: step.ink)
          let paper = search.nearest(to: total - sum, area: step.paper)
          // Rounding must not make a pattern of what one color shows as well.
          if ink.cost + paper.cost < least, ink.index != paper.index {
            least = ink.cost + paper.cost
            (bestInk, bestPaper, glyph) = (ink.index, paper.index, step.glyph)
          }
        }
      }
    }
    let paper = Ink(search.colors[bestPaper])
    return bestInk == bestPaper
      ? Cell(" ", Style(on: paper)) : Cell(glyph, Style(Ink(search.colors[bestInk]), on: paper))
  }

  private func add(
    _ parts: UnsafeBufferPointer<SIMD4<Float>>, less mean: SIMD4<Float>,
    byGroupOf family: GlyphFamily, to sums: UnsafeMutableBufferPointer<SIMD4<Float>>
  ) {
    for group in 0..<family.areas.count { sums[group] = .zero }
    family.groupOfPart.withUnsafeBufferPointer { groups in
      for part in 0..<parts.count { sums[groups[part]] += (parts[part] - mean) * areas[part] }
    }
  }

  // MARK: One color

  /// A cell of one color; without colors, a letter.
  private func plain(_ sum: SIMD4<Float>, area: Float) -> Cell {
    if colors == .none { return Cell(letter(asBrightAs: Ink(sum / area))) }
    return Cell(" ", Style(on: ink(sum, area: area)))
  }

  private func ink(_ sum: SIMD4<Float>, area: Float) -> Ink {
    guard let choice else { return Ink(sum / area) }
    return choice.withSearch { Ink($0.colors[$0.nearest(to: sum, area: area).index]) }
  }

  /// A cell across the picture's edge: the glyph nearest to the part that shows some of it.
  private func edge(
    of parts: UnsafeBufferPointer<SIMD4<Float>>, _ total: SIMD4<Float>, outside: Cell
  ) -> Cell {
    guard let family = families.first else { return plain(total, area: total.w) }
    var covered = [Float](repeating: 0, count: family.areas.count)
    for part in 0..<parts.count { covered[family.groupOfPart[part]] += parts[part].w * areas[part] }
    var pattern = 0
    for group in covered.indices where covered[group] * 2 >= family.areas[group] {
      pattern |= 1 << group
    }
    return Cell(
      family.table.glyph(pattern),
      Style(ink(total, area: total.w), on: outside.style.background))
  }
}

extension Ink {
  /// Red, green and blue from 0 to 255, rounded; the fourth number is ignored.
  fileprivate init(_ color: SIMD4<Float>) {
    let bytes = SIMD4<UInt8>(clamping: SIMD4<Int32>(color.rounded(.toNearestOrAwayFromZero)))
    self.init(red: bytes.x, green: bytes.y, blue: bytes.z)
  }
}
