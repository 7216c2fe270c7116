import Labels

/// Which pixels of a window are the object that was boxed.
///
/// The object looks like the middle of the stroke, its surroundings like the ring around the stroke,
/// each side's ring for itself. Both are mixtures of Gaussians, fitted anew to what the first round
/// found, as in GrabCut (Rother, Kolmogorov and Blake, SIGGRAPH 2004). In place of its minimum cut,
/// neighbors of like color persuade each other (mean field), which takes a fixed time.
struct ObjectMask {
  /// Row-major, from -1 (surroundings) to 1 (object).
  private(set) var belief: [Float]
  /// The logarithm of how much likelier a pixel's color is as the object's.
  private(set) var evidence: [Float]
  private let window: SnapWindow

  /// Nil where the object cannot be told from what is around it, or nothing is.
  init?(_ window: SnapWindow) {
    self.window = window
    let count = window.width * window.height
    belief = [Float](repeating: -1, count: count)
    evidence = [Float](repeating: 0, count: count)
    let prior = window.prior()
    let links = Links(window)
    for round in 0..<ObjectMask.rounds {
      guard weigh(isFirst: round == 0) else { return nil }
      settle(links, prior)
    }
  }

  // These were chosen with `Benchmarks/Snap`.
  private static let rounds = 2
  private static let sweeps = 8
  private static let objectColors = 3
  private static let groundColors = 3
  /// A color with a smaller share of the object is taken for what crept in from beside it.
  private static let leastShare: Float = 0.08
  /// What tells a side's surroundings reaches this far into the window, as a share of it.
  private static let band: Float = 0.15
  /// How much less likely, in nats, a side's colors are at the opposite side.
  private static let far: Float = 2
  /// No single pixel's color says more than this, in nats.
  private static let clamp: Float = 6
  /// How much the stroke itself says, in half nats, in its middle.
  fileprivate static let trust: Float = 0.4
  /// Nats a pixel of the middle by which the object must differ from its surroundings, on average:
  /// a guess between what pictures of nothing and of lipsticks have.
  private static let leastContrast: Float = 0.75

  /// Fits the mixtures and fills `evidence`; false when there is nothing to compare, or no
  /// difference.
  private mutating func weigh(isFirst: Bool) -> Bool {
    let (width, height) = (window.width, window.height)
    var object: [SIMD4<Float>] = []
    var sides: [[SIMD4<Float>]] = [[], [], [], []]
    let outer = window.outer
    let core = window.inner
    let middle = PixelRect(
      left: core.left + (core.right - core.left) / 6, top: core.top + (core.bottom - core.top) / 6,
      right: core.right - (core.right - core.left) / 6,
      bottom: core.bottom - (core.bottom - core.top) / 6)
    for y in 0..<height {
      for x in 0..<width {
        let index = y * width + x
        let color = window.colors[index]
        if isFirst ? middle.contains(x, y) : belief[index] > 0.2 { object.append(color) }
        let isOutside = !outer.contains(x, y)
        guard isOutside || (!isFirst && belief[index] < -0.2) else { continue }
        let far = (
          window.depth(x, outer.left, outer.right), window.depth(y, outer.top, outer.bottom)
        )
        if far.0.near <= ObjectMask.band { sides[0].append(color) }
        if far.0.far <= ObjectMask.band { sides[1].append(color) }
        if far.1.near <= ObjectMask.band { sides[2].append(color) }
        if far.1.far <= ObjectMask.band { sides[3].append(color) }
      }
    }
    let mixture = ColorMixture(
      of: object, count: ObjectMask.objectColors, least: ObjectMask.leastShare)
    let around = sides.map { ColorMixture(of: $0, count: ObjectMask.groundColors) }
    guard !mixture.components.isEmpty, around.contains(where: { !$0.components.isEmpty }) else {
      return false
    }
    var (contrast, pixels): (Float, Float) = (0, 0)
    for y in outer.top..<outer.bottom {
      for x in outer.left..<outer.right {
        let index = y * width + x
        let color = window.colors[index]
        let across = window.depth(x, outer.left, outer.right)
        let down = window.depth(y, outer.top, outer.bottom)
        let far = ObjectMask.far
        let left = around[0].logDensity(of: color)
        let right = around[1].logDensity(of: color)
        let above = around[2].logDensity(of: color)
        let below = around[3].logDensity(of: color)
        let own = mixture.logDensity(of: color)
        let near = max(
          max(left - far * across.near, right - far * across.far),
          max(above - far * down.near, below - far * down.far))
        let clamp = ObjectMask.clamp
        evidence[index] = max(-clamp, min(clamp, own - near))
        if middle.contains(x, y) {
          let anywhere = max(max(left, right), max(above, below))
          contrast += max(-clamp, min(clamp, own - anywhere))
          pixels += 1
        }
      }
    }
    return contrast > ObjectMask.leastContrast * pixels
  }

  /// Lets neighbors agree.
  private mutating func settle(_ links: Links, _ prior: [Float]) {
    let (width, height) = (window.width, window.height)
    let outer = window.outer
    let rows = max(1, outer.top)..<max(2, min(height - 1, outer.bottom))
    let columns = max(1, outer.left)..<max(2, min(width - 1, outer.right))
    belief.withUnsafeMutableBufferPointer { belief in
      links.weights.withUnsafeBufferPointer { links in
        for index in 0..<width * height {
          belief[index] = squash(evidence[index] * 0.5 + prior[index])
        }
        for sweep in 0..<ObjectMask.sweeps {
          for turn in 0..<rows.count {
            let y = sweep % 2 == 0 ? rows.lowerBound + turn : rows.upperBound - 1 - turn
            for x in columns {
              let at = y * width + x
              let own = links[at]
              var sum = own.x * belief[at + 1] + own.y * belief[at + width]
              sum += own.z * belief[at + width + 1] + own.w * belief[at + width - 1]
              sum += links[at - 1].x * belief[at - 1] + links[at - width].y * belief[at - width]
              sum += links[at - width - 1].z * belief[at - width - 1]
              sum += links[at - width + 1].w * belief[at - width + 1]
              belief[at] = squash(evidence[at] * 0.5 + prior[at] + sum)
            }
          }
        }
      }
    }
  }
}

/// Close to the hyperbolic tangent, and rational: the same everywhere, and fast.
private func squash(_ value: Float) -> Float {
  let held = max(-3, min(3, value))
  return held * (27 + held * held) / (27 + 9 * held * held)
}

/// How strongly each pixel is tied to its neighbors: to the right, below, below right, below left.
private struct Links {
  let weights: [SIMD4<Float>]

  init(_ window: SnapWindow) {
    let (width, height) = (window.width, window.height)
    var differences = [SIMD4<Float>](repeating: .zero, count: width * height)
    var total: Float = 0
    window.colors.withUnsafeBufferPointer { colors in
      for y in 0..<height {
        for x in 0..<width {
          let at = y * width + x
          func apart(_ dx: Int, _ dy: Int) -> Float {
            guard x + dx >= 0, x + dx < width, y + dy < height else { return .infinity }
            let off = colors[at] - colors[at + dy * width + dx]
            return (off * off).sum()
          }
          let four = SIMD4(apart(1, 0), apart(0, 1), apart(1, 1), apart(-1, 1))
          if four.x.isFinite { total += min(four.x, 2000) }
          if four.y.isFinite { total += min(four.y, 2000) }
          differences[at] = four
        }
      }
    }
    let mean = max(12, total / Float(2 * width * height))
    let strength: Float = 1.7
    let strongest = strength * SIMD4<Float>(0.5, 0.5, 0.35, 0.35)
    // A Lorentzian of the difference: 1 for none, and an edge's is near 0.
    weights = differences.map { four in
      let ratio = four / (4 * mean)
      return strongest / (1 + ratio * ratio)
    }
  }
}

extension SnapWindow {
  /// How far a column or row lies from the near and from the far limit: 0 at them and beyond, 1 at
  /// the other one.
  func depth(_ at: Int, _ lower: Int, _ upper: Int) -> (near: Float, far: Float) {
    let size = Float(upper - lower)
    return (max(0, Float(at - lower) / size), max(0, Float(upper - 1 - at) / size))
  }

  /// What a stroke alone says about each pixel, as half log odds: its middle is the object, beyond the
  /// tolerance there is none.
  fileprivate func prior() -> [Float] {
    var values = [Float](repeating: -100, count: width * height)
    let scale = Double(step)
    for y in outer.top..<outer.bottom {
      let py = (Double(origin.y + y) + 0.5) * scale
      let down = min(py - stroke.top, stroke.bottom - py) / max(tolerance.y, 1)
      for x in outer.left..<outer.right {
        let px = (Double(origin.x + x) + 0.5) * scale
        let across = min(px - stroke.left, stroke.right - px) / max(tolerance.x, 1)
        values[y * width + x] = ObjectMask.trust * Float(max(-1, min(1, min(down, across))))
      }
    }
    return values
  }
}
