import Pixels

/// What each pixel of a box was taken for.
package struct PixelRoles: Hashable, Sendable {
  /// The box's pixels, halved `level` times: a pixel here is 2^level pixels of the picture either way,
  /// the first one's corner lies at (`originX`, `originY`) in the picture.
  package let level: Int
  package let originX: Int
  package let originY: Int
  /// The product, as against background, packaging and a second product.
  package let product: Bitmap
  /// The product without its rim, where colors mix.
  package let inner: Bitmap
  package let highlight: Bitmap
  package let particles: Bitmap
  /// Neither of both: what the color is read from.
  package let clean: Bitmap
  /// How steep the highlights' borders are (`Highlight.steepness`).
  let steepness: Double

  package enum Role: Hashable, Sendable {
    case rejected, rim, highlight, particle, used
  }

  package func role(x: Int, y: Int) -> Role {
    if !product[x: x, y: y] { return .rejected }
    if clean[x: x, y: y] { return .used }
    if highlight[x: x, y: y] { return .highlight }
    return particles[x: x, y: y] ? .particle : .rim
  }
}

extension PixelRoles {
  /// `crop` has the box's own pixels of the surroundings, `smooth` its medians.
  init(of surroundings: Surroundings, crop: Raster, smooth: Raster) {
    let product = ProductMask.find(in: surroundings)
    level = surroundings.level
    originX = (surroundings.originX + surroundings.columns.lowerBound) << level
    originY = (surroundings.originY + surroundings.rows.lowerBound) << level
    self.product = product
    let eroded = product.eroded(2)
    inner = eroded.count > Self.least ? eroded : product
    let places = inner.places
    particles = Self.unlike(smooth, crop, places: places)
    highlight = Highlight(of: smooth, places: places, sceneLight: surroundings.sceneLight)
      .found(in: smooth, crop, places: places)
    steepness = Highlight.steepness(of: highlight, in: smooth, inner: inner)
    let grown = highlight.dilated(1)
    let lit = inner.without(grown)
    let plain = lit.without(particles.dilated(1))
    clean =
      Double(plain.count) >= 0.08 * Double(places.count)
      ? plain : lit.count >= Self.least / 2 ? lit : inner
  }

  private static let least = 60

  /// Pixels that stand out from the median around them more than most do.
  private static func unlike(_ smooth: Raster, _ crop: Raster, places: [Int]) -> Bitmap {
    var bits = [UInt8](repeating: 0, count: crop.width * crop.height)
    let difference = { (at: Int) in
      (0..<3).reduce(Float(0)) {
        max($0, abs(Float(crop.samples[at * 3 + $1]) - Float(smooth.samples[at * 3 + $1])))
      }
    }
    let differences = places.map(difference)
    let threshold = 12 + 3 * 1.4826 * median(differences)
    for (at, difference) in zip(places, differences) where difference > threshold { bits[at] = 1 }
    return Bitmap(width: crop.width, height: crop.height, bits: bits)
  }

}
