import FoundationEssentials
import Labels
import Pixels
import Swatches

/// A rendered picture and what is true of it.
struct Render {
  let name: String
  let picture: Picture
  let truth: Truth
  let box: Box
  /// Which pixels show what; nil where no mask lies beside the picture.
  let mask: Picture?

  /// The sidecar file of a render.
  struct Truth: Decodable {
    let bullet_box_xyxy: [Double]
    let base_color_srgb: [Double]
    let appearance_srgb_diffuse_median: [Double]
    let irradiance_on_bullet_exposed_rgb: [Double]
    let finish: String
    let roughness: Double
    let highlight_share: Double
    let lighting: String
    let particles: Particles

    struct Particles: Decodable {
      let present: Bool
      let color_name: String?
      let color_rgb: [Double]?
      let density_per_1000px: Double?
      let detectable: Detectable?
    }

    struct Detectable: Decodable {
      let size_px_equiv: Double
      let density_per_1000px: Double
    }
  }

  static func all(in folder: String) throws -> [Render] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }.sorted()
      .map { file in
        let path = folder + "/" + file.dropLast(5)
        let truth = try JSONDecoder().decode(
          Truth.self, from: Data(contentsOf: URL(filePath: path + ".json")))
        let edges = truth.bullet_box_xyxy
        let mask = path + "_mask.png"
        return Render(
          name: String(file.dropLast(5)), picture: try Picture(contentsOf: path + ".png"),
          truth: truth,
          box: Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]),
          mask: FileManager.default.fileExists(atPath: mask)
            ? try Picture(contentsOf: mask) : nil)
      }
  }

  /// The color of plain product in the mask; that of particles and highlights on it.
  private static let plain: [UInt8] = [200, 30, 60]
  private static let onProduct: [[UInt8]] = [plain, [255, 220, 0], [255, 255, 255]]

  /// Per channel the median of the product's pixels without particles and highlights.
  var seen: SRGB? {
    guard let mask else { return nil }
    var channels: [[UInt8]] = [[], [], []]
    forEachPixel(of: mask) { x, y, kind in
      guard kind == Self.plain else { return }
      let color = picture.color(x: x, y: y)
      channels[0].append(color.red)
      channels[1].append(color.green)
      channels[2].append(color.blue)
    }
    guard !channels[0].isEmpty else { return nil }
    let medians = channels.map { SwatchBenchmark.median($0.map(Double.init)) }
    return SRGB(red: medians[0], green: medians[1], blue: medians[2])
  }

  /// How well the product's pixels were found: intersection over union.
  func overlap(_ roles: PixelRoles) -> Double? {
    guard let mask else { return nil }
    var (shared, either) = (0, 0)
    forEachPixel(of: mask) { x, y, kind in
      let column = (x - roles.originX) >> roles.level
      let row = (y - roles.originY) >> roles.level
      let isIn =
        x >= roles.originX && y >= roles.originY && column < roles.product.width
        && row < roles.product.height && roles.product[x: column, y: row]
      let isProduct = Self.onProduct.contains(kind)
      if isIn && isProduct { shared += 1 }
      if isIn || isProduct { either += 1 }
    }
    return Double(shared) / Double(max(1, either))
  }

  private func forEachPixel(of mask: Picture, _ body: (Int, Int, [UInt8]) -> Void) {
    for y in 0..<mask.height {
      for x in 0..<mask.width {
        let color = mask.color(x: x, y: y)
        body(x, y, [color.red, color.green, color.blue])
      }
    }
  }
}
