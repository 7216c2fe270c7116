import Glibc

/// What tells how smooth a surface is: how sharp the edges of its highlights are across the product,
/// which depends on the lamp least.
///
/// Of 53 figures tried these eight, chosen one after the other by how well they tell finishes under
/// lights that they were not fitted on, are all that helped; strength and share of highlights, energies of
/// bands and gradients in two dimensions tell the lamp as much as the surface.
struct FinishFeatures {
  /// Means and extremes over three profiles: slope (mean, greatest), roughness (mean, greatest), width
  /// and number of peaks (means); then how much brighter the upper third is, and how much the rim.
  let values: [Float]
  /// The part of the product's width above half the highlight's height.
  let width: Float

  init(of surface: UprightSurface, environment: Float) {
    let mask = surface.mask
    let rimless = mask.eroded(3)
    let inner = rimless.eroded(3)
    let use = inner.count > 300 ? inner : mask
    let places = use.places
    let usual = median(places.map { surface.light[$0] })
    let profiles = Self.profiles(of: surface, over: use).map(ProfileFigures.init)
    let mean = { (figure: (ProfileFigures) -> Float) in
      profiles.reduce(0) { $0 + figure($1) } / Float(max(1, profiles.count))
    }
    let first = (places.first ?? 0) / surface.width
    let last = (places.last ?? 0) / surface.width
    let end = first + (last - first) * 32 / 100
    let top = places.filter { $0 / surface.width < end }.map { surface.light[$0] }
    let rim = rimless.without(inner.eroded(2)).places.map { surface.light[$0] }
    width = mean { $0.wide }
    values = [
      mean { $0.slope }, profiles.map(\.slope).max() ?? 0, mean { $0.roughness },
      profiles.map(\.roughness).max() ?? 0, width, mean { $0.peaks },
      top.count > 50 ? median(top) - usual : 0,
      rim.isEmpty ? 0 : (median(rim) - usual) / environment,
    ]
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
        Int(
          from * Double(spans.count))..<max(
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
  /// The steepest change from one place to the next, in parts of the profile's height.
  let slope: Float
  /// The part that is above half of the height.
  let wide: Float
  let peaks: Float
  /// The logarithm of how much the slope changes against how much there is of it.
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
    let height = quantile(0.99, ofSorted: sorted) - low
    slope = (first.map { abs($0) }.max() ?? 0) / (height + 0.004)
    let isPeak = line.map { $0 > low + 0.5 * height }
    wide = Float(isPeak.count { $0 }) / Float(line.count)
    peaks = Float(isPeak.indices.count { isPeak[$0] && ($0 == 0 || !isPeak[$0 - 1]) })
    let energy = { (values: [Float]) in values.reduce(Float(1e-9)) { $0 + $1 * $1 } }
    roughness = log(energy(second) / energy(first))
  }
}
