/// A table of glyphs laid over finer parts, and what happens at each step of its walk.
struct GlyphFamily: Sendable {
  /// The most parts of any table.
  static let mostGroups = 8

  let table: GlyphTable
  /// The part of the table that each of the finer parts belongs to, row-major.
  let groupOfPart: [Int]
  /// Areas by group, in columns of a cell x lines.
  let areas: [Float]
  /// Beginning after the empty pattern.
  let steps: [Step]

  struct Step: Sendable {
    /// The group that changes sides.
    let group: Int
    /// 1 when it turns to ink, -1 when it turns to paper.
    let sign: Float
    /// The character after the step.
    let glyph: Unicode.Scalar
    /// Areas of ink and of paper after the step.
    let ink: Float
    let paper: Float
    /// What |S|^2 is multiplied by: see `Mosaic`.
    let gain: Float
  }

  /// nil when parts lie across the table's edges.
  init?(_ table: GlyphTable, on parts: CellParts) {
    guard parts.fits(table.parts) else { return nil }
    self.table = table
    groupOfPart = parts.tops.flatMap { top in
      let row = table.parts.tops.lastIndex { $0 <= top } ?? 0
      return (0..<parts.across).map { column in
        row * table.parts.across + column * table.parts.across / parts.across
      }
    }
    areas = table.parts.areas

    let cell = Float(CellParts.lines)
    var (pattern, ink) = (0, Float(0))
    var steps: [Step] = []
    for group in table.walk {
      pattern ^= 1 << group
      let sign: Float = pattern >> group & 1 == 1 ? 1 : -1
      ink += sign * areas[group]
      steps.append(
        Step(
          group: group, sign: sign, glyph: table.glyph(pattern), ink: ink, paper: cell - ink,
          gain: cell / (ink * (cell - ink))))
    }
    self.steps = steps
  }
}
