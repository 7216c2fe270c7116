package import Labels
package import Pixels

/// What is read from the pixels of one box.
package struct Swatch: Hashable, Sendable {
  package var observed: ObservedColor
  package var renderBase: RenderBase
  /// The plain mean of the box's samples: for comparison, never the answer.
  package var average: SRGB
  /// Nil where there is too little product to tell.
  package var finish: Finish?
  package var reflectance: Reflectance
  package var particles: Particles
  package var roles: PixelRoles
  package var warnings: [Warning]

  /// How large a box is read at: boxes are halved until the geometric mean of their sides, in pixels, is
  /// no more than this.
  package enum Detail: Double, Sendable {
    /// While a box is being moved: a quarter of the work or less.
    case live = 110
    /// What is kept. Fine glitter of large boxes needs it.
    case full = 160
  }

  /// Why the reading may be worse than its figures say.
  package enum Warning: String, CaseIterable, Hashable, Sendable {
    case muchShine = "much of the product shines"
    case clipped = "more than 5 % of the product is overexposed"
    case small = "the box has less than 600 pixels"
    case notOnlyProduct = "less than half of the box is one product"
  }
}

extension Swatch {
  /// Reads a box of a picture: a pure function, some milliseconds whatever the box's size. Nil while
  /// the box's surroundings are being decoded, or when the box has less than 4 pixels either way.
  package static func read(
    _ picture: Picture, box: Box, reference: Reference? = nil, detail: Detail = .full
  ) -> Swatch? {
    guard let surroundings = Surroundings(of: box, in: picture, detail: detail) else { return nil }
    let crop = surroundings.raster.cropped(
      columns: surroundings.columns, rows: surroundings.rows)
    let smooth = crop.medians()
    let roles = PixelRoles(of: surroundings, crop: crop, smooth: smooth)
    let observed = ObservedColor(of: crop, roles: roles)
    let base = RenderBase(
      observed: observed.color, scene: surroundings.sceneLight, near: surroundings.nearLight,
      reference: reference)
    let features = UprightSurface(of: crop, smooth: smooth, roles: roles).map {
      FinishFeatures(
        of: $0, environment: Float(surroundings.sceneLight.luminance) + 0.05)
    }
    let reflectance = Reflectance(
      of: smooth, crop: crop, roles: roles, base: base.color,
      width: Double(features?.width ?? 0))
    return Swatch(
      observed: observed, renderBase: base, average: crop.average,
      finish: features.map(Finish.init), reflectance: reflectance,
      particles: Particles(
        ParticleSpots(in: crop, roles: roles), crop: crop, level: surroundings.level),
      roles: roles,
      warnings: warnings(box: box, observed: observed, reflectance: reflectance, roles: roles))
  }

  private static func warnings(
    box: Box, observed: ObservedColor, reflectance: Reflectance, roles: PixelRoles
  ) -> [Warning] {
    var warnings: [Warning] = []
    if observed.cleanShare < 0.25 || reflectance.highlightShare > 0.5 {
      warnings.append(.muchShine)
    }
    if reflectance.clippedShare > 0.05 { warnings.append(.clipped) }
    if box.area < 600 { warnings.append(.small) }
    if roles.product.count * 2 < roles.product.width * roles.product.height {
      warnings.append(.notOnlyProduct)
    }
    return warnings
  }
}

extension Reference {
  /// The light of a card in a box: the median of each channel.
  ///
  /// - Throws: `SwatchesError`; a box that is not decoded yet is `tooSmall`.
  package init(
    _ picture: Picture, box: Box, reflectance: Double
  ) throws(SwatchesError) {
    guard let surroundings = Surroundings(of: box, in: picture, detail: .full) else {
      throw .tooSmall
    }
    let crop = surroundings.raster.cropped(
      columns: surroundings.columns, rows: surroundings.rows)
    let channels = (0..<3).map { channel in
      median(stride(from: channel, to: crop.samples.count, by: 3).map { Float(crop.samples[$0]) })
    }
    guard channels.allSatisfy({ $0 < 252 }) else { throw .clippedReference }
    let color = SRGB(
      red: Double(max(1, channels[0])), green: Double(max(1, channels[1])),
      blue: Double(max(1, channels[2])))
    self.init(light: color.light, reflectance: reflectance)
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
