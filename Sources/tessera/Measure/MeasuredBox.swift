import Labels
import Swatches

/// A box and what was read from it, as `tessera measure` writes it:
/// `Documentation/schemas/properties.schema.json` says what everything means.
struct MeasuredBox: Encodable {
  let image: String
  let box: BoxJSON
  let properties: PropertiesJSON
  let warnings: [String]

  struct BoxJSON: Encodable {
    let x, y, width, height: Double
  }

  init(image: String, box: Box, swatch: Swatch, palette: Palette?) {
    self.image = image
    self.box = BoxJSON(x: box.x, y: box.y, width: box.width, height: box.height)
    properties = PropertiesJSON(swatch, palette: palette)
    warnings = swatch.warnings.map(\.rawValue)
  }
}

struct PropertiesJSON: Encodable {
  struct Color: Encodable {
    let observed: Observed
    let render_base: RenderBase
    let average: [Int]
  }

  struct Observed: Encodable {
    let srgb: [Int]
    let hex: String
    let lab: [Double]
    let uncertainty: Double
    let family: String
    let nearest: [Near]?
  }

  struct Near: Encodable {
    let name: String
    let hex: String
    let ciede2000: Double
  }

  struct RenderBase: Encodable {
    let srgb: [Int]
    let hex: String
    let exposure_known: Bool
  }

  struct Finish: Encodable {
    let `class`: String
    let probabilities: [String: Double]
    let roughness: Double
    let certain: Bool
  }

  struct Reflectance: Encodable {
    let diffuse, highlight, highlight_width, highlight_share, clipped_share: Double
  }

  struct Particles: Encodable {
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

  init(_ swatch: Swatch, palette: Palette?) {
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
  }
}

extension SRGB {
  fileprivate var list: [Int] { [Int(bytes.red), Int(bytes.green), Int(bytes.blue)] }
}

extension Double {
  /// To so many parts of one.
  fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}
