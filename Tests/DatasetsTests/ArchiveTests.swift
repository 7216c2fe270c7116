import Foundation
import Labels
import Testing

@testable import Datasets

/// Records as lines, and back.
@Suite struct ArchiveTests {
  private static func fraction(_ random: inout SeededGenerator) -> Double {
    while true {
      let number = Double(bitPattern: random.next())
      if number.isFinite, number != number.rounded() { return number }
    }
  }

  private static func record(_ random: inout SeededGenerator, depth: Int = 0) -> PlainRecord {
    func value(_ depth: Int) -> PlainValue {
      switch Int.random(in: 0..<(depth < 3 ? 7 : 5), using: &random) {
      case 0: .flag(.random(using: &random))
      case 1: .whole([0, -1, .max, .min, 1 << 60].randomElement(using: &random) ?? 0)
      case 2:
        // Every finite number there is, none of them a whole one: those are told by their kind.
        .number(fraction(&random))
      case 3:
        .number(
          [-0.0, 1e-300, .leastNonzeroMagnitude, 0.1, 1e300 / 3].randomElement(using: &random)
            ?? 0.5)
      case 4:
        .text(["", "\u{0}\u{1F}\"\\", "rosé 💄", "\u{85}"].randomElement(using: &random) ?? "")
      case 5: .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth + 1) })
      default: .record(record(&random, depth: depth + 1))
      }
    }
    var made = PlainRecord()
    for number in 0..<Int.random(in: 0...4, using: &random) {
      made.append("key \(number)", value(depth))
    }
    return made
  }

  @Test(arguments: UInt64(1)...20)
  func `a record is read as it was written`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let path = NSTemporaryDirectory() + "archive-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let header = PlainRecord([.init("kind", .text("tessera")), .init("version", .whole(1))])
    let records = [header] + (0..<200).map { _ in Self.record(&random) }
    let export = try ArchiveExport(to: path, toolVersion: "1", replaces: false)
    for record in records { try export.add(record) }
    try export.finish()
    #expect(TesseraReader.recognizes(path))
    var found: [PlainRecord] = []
    try TesseraReader(path: path).forEachRecord { found.append($0) }
    #expect(found == records, "seed \(seed)")
  }

  @Test func `a fault is told with its line`() throws {
    let path = NSTemporaryDirectory() + "archive-\(UUID()).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (line, problem) in [
      ("{\"a\":1", "it ends in the middle"), ("[1]", "no object"), ("{\"a\":NaN}", "finite"),
      ("{\"a\":1e999}", "finite"), ("{\"a\":1,\"a\":2}", "twice"),
    ] {
      try "{\"kind\":\"tessera\",\"version\":1}\n\(line)\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: DatasetsError.self) {
        try TesseraReader(path: path).forEachRecord { _ in }
      }
      #expect("\(try #require(error))".contains("line 2"))
      #expect("\(try #require(error))".contains(problem), "\(line)")
    }
  }
}
