/// A table of glyphs laid over the parts of a glyph set, and the order in which its patterns are
/// tried.
///
/// Two colors in two places can be swapped, so only the patterns without the last group are tried:
/// 2^(n-1) for n groups. They are walked in Gray-code order, in which one group changes sides at a
/// time.
struct GlyphFamily: Sendable {
  /// The most groups of any table.
  static let mostGroups = 8

  /// The group that each part of the set belongs to, row-major.
  let groupOfPart: [Int]
  /// Areas by group, in columns x lines; their sum is the area of the cell.
  let weights: [Float]
  /// The character of every pattern of groups.
  let glyphs: [Unicode.Scalar]
  /// What changes at each step of the walk, after the first pattern, which is empty.
  let steps: [Step]

  struct Step: Sendable {
    /// The group that changes sides.
    let group: Int
    /// 1 when it turns to ink, -1 when it turns to paper.
    let sign: Float
    /// The pattern after the step.
    let pattern: Int
    /// Areas of ink and of paper after the step.
    let ink: Float
    let paper: Float
    /// What |S|^2 is multiplied by: see `Mosaic`.
    let gain: Float
  }

  init(_ table: GlyphTable, on set: GlyphSet) {
    let cell = 16
    let tops = set.heights.indices.map { set.heights[..<$0].reduce(0, +) }
    let groupTops = table.heights.indices.map { table.heights[..<$0].reduce(0, +) }
    var groups: [Int] = []
    var weights = [Float](repeating: 0, count: table.across * table.heights.count)
    for (top, height) in zip(tops, set.heights) {
      let row = groupTops.lastIndex { $0 <= top } ?? 0
      for column in 0..<set.across {
        let group = row * table.across + column * table.across / set.across
        groups.append(group)
        weights[group] += Float(height) / Float(set.across)
      }
    }
    groupOfPart = groups
    self.weights = weights
    glyphs = table.glyphs

    let total = Float(cell)
    var (pattern, ink) = (0, Float(0))
    steps = (1..<1 << (weights.count - 1)).map { step in
      let group = step.trailingZeroBitCount
      pattern ^= 1 << group
      let sign: Float = pattern >> group & 1 == 1 ? 1 : -1
      ink += sign * weights[group]
      return Step(
        group: group, sign: sign, pattern: pattern, ink: ink, paper: total - ink,
        gain: total / (ink * (total - ink)))
    }
  }
}
