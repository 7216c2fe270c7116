import Foundation
import Labels
import Testing

@testable import Datasets

/// Boxes at every edge and corner of the image, over all of it, and one of less than a pixel.
private let edgeBoxes = [
  Box(x: 0, y: 0, width: 10, height: 10), Box(x: 0, y: 0, width: 640, height: 480),
  Box(x: 639.25, y: 479.5, width: 0.75, height: 0.5),
  Box(x: 100.5, y: 50.25, width: 100.25, height: 0.125),
  Box(x: 0, y: 470.123456, width: 1, height: 9.876544),
]

private let classes = [
  LabelClass(id: 1, name: "lip \"gloss\", <new> & old"), LabelClass(id: 3, name: "mascara"),
  LabelClass(id: 7, name: "lipstick"),
]

private func dossier(_ id: Int, name: String, boxes: [Box], width: Int = 640) -> Dossier {
  let labeled = boxes.enumerated().map {
    LabeledBox(box: $1, classID: classes[$0 % classes.count].id)
  }
  let merged = MergedImage(
    boxes: labeled.enumerated().map {
      MergedBox(
        box: $1.box, classID: $1.classID, confidence: 1 - 0.1 * Double($0), votes: 3,
        disagreement: 0)
    }, labelers: 2, disagreement: 0, risk: 0, decision: .agreed)
  return Dossier(
    image: ImageRecord(
      id: id, sha256: String(repeating: String(id % 16, radix: 16), count: 64), name: name,
      path: "/nowhere/\(id)", width: width, height: 480),
    annotations: ["ana", "../bo"].map {
      Annotation(labeler: $0, answer: .boxes(Array(labeled.prefix(2))))
    }, resolution: nil, standing: Standing(state: .agreed, people: 2, wanted: 2, merged: merged))
}

private let dossiers = [
  dossier(1, name: "a.png", boxes: edgeBoxes), dossier(2, name: "sub/a.png", boxes: []),
  dossier(9, name: "../../sub_a.jpg", boxes: [edgeBoxes[0]]),
  dossier(15, name: "odd \u{1B}name\n.png", boxes: edgeBoxes),
]

private func options(_ format: DatasetFormat) -> ExportOptions {
  ExportOptions(format: format, toolVersion: "0.1", workspace: "spring <26>", policy: Policy())
}

/// Writes a dataset into a folder of the test's own and gives it away.
private func exported<Value>(
  _ options: ExportOptions, of some: [Dossier] = dossiers,
  _ body: (URL, ExportSummary) throws -> Value
) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "tessera-format-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  let summary = try Export.write(some, to: folder.path, classes: classes, options: options)
  return try body(folder, summary)
}

private func text(_ folder: URL, _ name: String) throws -> String {
  try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

private func files(of folder: URL) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
    !folder.appending(path: $0).hasDirectoryPath
      && (try? folder.appending(path: $0).resourceValues(forKeys: [.isRegularFileKey]))?
        .isRegularFile == true
  }.sorted()
}

@Suite struct `Every format` {
  @Test(arguments: DatasetFormat.allCases)
  func `lists every file with its sum, and nothing else is there`(format: DatasetFormat) throws {
    var options = options(format)
    options.voice = .both
    options.splits = try Split.parse("train=1,val=1")
    try exported(options) { folder, summary in
      #expect(summary.images == 4 && summary.boxes == 11 && summary.labelers == 2)
      let listed = try text(folder, "SHA256SUMS").split(separator: "\n").map {
        String($0.dropFirst(66))
      }
      let there = try files(of: folder).filter { $0 != "SHA256SUMS" }
      #expect(listed.sorted() == there)
      #expect(!listed.contains { $0.contains("..") || $0.hasPrefix("/") })
      #expect(listed.contains { $0.hasPrefix("labelers/ana/") })
      for name in listed where !name.hasSuffix("provenance.jsonl") {
        let control = try text(folder, name).unicodeScalars.first {
          $0.properties.generalCategory == .control && $0 != "\n"
        }
        #expect(control == nil, "\(name)")
      }
    }
  }

  @Test(arguments: DatasetFormat.allCases)
  func `the same labels give the same bytes, and may replace themselves`(
    format: DatasetFormat
  ) throws {
    try exported(options(format)) { folder, _ in
      let before = try text(folder, "SHA256SUMS")
      var again = options(format)
      #expect(throws: DatasetsError.exists(path: folder.path)) {
        try Export.write(dossiers, to: folder.path, classes: classes, options: again)
      }
      again.replaces = true
      _ = try Export.write(dossiers, to: folder.path, classes: classes, options: again)
      #expect(try text(folder, "SHA256SUMS") == before)
    }
  }

  @Test func `labelers without names are numbered, and nobody can find their names`() throws {
    var options = options(.csv)
    options.voice = .annotations
    options.hidesNames = true
    try exported(options) { folder, summary in
      let names = try files(of: folder)
      #expect(names.contains("labelers/labeler-2/boxes.csv") && !names.contains("boxes.csv"))
      #expect(summary.boxes == 10 && summary.labelers == 2)
      for name in names {
        let text = try text(folder, name)
        #expect(!text.contains("ana"))
      }
    }
  }

  @Test func `a class may be left out, or have another's name and id`() throws {
    var options = options(.coco)
    options.classes = try ClassSelection.parse(["lipstick", "mascara=lipstick"])
    try exported(options) { folder, summary in
      #expect(summary.boxesOfClass == [7: 6] && summary.boxesLeftOut == 5)
      let coco = try text(folder, "annotations/instances_default.json")
      #expect(coco.contains(#""categories":[{"id":7,"name":"lipstick","supercategory":""}]"#))
    }
    options.classes = try ClassSelection.parse(["lipgloss"])
    #expect(throws: DatasetsError.self) { try exported(options) { _, _ in } }
  }

  @Test func `boxes of less confidence are left out and counted`() throws {
    var options = options(.csv)
    options.minimumConfidence = 0.75
    try exported(options) { _, summary in
      #expect(summary.boxes == 7 && summary.boxesLeftOut == 4)
    }
  }

  @Test func `an image that changed since it was added is not copied`() throws {
    var options = options(.coco)
    options.files = .copied
    #expect(throws: DatasetsError.self) { try exported(options) { _, _ in } }
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("not what was added".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var changed = dossiers[0]
    changed.image.path = file.path
    #expect(throws: DatasetsError.imageChanged(path: file.path)) {
      try exported(options, of: [changed]) { _, _ in }
    }
  }
}

@Suite struct `Splits` {
  @Test func `no image moves when others are added, and shares are kept`() throws {
    let splits = try Split.parse("train=80,val=10,test=10")
    var counts: [String: Int] = [:]
    var numbers = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let sha = (0..<4).map { _ in
        let part = String(UInt64.random(in: 0 ... .max, using: &numbers), radix: 16)
        return String(repeating: "0", count: 16 - part.count) + part
      }.joined()
      let name = try #require(Split.name(for: sha, among: splits))
      #expect(name == Split.name(for: sha, among: splits))
      counts[name, default: 0] += 1
    }
    #expect(abs(Double(counts["train", default: 0]) / 20_000 - 0.8) < 0.02, "seed 7")
    #expect(abs(Double(counts["val", default: 0]) / 20_000 - 0.1) < 0.02, "seed 7")
  }

  @Test(
    arguments: [
      "train", "train=0", "train=-1", "train=nan", "=1", "a/b=1", "a=1,a=2", "a=1,", ".=1",
    ])
  func `what is no split is refused`(text: String) {
    #expect(throws: DatasetsError.self) { try Split.parse(text) }
  }
}

@Suite struct `Names in a dataset` {
  @Test func `no two images share one, and none leaves the folder`() {
    for isFlat in [false, true] {
      var names = FileNames(isFlat: isFlat)
      var seen: Set<String> = []
      for (index, name) in [
        "a.png", "a.png", "a.jpg", "x/a.png", "x_a.png", "../../etc/passwd", "/etc/passwd", "..",
        "", "a\\b.png", ".hidden", "c:evil", "n\nl.png",
      ].enumerated() {
        let record = ImageRecord(
          id: index, sha256: String(repeating: "\(index % 3)", count: 64), name: name, path: "",
          width: 1, height: 1)
        let given = names.name(for: record)
        #expect(seen.insert(isFlat ? FileNames.stem(of: given) : given).inserted, "\(given)")
        #expect(!given.isEmpty && !given.hasPrefix("/") && !given.contains("\n"))
        #expect(!given.split(separator: "/").contains(".."))
        #expect(!isFlat || !given.contains("/"))
      }
    }
  }
}

@Suite struct `Pixels that count from one` {
  @Test(arguments: [(0.0, 10.0, 1, 10), (0, 0.4, 1, 1), (9.6, 10, 10, 10), (2.5, 7.49, 4, 7)])
  func `a box from 0 to 10 is 1 to 10`(near: Double, far: Double, first: Int, last: Int) {
    #expect(VOCWriter.pixels(near, far, of: 10) == (first, last))
  }

  @Test func `no edge moves by more than half a pixel, save to keep a box a pixel wide`() {
    var numbers = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let near = Double.random(in: 0..<99, using: &numbers)
      let far = Double.random(in: (near + 1)...100, using: &numbers)
      let (first, last) = VOCWriter.pixels(near, far, of: 100)
      #expect(abs(Double(first - 1) - near) <= 0.5 && abs(Double(last) - far) <= 0.5, "seed 11")
      #expect(first >= 1 && last <= 100 && first <= last)
    }
  }
}
