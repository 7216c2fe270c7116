import FoundationEssentials
import Labels
import Pixels

/// A picture and the box that a perfect labeler would draw.
struct Sample {
  let name: String
  let picture: Picture
  let truth: Box

  private struct Sidecar: Decodable {
    let bullet_box_xyxy: [Double]
  }

  private struct Truth: Decodable {
    struct Image: Decodable {
      struct Edges: Decodable { let x, y, width, height: Double }
      let image: String
      let box: Edges
    }
    let images: [Image]
  }

  static func all(in folder: String) throws -> [Sample] {
    let table = folder + "/truth.json"
    if FileManager.default.fileExists(atPath: table) {
      let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: URL(filePath: table)))
      return try truth.images.map {
        Sample(
          name: $0.image, picture: try Picture(contentsOf: folder + "/" + $0.image),
          truth: Box(x: $0.box.x, y: $0.box.y, width: $0.box.width, height: $0.box.height))
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("lip_") && $0.hasSuffix(".json") }.sorted().map { $0.dropLast(5) }
    return try names.map { name in
      let path = folder + "/" + name
      let sidecar = try JSONDecoder().decode(
        Sidecar.self, from: Data(contentsOf: URL(filePath: path + ".json")))
      let edges = sidecar.bullet_box_xyxy
      return Sample(
        name: String(name), picture: try Picture(contentsOf: path + ".png"),
        truth: Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
    }
  }
}
