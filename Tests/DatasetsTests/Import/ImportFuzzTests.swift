import Foundation
import Labels
import Testing

@testable import Datasets

/// Damaged datasets: whatever is in the files, every reader comes to an end. `FUZZ_SECONDS=60` goes on
/// for longer.
struct ImportFuzzTests {
  private static let seconds = ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap(
    Double.init)

  @Test(arguments: DatasetFormat.allCases)
  func `a damaged dataset is read, or its faults are told`(format: DatasetFormat) throws {
    let start = UInt64.random(in: 0 ... .max)
    let deadline = Date(timeIntervalSinceNow: Self.seconds ?? 0)
    var faults = 0
    var round = 0
    while round < 40 || (Self.seconds != nil && Date() < deadline) {
      let seed = start &+ UInt64(round)
      round += 1
      var generator = SeededGenerator(seed: seed)
      try RandomDataset(images: 3, seed: seed).exported(as: format) { folder in
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
          let own = ["README.txt", "SHA256SUMS", "provenance.jsonl"]
          let path = folder.appending(path: $0)
          return !own.contains($0)
            && (try? path.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
        }.sorted()
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let name = try #require(files.randomElement(using: &generator))
          var bytes = Array(try Data(contentsOf: folder.appending(path: name)))
          Damage.apply(to: &bytes, using: &generator)
          try Data(bytes).write(to: folder.appending(path: name))
        }
        do {
          _ = try DatasetRecognizer.format(of: folder.path)
          let (images, report) = try imported(folder, as: format)
          faults += report.faults
          for image in images {
            let (boxes, bad) = image.placed(width: 100, height: 100)
            faults += bad.count
            let inside = boxes.allSatisfy {
              $0.box.left >= 0 && $0.box.top >= 0 && $0.box.right <= 100 && $0.box.bottom <= 100
            }
            #expect(inside || !bad.isEmpty, "seed \(seed)")
          }
        } catch is DatasetsError {
          faults += 1
        }
      }
    }
    #expect(faults > 0)
  }
}

/// Ways in which files go bad.
enum Damage {
  private static let tokens = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "-", ".", "1e9", "NaN", "null", "\u{FEFF}", " ", "0",
    "\u{0}", "\n", "\r", "<", ">", "&", "&#0;", "<!--", "<![CDATA[", "<!DOCTYPE x>", "'", "#", "=",
    "/",
    "..", "99999999999999999999", "-1", "0.5",
  ]

  static func apply(to bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 1...30, using: &generator))
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 4: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 5:
      let deep = ["[", "<a>", "{\"a\":"].randomElement(using: &generator) ?? "["
      let count = Int.random(in: 1...200, using: &generator)
      bytes.insert(contentsOf: Array(String(repeating: deep, count: count).utf8), at: place)
    default:
      bytes.insert(
        contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
    }
  }
}
