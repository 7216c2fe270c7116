import Glibc

/// What tells how smooth a surface is: above all how sharp its highlights' edges are, which depends on
/// the lamp least; then how strong and how large they are.
struct FinishFeatures {
  /// Named as in `names`, in that order.
  let values: [Float]

  static let names =
    ["edge", "edge25", "edge3", "g90", "g97", "g995", "ga"]
    + ["q99", "q97", "q90", "q10", "q50", "r99", "y99", "y90", "y10", "sh15", "sh30", "sh50"]
    + (0..<5).map { "b\($0)" } + (0..<4).map { "bd\($0)" } + (0..<4).map { "pd\($0)" }
    + ["h", "slope", "steep", "bend", "wide", "peaks", "rough"].flatMap { ["m" + $0, "x" + $0] }
    + ["chroma", "env", "topd", "tops", "rim", "ku", "px"]

  init(of surface: UprightSurface, environment: Float) {
    let (width, height) = (surface.width, surface.height)
    let mask = surface.mask
    let inner = mask.eroded(6)
    let use = inner.count > 300 ? inner : mask
    let deep = mask.eroded(8)
    let core = deep.count > 300 ? deep : use
    let places = use.places
    let corePlaces = core.places
    let sorted = places.map { surface.light[$0] }.sorted()
    let q = { (share: Double) in quantile(share, ofSorted: sorted) }
    let bright = places.map { surface.luminance[$0] }.sorted()
    let y = { (share: Double) in quantile(share, ofSorted: bright) }
    let usual = q(0.5)
    let range = q(0.995) - q(0.1) + 0.01
    var field = surface.light
    for at in field.indices where mask.bits[at] == 0 { field[at] = usual }

    // Gradients and how wide the strongest edges are.
    let soft = Field(width: width, height: height, values: field).softened()
    let slopes = soft.gradients()
    let coreSlopes = corePlaces.map { slopes[$0] }.sorted()
    let steepest = quantile(0.995, ofSorted: coreSlopes)
    let rises = Field(width: width, height: height, values: field).rises(radius: 4)
    func widths(_ share: Float) -> [Float] {
      corePlaces.filter { slopes[$0] > share * steepest }
        .map { rises[$0] / max(slopes[$0], 1e-4) }.sorted()
    }
    let half = widths(0.5)
    let third = widths(0.3)
    var found: [Float] = [
      log(max(0.5, quantile(0.5, ofSorted: half))), log(max(0.5, quantile(0.25, ofSorted: half))),
      log(max(0.5, quantile(0.5, ofSorted: third))),
      quantile(0.9, ofSorted: coreSlopes) / range, quantile(0.97, ofSorted: coreSlopes) / range,
      steepest / range, log(steepest + 1e-4),
    ]

    let share = { (part: Float) in
      Float(places.count { surface.light[$0] > usual + part * range }) / Float(places.count)
    }
    found += [
      q(0.995) - usual, q(0.97) - usual, q(0.9) - usual, usual - q(0.1), usual,
      (q(0.995) - usual) / environment, log(y(0.995) / (y(0.5) + 0.01) + 0.01),
      log(y(0.9) / (y(0.5) + 0.01) + 0.01), log(y(0.1) / (y(0.5) + 0.01) + 0.01), share(0.15),
      share(0.3), share(0.5),
    ]

    // Energies of bands, from fine to coarse.
    let means = MaskedMeans(field: field, mask: mask)
    var before = field
    var energies: [Float] = []
    var peaks: [Float] = []
    for radius in [1, 2, 5, 10, 20] {
      let now = means.means(radius: radius)
      let differences = corePlaces.map { abs(before[$0] - now[$0]) }
      energies.append(
        (differences.reduce(0) { $0 + $1 * $1 } / Float(max(1, differences.count))).squareRoot())
      peaks.append(quantile(0.98, ofSorted: differences.sorted()))
      before = now
    }
    found += energies.map { log($0 + 1e-4) }
    found += (0..<4).map { log((energies[$0] + 3e-4) / (energies[$0 + 1] + 3e-4)) }
    found += (0..<4).map { log((peaks[$0] + 5e-4) / (peaks[$0 + 1] + 5e-4)) }

    // Profiles across, by the median of many rows, in which spots do not show.
    let profiles = Self.profiles(of: surface, over: use).map(ProfileFigures.init)
    for figure in [
      \ProfileFigures.height, \.slope, \.steepness, \.bend, \.wide, \.peaks, \.roughness,
    ] as [KeyPath<ProfileFigures, Float>] {
      let all = profiles.map { $0[keyPath: figure] }
      found.append(all.isEmpty ? 0 : all.reduce(0, +) / Float(all.count))
      found.append(all.max() ?? 0)
    }

    let rows = places.first.map { $0 / width } ?? 0
    let last = places.last.map { $0 / width } ?? 0
    let top = places.filter { $0 / width < rows + (last - rows) * 32 / 100 }
      .map { surface.light[$0] }
    let rim = mask.eroded(3).without(mask.eroded(8)).places.map { surface.light[$0] }
    let mean = sorted.reduce(0, +) / Float(sorted.count)
    let second = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(sorted.count)
    let fourth =
      sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) }
      / Float(sorted.count)
    found += [
      (y(0.5) - usual) / (y(0.5) + 0.02), environment,
      top.count > 50 ? median(top) - usual : 0, top.count > 50 ? spread(of: top) : 0,
      rim.isEmpty ? 0 : (median(rim) - usual) / environment,
      log(fourth / (second * second + 1e-9) + 1), log(Float(surface.sourceWidth)),
    ]
    values = found
  }

  /// Medians over the rows of three parts of the height, each stretched to 96 places from the left rim
  /// to the right one.
  private static func profiles(of surface: UprightSurface, over use: Bitmap) -> [[Float]] {
    let width = surface.width
    var spans: [(row: Int, first: Int, last: Int)] = []
    for row in 0..<surface.height {
      let line = use.bits[row * width..<(row + 1) * width]
      guard let first = line.firstIndex(of: 1), let last = line.lastIndex(of: 1), last - first > 20
      else { continue }
      spans.append((row, first - row * width, last - row * width))
    }
    guard spans.count >= 4 else { return [] }
    return [(0.30, 0.55), (0.50, 0.75), (0.70, 0.95)].compactMap { from, to in
      let chosen = spans[
        Int(from * Double(spans.count))..<max(
          Int(from * Double(spans.count)) + 1, Int(to * Double(spans.count)))]
      guard chosen.count > 2 else { return nil }
      let step = max(1, chosen.count / 24)
      let lines = stride(from: chosen.startIndex, to: chosen.endIndex, by: step).map { index in
        let span = chosen[index]
        return (0..<UprightSurface.side).map { place in
          let x =
            Float(span.first) + Float(span.last - span.first) * Float(place)
            / Float(UprightSurface.side - 1)
          let left = Int(x)
          let at = span.row * width + left
          let right = min(at + 1, span.row * width + width - 1)
          return surface.light[at] + (surface.light[right] - surface.light[at]) * (x - Float(left))
        }
      }
      return (0..<UprightSurface.side).map { place in median(lines.map { $0[place] }) }
    }
  }
}

/// Figures of one profile across the product.
private struct ProfileFigures {
  let height: Float
  let slope: Float
  let steepness: Float
  let bend: Float
  let wide: Float
  let peaks: Float
  let roughness: Float

  init(_ profile: [Float]) {
    let line = Array(profile[3..<profile.count - 3])
    let soft = line.indices.map { at in
      0.25 * line[max(0, at - 1)] + 0.5 * line[at] + 0.25 * line[min(line.count - 1, at + 1)]
    }
    let first = soft.indices.map { at in
      (soft[min(soft.count - 1, at + 1)] - soft[max(0, at - 1)]) / 2
    }
    let second = first.indices.map { at in
      (first[min(first.count - 1, at + 1)] - first[max(0, at - 1)]) / 2
    }
    let sorted = line.sorted()
    let low = quantile(0.2, ofSorted: sorted)
    height = quantile(0.99, ofSorted: sorted) - low
    slope = (first.map { abs($0) }.max() ?? 0) / (height + 0.004)
    steepness = log((first.map { abs($0) }.max() ?? 0) + 1e-4)
    bend = (second.map { abs($0) }.max() ?? 0) / (height + 0.004)
    let isPeak = line.map { $0 > low + 0.5 * (quantile(0.99, ofSorted: sorted) - low) }
    wide = Float(isPeak.count { $0 }) / Float(line.count)
    peaks = Float(isPeak.indices.count { isPeak[$0] && ($0 == 0 || !isPeak[$0 - 1]) })
    let energy = { (values: [Float]) in values.reduce(Float(1e-9)) { $0 + $1 * $1 } }
    roughness = log(energy(second) / energy(first))
  }
}

private func spread(of values: [Float]) -> Float {
  let mean = values.reduce(0, +) / Float(values.count)
  return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)).squareRoot()
}
