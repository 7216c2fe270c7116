import Foundation
import Testing

@testable import Datasets

/// Numbers that need all of their digits, names that need escapes.
private func example(using generator: inout SeededGenerator) -> SkillsFile {
  func share() -> Double { Double.random(in: 0.001...0.9, using: &generator) }
  func shares(_ count: Int) -> [Double] { (0..<count).map { _ in share() } }
  let named = ["car": ["car": 1e5 * share(), "a \"van\"": share()], "a \"van\"": [:]]
  let names = ["ana", "b\u{1B}[31mo", "cy\u{85}\n\\", "é😀"]
  return SkillsFile(
    version: 1, classes: ["car", "a \"van\""],
    common: SkillsFile.Common(
      images: 7, floor: share(), spread: share(), objects: share(), missesBySize: shares(9)),
    labelers: Dictionary(
      uniqueKeysWithValues: names.shuffled(using: &generator).map { name in
        (
          name,
          SkillsFile.Labeler(
            images: 3, boxes: 1e-7 * share(), bias: -SIMD4(shares(4)), variance: SIMD4(shares(4)),
            misses: share(), inventions: share(), copies: Bool.random(using: &generator),
            named: named)
        )
      }),
    named: named, objects: ["car": 1e12 * share()],
    calibration: SkillsFile.Calibration(
      experts: 0, right: shares(20), present: shares(20), overlap: shares(20), risk: shares(14)))
}

@Suite struct `A file of skills` {
  @Test func `it is read as it was written, to the last bit`() throws {
    let start = UInt64.random(in: 0 ... .max)
    for seed in start..<(start + 50) {
      var generator = SeededGenerator(seed: seed)
      let file = example(using: &generator)
      let text = file.text
      #expect(
        !text.dropLast().unicodeScalars.contains { $0.properties.generalCategory == .control })
      let again = try SkillsFile.read(Array(text.utf8), path: "s", version: 1)
      #expect(again == file, "seed \(seed)")
      #expect(again.text == text, "seed \(seed)")
    }
  }

  @Test func `a damaged file is refused or read, never a crash`() {
    let start = UInt64.random(in: 0 ... .max)
    for seed in start..<(start + 300) {
      var generator = SeededGenerator(seed: seed)
      var bytes = Array(example(using: &generator).text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 32...126, using: &generator)
      }
      do {
        let file = try SkillsFile.read(bytes, path: "s", version: 1)
        #expect(file.labelers.values.allSatisfy { $0.variance.min() > 0 }, "seed \(seed)")
      } catch {
        #expect("\(error)".contains("tessera merge --fit"), "seed \(seed)")
      }
    }
  }

  @Test(
    "what is wrong is said",
    arguments: [
      (#""version":1"#, #""version":2"#, "it has version 2, and this program uses version 1"),
      ("tessera-skills", "coco", #""format" is not "tessera-skills""#),
      (#""classes":["#, #""classes":["car","#, #"classes: "car" is there twice"#),
      (#""name":"ana""#, #""name":"é😀""#, "is there twice"),
      (#""name":"ana""#, #""name":"""#, "labelers: name: expected a text"),
      (#""copies":"#, #""copies":0,"c":"#, "copies: expected true or false, found the number 0"),
      (#""misses":"#, #""misses":1,"m":"#, "misses: expected a number from"),
      (#""misses":"#, #""misses":NaN,"m":"#, "misses: expected a number from"),
      (#""bias":["#, #""bias":[0,"#, "bias: expected 4 numbers, found 5"),
      (#""bias":["#, #""bias":[1e300,"#, "bias: expected a number from -10.0 to 10.0"),
      (#""common":"#, #""commons":"#, "common is missing"),
      (#""objects":{"#, #""objects":{"hat":1,"#, #"objects: "hat" is none of its classes"#),
      (#"{"format""#, #"{"format"#, "not JSON at byte"),
    ])
  func fault(part: String, damage: String, says: String) throws {
    var generator = SeededGenerator(seed: 1)
    let text = example(using: &generator).text
    let start = try #require(text.range(of: part))
    let damaged = text.replacingCharacters(in: start, with: damage)
    let error = #expect(throws: DatasetsError.self) {
      try SkillsFile.read(Array(damaged.utf8), path: "s.json", version: 1)
    }
    #expect("\(try #require(error))".contains(says), "\(error.debugDescription)")
    #expect("\(try #require(error))".contains(#""s.json""#))
  }

  @Test func `open classes keep their ids, others follow`() throws {
    let table = ClassTable(names: ["cup", "pen"], isOpen: true)
    func line(_ names: [String]) throws -> ClassTable {
      let boxes = names.map { #"{"x":0,"y":0,"width":1,"height":1,"class":"\#($0)"}"# }
      let text =
        #"{"image":"a","width":9,"height":9,"annotations":[{"labeler":"a","boxes":["#
        + boxes.joined(separator: ",") + "]}]}"
      return try #require(try AnnotationLine.read(text, number: 1, classes: table)).classes
    }
    #expect(try line(["pen"]) == table)
    let added = try line(["hat", "pen", "axe"])
    #expect(["cup", "pen", "axe", "hat"].map { added.id(of: $0) } == [1, 2, 3, 4])
    #expect((1...4).map { added.name(of: $0) } == ["cup", "pen", "axe", "hat"])
  }

  @Test func `it takes its place whole, and never another's unasked`() throws {
    let folder = URL.temporaryDirectory.appending(path: "skills-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s.json").path
    let file = try WholeFile(path: path, replaces: false)
    try "theirs".write(toFile: path, atomically: false, encoding: .utf8)
    // It came in the meantime.
    #expect(throws: DatasetsError.exists(path: path)) { try file.write("ours") }
    #expect(throws: DatasetsError.exists(path: path)) {
      try WholeFile(path: path, replaces: false)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs")
    try WholeFile(path: path, replaces: true).write("ours")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "ours")
    #expect(throws: DatasetsError.notAFile(path: folder.path)) {
      try WholeFile(path: folder.path, replaces: true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s.json"])
  }
}
