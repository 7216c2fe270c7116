import Foundation
import Labels
import Testing

@testable import Datasets

extension DatasetFormat {
  /// How far an edge may be from where it was, in pixels.
  fileprivate var precision: Double {
    switch self {
    case .yolo, .yoloDarknet, .openImages: 0.01
    case .voc, .groundTruth: 0.5
    case .coco, .labelStudio, .cvat, .csv: 2e-6
    }
  }
}

struct RoundTripTests {
  @Test(arguments: DatasetFormat.allCases, ["", "train=1,val=1"])
  func `what is exported comes back, within the precision of the format`(
    format: DatasetFormat, splits: String
  ) throws {
    let seed = UInt64.random(in: 0 ... .max)
    let dataset = RandomDataset(images: 60, seed: seed)
    try dataset.exported(as: format, splits: splits) { folder in
      #expect(try DatasetRecognizer.format(of: folder.path) == format)
      let (images, report) = try imported(folder, as: format)
      // Two boxes over all of an image are the same line.
      let findings = report.findings.filter { !$0.problem.hasPrefix("a line twice") }
      #expect(findings.isEmpty && report.lost.isEmpty, "\(findings), seed \(seed)")
      var found = Dictionary(grouping: images, by: \.name)
      var names = FileNames(isFlat: format.hasFileForEachImage)
      for dossier in dataset.dossiers {
        let file = names.name(for: dossier.image)
        let image = try #require(
          found.removeValue(forKey: file)?.first
            ?? found.removeValue(forKey: FileNames.stem(of: file))?.first,
          "\(file) is not in \(found.keys.sorted()), seed \(seed)")
        let (boxes, faults) = image.placed(
          width: dossier.image.width, height: dossier.image.height)
        #expect(faults.isEmpty, "\(faults), seed \(seed)")
        let wanted = dossier.standing.merged?.boxes ?? []
        #expect(boxes.count == wanted.count, "\(file), seed \(seed)")
        for (box, merged) in zip(boxes, wanted) {
          let name = RandomDataset.classes.first { $0.id == merged.classID }?.name
          #expect(box.className == name, "seed \(seed)")
          for edge in [\Box.left, \.top, \.right, \.bottom] {
            let error = abs(box.box[keyPath: edge] - merged.box[keyPath: edge])
            #expect(error <= format.precision, "\(box.box) was \(merged.box), seed \(seed)")
          }
          let inside =
            box.box.left >= 0 && box.box.top >= 0
            && box.box.right <= Double(dossier.image.width)
            && box.box.bottom <= Double(dossier.image.height)
          #expect(inside, "\(box.box), seed \(seed)")
        }
      }
      #expect(found.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: DatasetFormat.allCases)
  func `an empty dataset is one of no images`(format: DatasetFormat) throws {
    try inFolder { folder in
      let path = folder.appending(path: "set")
      _ = try Export.write(
        [], to: path.path, classes: RandomDataset.classes,
        options: ExportOptions(
          format: format, toolVersion: "0.1", workspace: "w", policy: Policy()))
      guard format != .voc else {
        // Not even a folder for its files.
        #expect(throws: DatasetsError.self) { try imported(path, as: format) }
        return
      }
      #expect(try imported(path, as: format).images.isEmpty)
    }
  }
}
