import Cells

/// The color of a few that is nearest to a mean, by squared distance in 8-bit sRGB.
struct ColorChoice: Sendable {
  /// Red, green, blue, and the sum of their squares.
  let colors: [SIMD4<Float>]
  private let kind: Kind

  fileprivate enum Kind {
    case cube, gray, any
  }

  /// nil for `truecolor` and `none`, which have nothing to choose from.
  init?(_ colors: MosaicColors) {
    let indices: [Int]
    switch colors {
    case .truecolor, .none: return nil
    case .palette256: (indices, kind) = (Array(16..<256), .cube)
    case .gray:
      let grays = (16..<256).filter { index in
        let color = Palette.color256(index)
        return color.red == color.green && color.green == color.blue
      }
      (indices, kind) = (
        grays.sorted { Palette.color256($0).red < Palette.color256($1).red }, .gray
      )
    case .sixteen: (indices, kind) = (Array(0..<16), .any)
    case .eight: (indices, kind) = (Array(0..<8), .any)
    }
    self.colors = indices.map { index in
      let color = Palette.color256(index)
      let (red, green, blue) = (Float(color.red), Float(color.green), Float(color.blue))
      return SIMD4(red, green, blue, red * red + green * green + blue * blue)
    }
    steps = Self.table(levels: Palette.cubeLevels)
    grays = Self.table(
      levels: kind == .gray ? self.colors.map { Int($0.x) } : (0..<24).map { 8 + 10 * $0 })
  }

  /// The nearest of the cube's levels and of the grays to each half of a step from 0 to 255: all
  /// midpoints between levels are such halves, so what lies between two of them has one answer.
  private let steps: [UInt8]
  private let grays: [UInt8]

  private static func table(levels: [Int]) -> [UInt8] {
    (0...511).map { half in
      let value = Float(half) / 2 + 0.25
      let nearest = levels.indices.min { one, other in
        abs(Float(levels[one]) - value) < abs(Float(levels[other]) - value)
      }
      return UInt8(nearest ?? 0)
    }
  }

  /// The tables without bounds checks, for the time of one call.
  struct Search {
    let colors: UnsafeBufferPointer<SIMD4<Float>>
    fileprivate let kind: Kind
    fileprivate let steps: UnsafeBufferPointer<UInt8>
    fileprivate let grays: UnsafeBufferPointer<UInt8>

    /// The nearest color to the mean of an area.
    ///
    /// - Parameters:
    ///   - sum: the colors' sum, weighted by area; the fourth number is ignored
    ///   - area: above 0
    /// - Returns: Its place in `colors`, and the squared error over the area, less the sum of the
    ///   colors' own squares, which does not depend on the choice.
    @inline(__always)
    func nearest(to sum: SIMD4<Float>, area: Float) -> (index: Int, cost: Float) {
      var weights = sum * -2
      weights.w = area
      let mean = sum * (1 / area)
      switch kind {
      case .any:
        var (best, least) = (0, cost(0, weights))
        for index in 1..<colors.count {
          let cost = cost(index, weights)
          if cost < least { (best, least) = (index, cost) }
        }
        return (best, least)
      case .gray:
        // All grays lie on one line; the nearest is the one nearest to the mean of the channels.
        let index = Int(grays[half((mean.x + mean.y + mean.z) / 3)])
        return (index, cost(index, weights))
      case .cube:
        let cube =
          36 * Int(steps[half(mean.x)]) + 6 * Int(steps[half(mean.y)]) + Int(steps[half(mean.z)])
        let gray = 216 + Int(grays[half((mean.x + mean.y + mean.z) / 3)])
        let (one, other) = (cost(cube, weights), cost(gray, weights))
        return other < one ? (gray, other) : (cube, one)
      }
    }

    @inline(__always)
    private func cost(_ index: Int, _ weights: SIMD4<Float>) -> Float {
      (colors[index] * weights).sum()
    }

    /// A value's place in tables of half steps; rounding may have put it beyond their ends.
    @inline(__always)
    private func half(_ value: Float) -> Int {
      max(0, min(511, Int(value * 2)))
    }
  }

  func withSearch<Value>(_ body: (Search) -> Value) -> Value {
    colors.withUnsafeBufferPointer { colors in
      steps.withUnsafeBufferPointer { steps in
        grays.withUnsafeBufferPointer { grays in
          body(Search(colors: colors, kind: kind, steps: steps, grays: grays))
        }
      }
    }
  }
}
