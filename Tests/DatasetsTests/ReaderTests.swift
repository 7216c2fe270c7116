import Foundation
import Labels
import Testing

@testable import Datasets

/// Other programs that read our exports: those of them that are installed in `.readers`, by
/// `make readers` a few, by `make all-readers` all.
private let python: String? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let own = root.appending(path: ".readers/bin/python3").path
  return FileManager.default.isExecutableFile(atPath: own) ? own : nil
}()

private let script = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Readers/read.py").path

private let classes = [LabelClass(id: 2, name: "lip gloss"), LabelClass(id: 5, name: "lipstick")]
private let size = (width: 67, height: 41)

/// A PNG that every reader opens, of 67 x 41 pixels.
private func picture(_ python: String, at path: String) throws {
  let code = """
    import struct, sys, zlib
    w, h = \(size.width), \(size.height)
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\\0" + bytes((x * 3, y * 5, 128) [c] for x in range(w) for c in range(3)) for y in range(h))
    open(sys.argv[1], "wb").write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    """
  _ = try output(of: [python, "-c", code, path])
}

private func output(of arguments: [String]) throws -> (Int32, String, String) {
  let process = Process()
  let (out, err) = (Pipe(), Pipe())
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  (process.standardOutput, process.standardError) = (out, err)
  try process.run()
  let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  let complaints = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, text, complaints)
}

/// How far an edge that another program reads may be from ours, in pixels.
private func tolerance(of format: DatasetFormat, by reader: String) -> Double {
  // Datumaro rounds what it reads to two decimals, supervision keeps 32 bits.
  if reader == "datumaro", format != .voc { return 0.0101 }
  if reader == "supervision", format != .voc { return 1e-4 }
  return switch format {
  case .coco, .csv: 1e-6
  case .labelStudio, .cvat, .yolo, .yoloDarknet, .openImages: 1e-5
  case .voc, .groundTruth: 0.5
  }
}

@Suite struct `Read by others` {
  private struct Reading: Decodable {
    struct Box: Decodable {
      let image, label: String
      /// Left, top, right, bottom.
      let edges: [Double]
    }
    let reader: String
    let boxes: [Box]
    let warnings: [String]
  }

  @Test(
    .enabled(if: python != nil, "no readers are installed: make readers"),
    arguments: DatasetFormat.allCases)
  func `box by box, without a warning`(format: DatasetFormat) throws {
    let python = try #require(python)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tessera-readers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }

    var numbers = SeededGenerator(seed: 3)
    var dossiers: [Dossier] = []
    var ours: [String] = []
    for id in 1...8 {
      let path = folder.appending(path: "picture \(id).png").path
      try picture(python, at: path)
      let sha = try output(of: ["sha256sum", path]).1.prefix(64)
      // The same pixels eight times are one digest: what tells images apart here is their name.
      let boxes = (0..<(id == 4 ? 0 : 3)).map { _ in
        let left = Double.random(in: 0...60, using: &numbers)
        let top = Double.random(in: 0...36, using: &numbers)
        return MergedBox(
          box: Box(
            left: id == 1 ? 0 : left, top: top,
            right: id == 2
              ? Double(size.width) : Double.random(in: (left + 2)...67, using: &numbers),
            bottom: Double.random(in: (top + 2)...41, using: &numbers)),
          classID: [2, 5].randomElement(using: &numbers) ?? 2, confidence: 0.75, votes: 3,
          disagreement: 0.1)
      }
      dossiers.append(
        Dossier(
          image: ImageRecord(
            id: id, sha256: String(sha), name: "picture \(id).png", path: path, width: size.width,
            height: size.height),
          annotations: [], resolution: nil,
          standing: Standing(
            state: .agreed, people: 3, wanted: 3,
            merged: MergedImage(
              boxes: boxes, labelers: 3, disagreement: 0, risk: 0, decision: .agreed))))
      ours += boxes.map { box in
        let name = classes.first { $0.id == box.classID }?.name ?? ""
        let edges = [box.box.left, box.box.top, box.box.right, box.box.bottom]
        return "picture \(id)/\(name)/" + edges.map { String($0) }.joined(separator: ",")
      }
    }
    let out = folder.appending(path: "out").path
    _ = try Export.write(
      dossiers, to: out, classes: classes,
      options: ExportOptions(
        format: format, files: .copied, toolVersion: "0.1", workspace: "readers",
        policy: Policy()))

    let (code, text, complaints) = try output(of: [python, script, format.rawValue, out])
    #expect(code == 0, "\(complaints)")
    let readings = try JSONDecoder().decode([Reading].self, from: Data(text.utf8))
    for reading in readings {
      #expect(reading.warnings.isEmpty, "\(reading.reader): \(reading.warnings)")
      var theirs = reading.boxes
      for mine in ours {
        let parts = mine.split(separator: "/")
        let edges = parts[2].split(separator: ",").compactMap { Double($0) }
        let match = theirs.firstIndex { box in
          box.image == parts[0] && box.label == parts[1]
            && zip(box.edges, edges).allSatisfy {
              abs($0 - $1) <= tolerance(of: format, by: reading.reader) + 1e-9
            }
        }
        #expect(match != nil, "\(reading.reader) did not find \(mine)")
        if let match { theirs.remove(at: match) }
      }
      #expect(theirs.isEmpty, "\(reading.reader) found boxes that are not ours: \(theirs)")
    }
  }
}
