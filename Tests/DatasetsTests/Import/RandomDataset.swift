import Foundation
import Labels
import Testing

@testable import Datasets

/// Images with odd names and boxes everywhere, also at all edges, to write and to read back.
struct RandomDataset {
  static let classes = [
    LabelClass(id: 1, name: "lip \"gloss\", <new> & old"),
    LabelClass(id: 3, name: "mascara: 'x' # y"),
    LabelClass(id: 7, name: "Lippenstift (süß) 口红"), LabelClass(id: 8, name: "- 3"),
  ]

  private static let names = [
    "a.png", "sub/a.png", "../../sub_a.jpg", "odd \u{1B}name\n.png", "é 1.jpg", "口红.webp",
    "x,\"y\".png",
    "no extension", ".hidden.png", "& <b>.png", "a b/c#d.png", "C:\\x.png", "100%.png", "'q'.png",
  ]

  private(set) var dossiers: [Dossier] = []

  init(images: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for id in 1...images {
      let width = Int.random(in: 2...5000, using: &generator)
      let height = Int.random(in: 2...5000, using: &generator)
      let boxes = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        LabeledBox(
          box: Self.box(onWidth: width, height: height, using: &generator),
          classID: Self.classes.randomElement(using: &generator)?.id ?? 1)
      }
      let merged = MergedImage(
        boxes: boxes.map {
          MergedBox(
            box: $0.box, classID: $0.classID,
            confidence: Double.random(in: 0...1, using: &generator), votes: 3, disagreement: 0)
        }, labelers: 3, disagreement: 0, risk: 0, decision: .agreed)
      let name = Self.names.randomElement(using: &generator) ?? ""
      dossiers.append(
        Dossier(
          image: ImageRecord(
            id: id, sha256: Self.digest(using: &generator),
            name: id <= Self.names.count ? Self.names[id - 1] : "\(id) \(name)",
            path: "/nowhere/\(id)", width: width, height: height),
          annotations: [], resolution: nil,
          standing: Standing(state: .agreed, people: 3, wanted: 3, merged: merged)))
    }
  }

  private static func digest(using generator: inout SeededGenerator) -> String {
    (0..<64).map { _ in String(Int.random(in: 0...15, using: &generator), radix: 16) }.joined()
  }

  /// At least a pixel wide and high; half of all edges are the image's.
  private static func box(
    onWidth width: Int, height: Int, using generator: inout SeededGenerator
  ) -> Box {
    func edges(_ size: Int) -> (Double, Double) {
      let size = Double(size)
      let near =
        Bool.random(using: &generator) ? 0 : Double.random(in: 0...size - 1, using: &generator)
      let far =
        Bool.random(using: &generator)
        ? size : Double.random(in: near + 1...size, using: &generator)
      return (near, far)
    }
    let (left, right) = edges(width)
    let (top, bottom) = edges(height)
    var box = Box(left: left, top: top, right: right, bottom: bottom)
    if box.right > Double(width) { box.width = box.width.nextDown }
    if box.bottom > Double(height) { box.height = box.height.nextDown }
    return box
  }

  /// Writes it into a folder of the test's own and gives that away.
  func exported<Value>(
    as format: DatasetFormat, splits: String = "", _ body: (URL) throws -> Value
  ) throws -> Value {
    try inFolder { folder in
      var options = ExportOptions(
        format: format, toolVersion: "0.1", workspace: "spring <26>", policy: Policy(),
        created: "2026-01-02T03:04:05Z")
      if !splits.isEmpty { options.splits = try Split.parse(splits) }
      let path = folder.appending(path: "set")
      _ = try Export.write(dossiers, to: path.path, classes: Self.classes, options: options)
      return try body(path)
    }
  }
}

func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "tessera-import-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// All images of a dataset, and what was found besides.
func imported(
  _ path: URL, as format: DatasetFormat, firstPixel: Int = 1
) throws -> (images: [ImportedImage], report: ImportReport) {
  let report = ImportReport()
  var images: [ImportedImage] = []
  try format.reader(of: path.path, firstPixel: firstPixel).read(into: report) { images.append($0) }
  return (images, report)
}
