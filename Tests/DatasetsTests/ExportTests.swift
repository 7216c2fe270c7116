import Foundation
import Labels
import Testing

@testable import Datasets

private let classes = [LabelClass(id: 2, name: "mascara"), LabelClass(id: 1, name: "lipstick")]

private func options(
  states: Set<ImageState> = [.agreed, .resolved], replaces: Bool = false
) -> ExportOptions {
  ExportOptions(
    format: .coco, states: states, toolVersion: "0.1", workspace: "spring \"26\"", policy: Policy(),
    replaces: replaces)
}

private func dossier(
  _ id: Int, _ state: ImageState, boxes: [LabeledBox], resolution: Resolution? = nil
) -> Dossier {
  let merged = MergedImage(
    boxes: boxes.map {
      MergedBox(
        box: $0.box, classID: $0.classID, confidence: 0.9, votes: 3, disagreement: 0.05)
    }, labelers: 3, disagreement: 0.05, risk: 0.04, decision: .agreed)
  return Dossier(
    image: ImageRecord(
      id: id * 10, sha256: String(repeating: "\(id % 10)", count: 64), name: "image \(id).png",
      path: "/photos/\(id).png", width: 640, height: 480),
    annotations: (0..<3).map { Annotation(labeler: "labeler \($0)", answer: .boxes(boxes)) },
    resolution: resolution,
    standing: Standing(state: state, people: 3, wanted: 3, merged: merged))
}

private let box = LabeledBox(box: Box(x: 10, y: 20.5, width: 100, height: 50), classID: 1)
private let drawn = LabeledBox(box: Box(x: 300, y: 200, width: 30.25, height: 40), classID: 2)

private let dossiers = [
  dossier(1, .agreed, boxes: [box, drawn]),
  dossier(2, .disputed, boxes: [box]),
  dossier(
    3, .resolved, boxes: [box],
    resolution: Resolution(
      expert: "eva", answer: .boxes([box, drawn]), source: .drawn, reason: "one was missed")),
  dossier(4, .agreed, boxes: []),
  dossier(
    5, .rejected, boxes: [box],
    resolution: Resolution(expert: "eva", answer: .skip(reason: "black"), source: .drawn)),
]

/// A directory of this test's own, removed afterwards.
private func withDirectory(_ body: (String) throws -> Void) throws {
  let path = NSTemporaryDirectory() + "tessera-export-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}

private func json(_ path: String) throws -> [String: Any] {
  let data = try Data(contentsOf: URL(filePath: path))
  return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
}

/// Runs a program; its exit code and what it wrote.
private func run(_ arguments: [String], in directory: String = "/") throws -> (Int32, String) {
  let process = Process()
  let output = Pipe()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  process.currentDirectoryURL = URL(filePath: directory)
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

@Suite struct `Exporting COCO` {
  @Test func `what is in the annotations`() throws {
    try withDirectory { directory in
      let out = directory + "/out"
      let summary = try Export.write(
        dossiers, to: out, classes: classes, options: options())
      #expect(summary.images == 3 && summary.boxes == 4 && summary.expertBoxes == 2)
      #expect(summary.exported[.agreed] == 2 && summary.exported[.queued] == 0)
      #expect(summary.notExported[.disputed] == 1 && summary.notExported[.rejected] == 1)
      #expect(summary.boxesOfClass == [1: 2, 2: 2])

      let coco = try json(out + "/annotations/instances_default.json")
      #expect(coco["info"] is [String: Any] && coco["licenses"] is [Any])
      let categories = try #require(coco["categories"] as? [[String: Any]])
      #expect(categories.map { $0["id"] as? Int } == [1, 2])
      #expect(categories.map { $0["name"] as? String } == ["lipstick", "mascara"])

      let images = try #require(coco["images"] as? [[String: Any]])
      #expect(images.map { $0["id"] as? Int } == [1, 2, 3])
      #expect(
        images.map { $0["file_name"] as? String } == ["image 1.png", "image 3.png", "image 4.png"])
      let deciders = images.map { ($0["tessera"] as? [String: Any])?["decided_by"] as? String }
      #expect(deciders == ["consensus", "expert", "consensus"])

      let annotations = try #require(coco["annotations"] as? [[String: Any]])
      #expect(annotations.map { $0["id"] as? Int } == [1, 2, 3, 4])
      #expect(annotations.map { $0["image_id"] as? Int } == [1, 1, 2, 2])
      #expect(annotations.map { $0["category_id"] as? Int } == [1, 2, 1, 2])
      #expect(annotations.map { $0["score"] as? Double } == [0.9, 0.9, 1, 1])
      #expect(annotations.first?["bbox"] as? [Double] == [10, 20.5, 100, 50])
      #expect(annotations.map { $0["area"] as? Double } == [5000, 1210, 5000, 1210])
      let attributes = annotations.compactMap { $0["attributes"] as? [String: Any] }
      #expect(attributes.map { $0["source"] as? String } == ["merged", "merged", "drawn", "drawn"])
      // The expert's first box is one of the merged ones, the second is new.
      #expect(attributes.map { $0["votes"] as? Int } == [3, 3, 3, nil])
    }
  }

  @Test func `every image has a line of provenance, and nobody is named`() throws {
    try withDirectory { directory in
      let out = directory + "/out"
      _ = try Export.write(dossiers, to: out, classes: classes, options: options())
      let text = try String(contentsOfFile: out + "/provenance.jsonl", encoding: .utf8)
      let lines = try text.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(lines.map { $0["exported"] as? Bool } == [true, false, true, true, false])
      let resolution = lines.compactMap { $0["resolution"] as? [String: Any] }
      #expect(resolution.map { $0["reason"] as? String } == ["one was missed", "black"])
      for file in ["annotations/instances_default.json", "provenance.jsonl", "README.txt"] {
        let text = try String(contentsOfFile: "\(out)/\(file)", encoding: .utf8)
        #expect(!text.contains("eva") && !text.contains("labeler 0"))
      }
    }
  }

  @Test func `the sums are those that sha256sum finds`() throws {
    try withDirectory { directory in
      _ = try Export.write(
        dossiers, to: directory + "/out", classes: classes, options: options())
      let (code, text) = try run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], in: directory + "/out")
      #expect(code == 0, "\(text)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory + "/out").sorted() == [
          "README.txt", "SHA256SUMS", "annotations", "detections_default.json", "provenance.jsonl",
        ])
    }
  }

  @Test func `the same labels give the same bytes`() throws {
    try withDirectory { directory in
      for name in ["/one", "/two"] {
        _ = try Export.write(
          dossiers, to: directory + name, classes: classes, options: options())
      }
      let (code, text) = try run(["diff", "-r", "one", "two"], in: directory)
      #expect(code == 0, "\(text)")
    }
  }

  @Test func `an export without images is a data set too`() throws {
    try withDirectory { directory in
      let summary = try Export.write(
        [], to: directory + "/out", classes: [], options: options())
      #expect(summary.images == 0)
      let coco = try json(directory + "/out/annotations/instances_default.json")
      #expect((coco["images"] as? [Any])?.isEmpty == true)
      #expect((coco["annotations"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func `states that are asked for are exported, and say that nobody decided`() throws {
    try withDirectory { directory in
      let summary = try Export.write(
        dossiers, to: directory + "/out", classes: classes,
        options: options(states: [.disputed, .rejected]))
      #expect(summary.images == 2 && summary.boxes == 1)
      let images = try #require(
        try json(directory + "/out/annotations/instances_default.json")["images"]
          as? [[String: Any]])
      let deciders = images.map { ($0["tessera"] as? [String: Any])?["decided_by"] as? String }
      #expect(deciders == ["nobody", "expert"])
    }
  }

  @Test func `the data card counts what is there and what is not`() throws {
    try withDirectory { directory in
      let twins = dossiers + [dossiers[0]]
      let summary = try Export.write(
        twins, to: directory + "/out", classes: classes, options: options())
      #expect(summary.renamed == 1)
      let card = try String(contentsOfFile: directory + "/out/README.txt", encoding: .utf8)
      #expect(card.contains("disputed                        0         1"))
      #expect(card.contains("6 boxes in all, 2 of them decided by an expert."))
      #expect(card.contains("1 images have the name of an earlier one"))
    }
  }
}

@Suite struct `Where an export goes` {
  @Test func `an existing output is left alone, unless it is to be replaced`() throws {
    try withDirectory { directory in
      let out = directory + "/out"
      func export(_ some: [Dossier], replaces: Bool = false) throws {
        _ = try Export.write(
          some, to: out, classes: classes, options: options(replaces: replaces))
      }
      try export(dossiers)
      #expect(throws: DatasetsError.exists(path: out)) { try export([]) }
      #expect(
        (try json(out + "/annotations/instances_default.json")["images"] as? [Any])?.count == 3)
      try export([dossiers[0]], replaces: true)
      #expect(
        (try json(out + "/annotations/instances_default.json")["images"] as? [Any])?.count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["out"])
    }
  }

  @Test func `what is not an export is never replaced`() throws {
    try withDirectory { directory in
      let out = directory + "/out"
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
      try Data("dear diary".utf8).write(to: URL(filePath: out + "/diary.txt"))
      let error = try #require(throws: DatasetsError.self) {
        try Export.write(
          dossiers, to: out, classes: classes, options: options(replaces: true))
      }
      #expect("\(error)".contains("diary.txt"))
      #expect(throws: DatasetsError.self) {
        try Export.write(
          dossiers, to: out + "/diary.txt", classes: classes, options: options(replaces: true))
      }
      #expect(FileManager.default.fileExists(atPath: out + "/diary.txt"))
    }
  }

  @Test func `an export that fails leaves nothing behind`() throws {
    try withDirectory { directory in
      let odd = dossier(
        1, .agreed, boxes: [LabeledBox(box: box.box, classID: 99)])
      #expect(throws: DatasetsError.unknownClass(id: 99, image: "image 1.png")) {
        try Export.write(
          [odd], to: directory + "/out", classes: classes, options: options())
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(left.isEmpty)
    }
  }

  @Test func `an output in a folder that is not there says so`() throws {
    try withDirectory { directory in
      let error = try #require(throws: DatasetsError.self) {
        try Export.write(
          dossiers, to: directory + "/no/out", classes: classes, options: options())
      }
      #expect("\(error)".contains("No such file"))
    }
  }
}

// MARK: A reader of somebody else's

/// A Python that has pycocotools: that of `.readers` in the repository, or the machine's.
private let pythonWithCOCO: String? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let own = root.appending(path: ".readers/bin/python3").path
  return [own, "python3"].first { python in
    (try? run([python, "-c", "import pycocotools.cocoeval"]))?.0 == 0
  }
}()

@Suite struct `Read by pycocotools` {
  private static let script = """
    import json, sys
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
    out = sys.argv[1]
    coco = COCO(out + "/annotations/instances_default.json")
    results = coco.loadRes(out + "/detections_default.json")
    evaluation = COCOeval(coco, results, "bbox")
    evaluation.evaluate(); evaluation.accumulate(); evaluation.summarize()
    print("RESULT", len(coco.imgs), len(coco.anns), "%.3f" % evaluation.stats[0])
    """

  @Test(.enabled(if: pythonWithCOCO != nil, "no Python with pycocotools is here"))
  func `it loads, and a perfect copy has an average precision of 1`() throws {
    let python = try #require(pythonWithCOCO)
    try withDirectory { directory in
      let out = directory + "/out"
      _ = try Export.write(dossiers, to: out, classes: classes, options: options())
      let (code, text) = try run([python, "-c", Self.script, out])
      #expect(code == 0 && text.contains("RESULT 3 4 1.000"), "\(text)")
    }
  }
}
