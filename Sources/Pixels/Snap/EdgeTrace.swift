/// One side of a box.
package enum BoxSide: CaseIterable, Sendable {
  case left, top, right, bottom

  /// Whether the edge is a column: its lines, along which it is crossed, are rows.
  var isUpright: Bool { self == .left || self == .right }
  /// 1 where inward is to larger coordinates, or -1.
  var inward: Int { self == .left || self == .top ? 1 : -1 }
}

/// Where the object begins along each of some neighboring lines across one of its edges.
///
/// Depths are coordinates times `inward`, so that they grow into the object from every side.
/// In pixels of one level of the pyramid.
struct EdgeTrace {
  let side: BoxSide
  let level: Int
  /// The first line.
  let start: Int
  /// One for each line.
  var depths: [Double]

  /// What lies on both sides of the edge.
  struct Step {
    /// The mean color difference over the edge, and over as long a way on either side of it.
    var across = SIMD4<Float>.zero
    var inside = SIMD4<Float>.zero
    var outside = SIMD4<Float>.zero
    /// The means of the squares, line by line, of `across` and `outside`: texture whose mean is
    /// nothing shows here.
    var ownEnergy: Float = 0
    var groundEnergy: Float = 0

    /// From 0 to 1: how much of the change is the edge's own, and no shading that goes on beside it;
    /// nil where there is no edge, or too weak a one.
    var confidence: Double? {
      let own = (across * across).sum()
      let beside = ((inside * inside).sum() + (outside * outside).sum()) / 2
      // Chosen with `Benchmarks/Snap`: 9 steps of 8 bits, and twice the square beside it.
      guard own > 80, own > 2 * beside, ownEnergy > Step.margin * groundEnergy else { return nil }
      return Double(1 - beside / own)
    }

    /// How much stronger, squared, an edge is than what changes just outside it on the same lines:
    /// on stripes and checks the next best edge is as good, so none is taken.
    private static let margin: Float = 2.5
  }

  /// The part around the outermost place: at most `most` lines within `reach` of it.
  func outermost(reach: Double, most: Int) -> EdgeTrace {
    guard let least = depths.min(), let at = depths.firstIndex(of: least) else { return self }
    var (first, end) = (at, at + 1)
    var isGrowing = true
    while isGrowing, end - first < most {
      isGrowing = false
      if first > 0, depths[first - 1] <= least + reach { (first, isGrowing) = (first - 1, true) }
      if end < depths.count, depths[end] <= least + reach { (end, isGrowing) = (end + 1, true) }
    }
    return EdgeTrace(
      side: side, level: level, start: start + first, depths: Array(depths[first..<end]))
  }

  /// The same on a finer level.
  func finer(by levels: Int) -> EdgeTrace {
    let factor = 1 << levels
    var fine: [Double] = []
    for depth in depths {
      for _ in 0..<factor { fine.append(depth * Double(factor)) }
    }
    return EdgeTrace(side: side, level: level - levels, start: start * factor, depths: fine)
  }

  /// Puts every line's edge where the color changes most from what lies outside to what lies inside,
  /// to a fraction of a pixel: the mean place of its rises in a band of `reach` pixels on either
  /// side, each counted by its square. Five neighboring lines are looked at together.
  mutating func refine(in picture: Picture, reach: Int) -> Step {
    let size = picture.pyramid.levels[level]
    let inward = side.inward
    let (lines, places) = side.isUpright ? (size.height, size.width) : (size.width, size.height)
    // Whole depths about which each line's band lies.
    let middles = depths.map { Int($0.rounded()) }
    guard let least = middles.min(), let most = middles.max() else { return Step() }
    let band = 2 * reach
    // Places, ascending, that hold all bands.
    let ends = [(least - band) * inward, (most + band) * inward].sorted()
    let lower = max(0, min(places - 1, ends[0] - 1))
    let upper = max(lower + 1, min(places, ends[1] + 1))
    let firstLine = max(0, min(lines - 1, start))
    let endLine = max(firstLine + 1, min(lines, start + depths.count))
    let colors =
      side.isUpright
      ? picture.colors(
        level: level,
        in: PixelRect(left: lower, top: firstLine, right: upper, bottom: endLine))
      : picture.colors(
        level: level,
        in: PixelRect(left: firstLine, top: lower, right: endLine, bottom: upper))
    let stride = side.isUpright ? upper - lower : endLine - firstLine
    func color(_ line: Int, _ depth: Int) -> SIMD4<Float> {
      let place = inward > 0 ? depth : -depth - 1
      let p = max(lower, min(upper - 1, place)) - lower
      let l = max(firstLine, min(endLine - 1, start + line)) - firstLine
      return side.isUpright ? colors[l * stride + p] : colors[p * stride + l]
    }
    // Each line's band, from outside in, lined up at its middle; then the mean of five neighbors.
    let own = depths.indices.map { line in
      (-band..<band).map { color(line, middles[line] + $0) }
    }
    var step = Step()
    for line in depths.indices {
      let near = own[max(0, line - 2)..<min(own.count, line + 3)]
      var profile = [SIMD4<Float>](repeating: .zero, count: 2 * band)
      for other in near {
        for at in profile.indices { profile[at] += other[at] }
      }
      let share = 1 / Float(near.count * reach)
      let quarters = (0..<4).map { quarter in
        profile[quarter * reach..<(quarter + 1) * reach].reduce(.zero, +) * share
      }
      step.outside += quarters[1] - quarters[0]
      step.across += quarters[2] - quarters[1]
      step.inside += quarters[3] - quarters[2]
      let (across, outside) = (quarters[2] - quarters[1], quarters[1] - quarters[0])
      step.ownEnergy += (across * across).sum()
      step.groundEnergy += (outside * outside).sum()
      let difference = quarters[3] - quarters[0]
      let square = (difference * difference).sum() * Float(near.count)
      guard square > Float(near.count) else { continue }
      var (weight, sum): (Float, Float) = (0, 0)
      var before: Float = 0
      for off in -reach - 1...reach {
        let part =
          ((profile[band + off] - quarters[0] * Float(near.count)) * difference).sum() / square
        let share = max(0, min(1, part))
        if off >= -reach, share > before {
          let rise = (share - before) * (share - before)
          weight += rise
          sum += rise * Float(off)
        }
        before = share
      }
      if weight > 0 { depths[line] = Double(middles[line]) + Double(sum / weight) }
    }
    let count = Float(depths.count)
    step.outside /= count
    step.inside /= count
    step.across /= count
    step.ownEnergy /= count
    step.groundEnergy /= count
    return step
  }

  /// The outermost depth that neighboring lines agree on.
  ///
  /// - Precondition: There is a line.
  var extreme: Double {
    depths.indices.map { line in
      let near = depths[max(0, line - 2)..<min(depths.count, line + 3)].sorted()
      return near[near.count / 2]
    }.reduce(.infinity, min)
  }
}
