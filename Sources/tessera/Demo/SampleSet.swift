import FoundationEssentials
import Glibc
import Labels

/// The sample images that ship with the program, and what is in them.
struct SampleSet {
  struct Sample {
    /// Relative to the folder, as the workspace shows it.
    var name: String
    var boxes: [Box]
    /// Whether the boxes are the truth (a rendered picture) or were set by eye (a photograph).
    var isTruth: Bool
  }

  let folder: String
  let samples: [String: Sample]

  /// Looks in `folder`, or in the usual places when it is nil.
  init(folder: String?) throws {
    let places = folder.map { [$0] } ?? Self.usualPlaces()
    guard let found = places.first(where: { access("\($0)/truth.json", R_OK) == 0 }) else {
      throw Failure(
        .noInput,
        "the sample images were not found (looked in \(places.joined(separator: ", "))); "
          + "say where they are with --samples FOLDER.")
    }
    self.folder = found
    let truth: TruthFile = try Self.read("\(found)/truth.json")
    let photographs: PhotographFile = try Self.read("\(found)/photographs.json")
    var samples: [String: Sample] = [:]
    for each in truth.images {
      samples[each.image] = Sample(name: each.image, boxes: [each.box.box], isTruth: true)
    }
    for each in photographs.images {
      samples[each.image] = Sample(
        name: each.image, boxes: each.boxes.map(\.box), isTruth: false)
    }
    self.samples = samples
  }

  private static func usualPlaces() -> [String] {
    var places = ["SampleImages"]
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    if length > 0 {
      let program = String(
        decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let parts = program.split(separator: "/")
      for (up, below) in [
        (2, "share/tessera/SampleImages"), (4, "SampleImages"), (3, "SampleImages"),
      ]
      where parts.count >= up {
        places.append("/" + parts.dropLast(up).joined(separator: "/") + "/" + below)
      }
    }
    return places
  }

  private static func read<Value: Decodable>(_ path: String) throws -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read.")
    }
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw Failure(.badData, "\(path): not in the form expected: \(error)")
    }
  }
}

private struct StoredBox: Decodable {
  let x, y, width, height: Double
  var box: Box { Box(x: x, y: y, width: width, height: height) }
}

private struct TruthFile: Decodable {
  struct Image: Decodable {
    let image: String
    let box: StoredBox
  }
  let images: [Image]
}

private struct PhotographFile: Decodable {
  struct Image: Decodable {
    let image: String
    let boxes: [StoredBox]
  }
  let images: [Image]
}
