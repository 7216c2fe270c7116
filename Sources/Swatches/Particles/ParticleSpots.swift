import Pixels

/// Small spots of another color than the product around them: flakes of glitter, and what noise makes.
struct ParticleSpots {
  struct Spot {
    /// The place in the crop.
    let at: Int
    /// How different from around it: the length of the difference in CIELAB.
    let strength: Float
    /// Pixels that differ at least half as much, connected with it.
    let area: Int
  }

  let spots: [Spot]
  /// The difference that pixels have from the median around them by chance.
  let noise: Float
  /// Pixels that were searched.
  let searched: Int

  /// Below it nobody sees a difference on a textured surface; chosen on the 200 renders.
  private static let leastStrength: Float = 4.5
  /// Edges are longer than flakes: no part that is longer than this, in pixels, and much longer than wide.
  private static let longest = 7

  init(in crop: Raster, roles: PixelRoles) {
    let (width, height) = (crop.width, crop.height)
    // Nine pixels wide: a flake of up to four is less than half of it.
    let around = crop.medians(step: 2)
    var strengths = [Float](repeating: 0, count: width * height)
    var differences = [SIMD3<Float>](repeating: .zero, count: width * height)
    crop.samples.withUnsafeBufferPointer { samples in
      LabCodes.shared.forEach(samples) { differences[$0] = SIMD3($1, $2, $3) }
    }
    around.samples.withUnsafeBufferPointer { samples in
      LabCodes.shared.forEach(samples) { differences[$0] -= SIMD3($1, $2, $3) }
    }
    let inner = roles.product.eroded(3)
    let places = inner.places
    // A flake is at least two pixels wide, noise is one.
    for at in places {
      let sum =
        4 * differences[at] + differences[at - 1] + differences[at + 1] + differences[at - width]
        + differences[at + width]
      let mean = sum / 8
      strengths[at] = (mean * mean).sum().squareRoot()
    }
    noise = median(places.map { strengths[$0] }) * 1.4826
    searched = places.count
    let threshold = max(Self.leastStrength, 4 * noise)
    var found: [Spot] = []
    for at in places where strengths[at] > threshold {
      let strength = strengths[at]
      let neighbors = [
        at - width - 1, at - width, at - width + 1, at - 1, at + 1, at + width - 1, at + width,
        at + width + 1,
      ]
      // Of two that are equal the later one stands for both.
      guard
        neighbors.enumerated().allSatisfy({
          $0.offset < 4 ? strengths[$0.element] <= strength : strengths[$0.element] < strength
        })
      else { continue }
      let extent = Self.extent(of: at, in: strengths, width: width, height: height)
      guard extent.long <= Self.longest, extent.long <= 3 * extent.short else { continue }
      found.append(Spot(at: at, strength: strength, area: extent.area))
    }
    spots = found
  }

  /// What is connected with a spot and at least half as strong, within six pixels of it.
  private static func extent(
    of at: Int, in strengths: [Float], width: Int, height: Int
  ) -> (area: Int, long: Int, short: Int) {
    let least = strengths[at] / 2
    let (x0, y0) = (at % width, at / width)
    var seen: Set<Int> = [at]
    var queue = [at]
    var (left, right, top, bottom) = (x0, x0, y0, y0)
    while let place = queue.popLast() {
      let (x, y) = (place % width, place / width)
      (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
      for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
        let (nextX, nextY) = (x + dx, y + dy)
        guard abs(nextX - x0) <= 6, abs(nextY - y0) <= 6, nextX >= 0, nextY >= 0, nextX < width,
          nextY < height
        else { continue }
        let next = nextY * width + nextX
        if strengths[next] > least, seen.insert(next).inserted { queue.append(next) }
      }
    }
    let (across, down) = (right - left + 1, bottom - top + 1)
    return (seen.count, max(across, down), min(across, down))
  }
}
