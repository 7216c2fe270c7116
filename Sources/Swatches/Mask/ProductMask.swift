import Glibc
import Pixels

/// Finds the product's own pixels in a loose box: what looks like the box's core and unlike what lies
/// around the box.
///
/// Two histograms of colors, one of each, give every color the logarithm of its odds; a pixel's
/// odds are those of its color, averaged with its neighbors', of its place in the box, and of how much
/// likelier its color is in the box than around it. What is found is the core of the next round. This is
/// the first step of GrabCut (Rother, Kolmogorov, Blake 2004) with histograms for its mixtures and an
/// average for its cut. All weights were chosen on the 60 renders with masks (`Benchmarks/Swatches`).
///
/// A labeler's box touches the product on all sides. Where what was found does not, the core may have
/// been something else's, and the search starts from other places.
struct ProductMask {
  private let width: Int
  private let height: Int
  /// The bin of each of the box's pixels.
  private let inside: [UInt16]
  private let around: Histogram
  /// How much likelier each color is in the box than around it: what the box was drawn around has all
  /// its colors inside, background and packaging go on beyond.
  private let enclosed: [Float]
  private let places: [Float]

  private static let rounds = 3
  /// Share of pixels that a color has by chance: a color seen nowhere says nothing.
  private static let floor: Float = 2e-4
  /// What being in the middle of the box is worth, in logarithms of odds.
  private static let trustInPlace: Float = 0.9
  /// What is found should be as wide and high as the box: the intersection over union of their extents
  /// from which on no other core is tried. A labeler's box that is off by 6 % a side leaves 0.77.
  private static let wellFitting = 0.75

  /// Where a product is nearly always, and then where else it may be, in shares of the box.
  private static let cores: [(columns: ClosedRange<Double>, rows: ClosedRange<Double>)] = [
    (0.35...0.65, 0.45...0.88), (0.35...0.65, 0.12...0.5), (0.12...0.5, 0.3...0.7),
    (0.5...0.88, 0.3...0.7),
  ]

  static func find(in surroundings: Surroundings) -> Bitmap {
    let search = ProductMask(surroundings)
    var best = Bitmap(width: 0, height: 0)
    var bestFit = -1.0
    for core in cores where bestFit < wellFitting {
      let mask = search.mask(
        from: search.rectangle(columns: core.columns, rows: core.rows))
      let fit = mask.extent
      if fit > bestFit { (best, bestFit) = (mask, fit) }
    }
    return best
  }

  private init(_ surroundings: Surroundings) {
    let (columns, rows) = (surroundings.columns, surroundings.rows)
    (width, height) = (columns.count, rows.count)
    let bins = Self.bins(of: surroundings.raster)
    var inside: [UInt16] = []
    inside.reserveCapacity(width * height)
    for y in rows {
      let row = y * surroundings.raster.width
      inside += bins[row + columns.lowerBound..<row + columns.upperBound]
    }
    var around = Histogram()
    for bin in bins { around.counts[Int(bin)] += 1 }
    for bin in inside { around.counts[Int(bin)] -= 1 }
    self.inside = inside
    self.around = around
    var whole = Histogram()
    for bin in inside { whole.counts[Int(bin)] += 1 }
    enclosed = whole.logOdds(against: around, floor: Self.floor)
    places = Self.trustInPlaces(width: width, height: height)
  }

  private func mask(from core: Bitmap) -> Bitmap {
    var mask = core
    for round in 0..<Self.rounds {
      var product = Histogram()
      var rest = around
      for at in inside.indices {
        if mask.bits[at] != 0 {
          product.counts[Int(inside[at])] += 1
        } else if round > 0 {
          rest.counts[Int(inside[at])] += 1
        }
      }
      let odds = product.logOdds(against: rest, floor: Self.floor)
      let trust: Float = round == 0 ? 2 : 1
      let field = inside.indices.map {
        odds[Int(inside[$0])] + trust * enclosed[Int(inside[$0])] + places[$0]
      }
      let likely = Self.positive(field, width: width, height: height)
      let found = likely.eroded(1).dilated(1).part(under: core)
      guard found.count * 10 > core.count else { break }
      mask = found.filled().closed(2)
    }
    return mask
  }

  private func rectangle(
    columns: ClosedRange<Double>, rows: ClosedRange<Double>
  ) -> Bitmap {
    var core = Bitmap(width: width, height: height)
    let left = Int(columns.lowerBound * Double(width))
    let top = Int(rows.lowerBound * Double(height))
    for y in top..<max(top + 1, Int(rows.upperBound * Double(height))) {
      for x in left..<max(left + 1, Int(columns.upperBound * Double(width))) {
        core[x: x, y: y] = true
      }
    }
    return core
  }

  /// What each place is worth: most in the middle, a little below the box's own.
  private static func trustInPlaces(width: Int, height: Int) -> [Float] {
    let (halfWidth, halfHeight) = (Float(width) / 2, Float(height) / 2)
    var places: [Float] = []
    places.reserveCapacity(width * height)
    for y in 0..<height {
      let down = 0.75 * (Float(y) + 0.5 - 0.55 * Float(height)) / halfHeight
      for x in 0..<width {
        let across = (Float(x) + 0.5 - halfWidth) / halfWidth
        places.append(trustInPlace * max(-1, min(1, 1.2 - across * across - down * down)))
      }
    }
    return places
  }

  /// The bin of each pixel's color, after a blur of 3 x 3 pixels.
  private static func bins(of raster: Raster) -> [UInt16] {
    var bins = [UInt16](repeating: 0, count: raster.width * raster.height)
    raster.blurred().samples.withUnsafeBufferPointer { samples in
      LabCodes.shared.forEach(samples) { pixel, lightness, a, b in
        bins[pixel] = Histogram.bin(lightness: lightness, a: a, b: b)
      }
    }
    return bins
  }

  /// Where the mean of 3 x 3 values is above zero.
  private static func positive(_ field: [Float], width: Int, height: Int) -> Bitmap {
    var bits = [UInt8](repeating: 0, count: field.count)
    var sums = [Float](repeating: 0, count: width)
    field.withUnsafeBufferPointer { field in
      for y in 0..<height {
        let (above, row, below) = (max(0, y - 1) * width, y * width, min(height - 1, y + 1) * width)
        for x in 0..<width {
          sums[x] = field[row + x] + (y > 0 ? field[above + x] : 0)
          if y + 1 < height { sums[x] += field[below + x] }
        }
        for x in 0..<width {
          let sum = sums[x] + (x > 0 ? sums[x - 1] : 0) + (x + 1 < width ? sums[x + 1] : 0)
          bits[row + x] = sum > 0 ? 1 : 0
        }
      }
    }
    return Bitmap(width: width, height: height, bits: bits)
  }
}

extension Bitmap {
  /// How much of its rectangle the smallest rectangle around all that is meant covers.
  fileprivate var extent: Double {
    var (left, right, top, bottom) = (width, -1, height, -1)
    for at in bits.indices where bits[at] != 0 {
      let (x, y) = (at % width, at / width)
      (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
    }
    guard right >= left else { return 0 }
    return Double((right - left + 1) * (bottom - top + 1)) / Double(width * height)
  }
}
