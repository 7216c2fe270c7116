package import Labels
package import Pixels

/// What is read from the pixels of one box.
package struct Swatch: Hashable, Sendable {
  package var roles: PixelRoles
  package var observed: ObservedColor
  /// The plain mean of the box's samples: for comparison, never the answer.
  package var average: SRGB
  package var sceneLight: LinearRGB
  package var nearLight: LinearRGB
  package var features: [Float]
}

extension Swatch {
  package static var featureNames: [String] { FinishFeatures.names }

  /// Reads a box of a picture. Nil while the box's surroundings are being decoded, or when the box has
  /// less than 4 pixels either way.
  package static func read(_ picture: Picture, box: Box) -> Swatch? {
    guard let surroundings = Surroundings(of: box, in: picture) else { return nil }
    let crop = surroundings.raster.cropped(
      columns: surroundings.columns, rows: surroundings.rows)
    let roles = PixelRoles(of: surroundings, crop: crop)
    let smooth = crop.medians()
    let features = UprightSurface(of: crop, smooth: smooth, roles: roles)
      .map { FinishFeatures(of: $0, environment: Float(surroundings.sceneLight.luminance) + 0.05).values } ?? []
    return Swatch(
      roles: roles, observed: ObservedColor(of: crop, roles: roles), average: crop.average,
      sceneLight: surroundings.sceneLight, nearLight: surroundings.nearLight, features: features)
  }
}

extension Raster {
  /// The plain mean of its samples.
  var average: SRGB {
    var sums = (0, 0, 0)
    for at in stride(from: 0, to: samples.count, by: 3) {
      sums.0 += Int(samples[at])
      sums.1 += Int(samples[at + 1])
      sums.2 += Int(samples[at + 2])
    }
    let count = Double(max(1, width * height))
    return SRGB(
      red: Double(sums.0) / count, green: Double(sums.1) / count, blue: Double(sums.2) / count)
  }
}
