import Labels
import Swatches

/// A box and what was read from it, as `tessera measure` writes it:
/// `Documentation/schemas/properties.schema.json` says what everything means.
struct MeasuredBox: Encodable {
  let image: String
  let box: BoxJSON
  let type: String
  let properties: PropertiesJSON
  let warnings: [String]

  struct BoxJSON: Encodable {
    let x, y, width, height: Double

    init(_ box: Box) { (x, y, width, height) = (box.x, box.y, box.width, box.height) }
  }

  init(image: String, box: Box, type: ProductType, properties: PropertiesJSON, warnings: [String]) {
    self.image = image
    self.box = BoxJSON(box)
    self.type = type.rawValue
    self.properties = properties
    self.warnings = warnings
  }

  init(image: String, box: Box, type: ProductType, swatch: Swatch, palette: Palette?) {
    self.init(
      image: image, box: box, type: type,
      properties: PropertiesJSON(swatch, type: type, palette: palette),
      warnings: swatch.warnings.map(\.rawValue))
  }
}

struct PropertiesJSON: Codable {
  struct Color: Codable {
    let observed: Observed
    let render_base: RenderBase
    let average: [Int]
  }

  struct Observed: Codable {
    let srgb: [Int]
    let hex: String
    let lab: [Double]
    let uncertainty: Double
    let family: String
    let nearest: [Near]?
  }

  struct Near: Codable {
    let name: String
    let hex: String
    let ciede2000: Double
  }

  struct RenderBase: Codable {
    let srgb: [Int]
    let hex: String
    let exposure_known: Bool
  }

  struct Finish: Codable {
    let `class`: String
    let probabilities: [String: Double]
    let roughness: Double
    let certain: Bool
  }

  struct Reflectance: Codable {
    let diffuse, highlight, highlight_width, highlight_share, clipped_share: Double
  }

  struct Particles: Codable {
    let present: Bool
    let size_px, density_per_1000px: Double?
    let color: [Int]?
    let color_family: String?
  }

  let color: Color
  /// Left out where the product is too small to tell.
  let finish: Finish?
  let reflectance: Reflectance
  let particles: Particles
  /// What the product's type declares, as far as it can be told.
  let declared: [String: String]?

  init(_ swatch: Swatch, type: ProductType, palette: Palette?) {
    let seen = swatch.observed.color
    let lab = seen.lab
    color = Color(
      observed: Observed(
        srgb: seen.list, hex: seen.hex,
        lab: [lab.lightness, lab.a, lab.b].map { $0.rounded(to: 10) },
        uncertainty: swatch.observed.uncertainty.rounded(to: 10), family: ShadeFamily(lab).words,
        nearest: palette?.nearest(to: seen, count: 3).map {
          Near(
            name: $0.shade.name, hex: $0.shade.color.hex, ciede2000: $0.difference.rounded(to: 100))
        }),
      render_base: RenderBase(
        srgb: swatch.renderBase.color.list, hex: swatch.renderBase.color.hex,
        exposure_known: swatch.renderBase.isExposureKnown), average: swatch.average.list)
    finish = swatch.finish.map { finish in
      Finish(
        class: finish.likeliest.rawValue,
        probabilities: Dictionary(
          uniqueKeysWithValues: zip(
            FinishClass.allCases.map(\.rawValue),
            finish.probabilities.map { $0.rounded(to: 1000) })),
        roughness: finish.roughness.rounded(to: 1000), certain: finish.isCertain)
    }
    let reflectance = swatch.reflectance
    self.reflectance = Reflectance(
      diffuse: reflectance.diffuse.rounded(to: 1000),
      highlight: reflectance.highlight.rounded(to: 1000),
      highlight_width: reflectance.highlightWidth.rounded(to: 1000),
      highlight_share: reflectance.highlightShare.rounded(to: 1000),
      clipped_share: reflectance.clippedShare.rounded(to: 1000))
    let particles = swatch.particles
    self.particles = Particles(
      present: particles.isPresent,
      size_px: particles.isPresent ? particles.size.rounded(to: 10) : nil,
      density_per_1000px: particles.isPresent ? particles.density.rounded(to: 100) : nil,
      color: particles.color?.list, color_family: particles.color.map { ShadeFamily($0.lab).words })
    let values = type.values(of: swatch)
    declared = values.isEmpty ? nil : values
  }

  /// The first value out of range, in words.
  func fault(for type: ProductType) -> String? {
    let colors = [
      color.observed.srgb, color.render_base.srgb, color.average, particles.color ?? [0, 0, 0],
    ]
    if let bad = colors.first(where: { $0.count != 3 || $0.contains { !(0...255).contains($0) } }) {
      return "color \(bad) that is not three numbers from 0 to 255"
    }
    let shares: [(String, Double)] =
      [
        ("diffuse", reflectance.diffuse), ("highlight", reflectance.highlight),
        ("highlight_width", reflectance.highlight_width),
        ("highlight_share", reflectance.highlight_share),
        ("clipped_share", reflectance.clipped_share), ("roughness", finish?.roughness ?? 0),
      ] + (finish?.probabilities.sorted { $0.key < $1.key } ?? [])
    for (name, share) in shares where !(0...1).contains(share) {
      return "\(name) of \(share) that is not from 0 to 1"
    }
    if let finish, FinishClass(rawValue: finish.class) == nil { return "finish \(finish.class)" }
    for (name, value) in declared ?? [:]
    where !type.declared.contains(where: { $0.name == name && $0.choices.contains(value) }) {
      return "\(name) \(value) that a \(type.rawValue) does not declare"
    }
    return nil
  }
}

extension SRGB {
  fileprivate var list: [Int] { [Int(bytes.red), Int(bytes.green), Int(bytes.blue)] }
}

extension Double {
  /// To so many parts of one.
  fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}
