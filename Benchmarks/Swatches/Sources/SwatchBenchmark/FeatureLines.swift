import FoundationEssentials
import Swatches

/// What finish, particles and the render base are told by, beside the truth: what `fit.py` fits their
/// constants on. One JSON object a line, one of each render's true box and three of loose ones.
enum FeatureLines {
  private struct Line: Encodable {
    let name: String
    let lighting: String
    let finish: String
    let roughness: Double
    let base: [Double]
    let diffuse: [Double]
    let observed: [Double]
    let scene: [Double]
    let near: [Double]
    let features: [Float]
    let names: [String]
  }

  static func write(_ renders: [Render], to file: String) throws {
    var data = Data()
    for render in renders {
      for round in 0..<4 {
        let boxes: Boxes = round == 0 ? .exact : .loose
        guard let swatch = Swatch.read(render.picture, box: boxes.box(of: render, round: round))
        else { continue }
        let truth = render.truth
        let color = swatch.observed.color
        let line = Line(
          name: render.name, lighting: truth.lighting, finish: truth.finish,
          roughness: truth.roughness, base: truth.base_color_srgb,
          diffuse: truth.appearance_srgb_diffuse_median,
          observed: [color.red, color.green, color.blue], scene: parts(swatch.sceneLight),
          near: parts(swatch.nearLight), features: swatch.features, names: Swatch.featureNames)
        data += try JSONEncoder().encode(line)
        data += [10]
      }
    }
    try data.write(to: URL(filePath: file))
  }

  private static func parts(_ light: LinearRGB) -> [Double] { [light.red, light.green, light.blue] }
}
