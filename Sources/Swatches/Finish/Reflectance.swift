import Pixels

/// How much light the product's body gives back, and its highlights.
package struct Reflectance: Hashable, Sendable {
  /// Luminance of the render base, 0 to 1; relative to the exposure where that is not known.
  package var diffuse: Double
  /// Luminance of the strongest highlight (99.5th percentile) above the median, 0 to 1.
  package var highlight: Double
  /// The part of the product's width that is above half the highlight's height, 0 to 1; 0 where the
  /// product is too small to tell.
  package var highlightWidth: Double
  /// The part of the product's pixels taken for highlight.
  package var highlightShare: Double
  /// The part with a channel at 250 or above: light that the picture does not hold.
  package var clippedShare: Double

  init(of smooth: Raster, crop: Raster, roles: PixelRoles, base: SRGB, width: Double) {
    let places = roles.inner.places
    let luminances = smooth.lights(at: places).map { $0.luminance }.sorted()
    let count = Double(max(1, places.count))
    diffuse = base.light.luminance
    highlight = Double(quantile(0.995, ofSorted: luminances) - quantile(0.5, ofSorted: luminances))
    highlightWidth = width
    highlightShare = Double(roles.highlight.and(roles.inner).count) / count
    clippedShare =
      Double(
        places.count {
          max(crop.samples[$0 * 3], crop.samples[$0 * 3 + 1], crop.samples[$0 * 3 + 2]) >= 250
        }) / count
  }
}
