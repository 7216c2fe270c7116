import Consensus
import Datasets
import FoundationEssentials
import Labels
import Store

/// Where images to replay come from.
enum ReplaySource {
  /// A finished workspace: answers in the order in which they came, what experts decided as the truth.
  static func images(of store: any Workspace) throws -> [ReplayedImage] {
    let arrivals = try store.arrivals()
    var images: [ReplayedImage] = []
    try store.forEachDossier { dossier in
      guard !dossier.annotations.isEmpty else { return }
      let places = Dictionary(
        uniqueKeysWithValues: (arrivals[dossier.image.id] ?? []).enumerated().map { ($1, $0) })
      var truth: [LabeledBox]?
      if case .boxes(let boxes) = dossier.resolution?.answer { truth = boxes }
      images.append(
        ReplayedImage(
          answers: dossier.annotations.sorted {
            places[$0.labeler] ?? .max < places[$1.labeler] ?? .max
          }, width: dossier.image.width, height: dossier.image.height, truth: truth))
    }
    return images
  }

  /// A file of annotation lines, in their order, with the true boxes as `gold` where they are known.
  static func images(of path: String) throws -> [ReplayedImage] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read; check the path.")
    }
    var ids: [String: Int] = [:]
    func id(_ name: String) -> Int {
      if let id = ids[name] { return id }
      ids[name] = ids.count + 1
      return ids.count
    }
    var images: [ReplayedImage] = []
    try InputBlock(bytes: Array(data), firstLine: 1).forEachLine { bytes, number in
      guard let line = try AnnotationLine.read(bytes, number: number) else { return true }
      func named(_ box: LabeledBox) -> LabeledBox {
        LabeledBox(box: box.box, classID: id(line.classes.name(of: box.classID) ?? ""))
      }
      let answers = line.annotations.map { annotation in
        var annotation = annotation
        if case .boxes(let boxes) = annotation.answer {
          annotation.answer = .boxes(boxes.map(named))
        }
        return annotation
      }
      images.append(
        ReplayedImage(
          answers: answers, width: line.width, height: line.height,
          truth: try gold(of: line)?.map {
            LabeledBox(
              box: Box(x: $0.x, y: $0.y, width: $0.width, height: $0.height),
              classID: id($0.class))
          }))
      return true
    }
    return images
  }

  private struct Gold: Decodable {
    struct Box: Decodable {
      let x, y, width, height: Double
      let `class`: String
    }
    let gold: [Box]?
  }

  private static func gold(of line: AnnotationLine) throws -> [Gold.Box]? {
    guard let member = line.passengers.first(where: { $0.key == "gold" })?.member else {
      return nil
    }
    let object = Data([UInt8(ascii: "{")] + member + [UInt8(ascii: "}")])
    do {
      return try JSONDecoder().decode(Gold.self, from: object).gold
    } catch {
      throw Failure(
        .badData,
        "line \(line.number), \(line.image): gold is no list of boxes with x, y, width, height and "
          + "class.")
    }
  }
}
