import Foundation
import Labels
import Testing

@testable import Datasets

/// Lines at random, whole and damaged. `make fuzz-json SECONDS=60` goes on for longer.
struct JSONFuzzTests {
  /// Seconds to go on; without it a fixed number of lines.
  private static let seconds = ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap(
    Double.init)

  private func forEachSeed(_ rounds: Int, _ body: (inout SeededGenerator, UInt64) throws -> Void)
    rethrows
  {
    let start = UInt64.random(in: 0 ... .max)
    let deadline = Date(timeIntervalSinceNow: Self.seconds ?? 0)
    var round = 0
    while round < rounds || (Self.seconds != nil && Date() < deadline) {
      let seed = start &+ UInt64(round)
      var generator = SeededGenerator(seed: seed)
      try body(&generator, seed)
      round += 1
    }
  }

  @Test func `any annotations line is read as it was written, and what is written can be read`()
    throws
  {
    try forEachSeed(500) { generator, seed in
      let random = RandomLine(using: &generator)
      let line = try #require(try AnnotationLine.read(random.text, number: 1), "seed \(seed)")
      #expect(line.image == random.image, "seed \(seed)")
      #expect(line.annotations.map(\.labeler) == random.labelers, "seed \(seed)")
      let boxes = line.annotations.map { annotation in
        annotation.answer.boxes.map {
          let name = line.classes.name(of: $0.classID) ?? ""
          return "\($0.box.x) \($0.box.y) \($0.box.width) \($0.box.height) \(name)"
        }
      }
      #expect(boxes == random.boxes, "seed \(seed)")
      #expect(
        line.passengers.map { String(decoding: $0.member, as: UTF8.self) } == random.passengers)

      let merged = MergedImage(
        boxes: line.annotations.flatMap(\.answer.boxes).map {
          MergedBox(box: $0.box, classID: $0.classID, confidence: 0.5, votes: 1, disagreement: 0)
        }, labelers: line.annotations.count, disagreement: 0.1, risk: 0.2, decision: .disputed)
      var written: [UInt8] = []
      try ConsensusLine.append(merged, for: line, to: &written)
      let document = try written.withUnsafeBufferPointer { bytes in
        let document = try JSONReader.read(bytes, from: 0)
        let list = try #require(document.value(of: "boxes", in: 0))
        #expect(document.value(of: "image", in: 0).map(document.text) == random.image)
        return document.children(of: list).map { document.number(document.value(of: "x", in: $0)) }
      }
      for (x, box) in zip(document, merged.boxes) {
        #expect(abs((x ?? .nan) - box.box.x) <= 5.1e-7, "seed \(seed)")
      }
      #expect(document.count == merged.boxes.count, "seed \(seed)")
    }
  }

  @Test func `a damaged line is read, or its place is named; nothing else happens`() {
    var (read, refused) = (0, 0)
    forEachSeed(3_000) { generator, seed in
      var bytes = Array(RandomLine(using: &generator).text.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) { damage(&bytes, using: &generator) }
      do throws(DatasetsError) {
        if try AnnotationLine.read(bytes, number: 7) != nil { read += 1 }
      } catch {
        refused += 1
        #expect("\(error)".hasPrefix("line 7"), "\(error), seed \(seed)")
      }
    }
    #expect(read > 0 && refused > 0)
  }

  private func damage(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let tokens = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "-", ".", "e", "1e9", "NaN",
      "null",
      "Infinity", "\u{FEFF}", " ", "0", "\u{0}",
    ]
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 1...12, using: &generator))
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 4: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 5:
      let deep = String(repeating: "[", count: Int.random(in: 1...200, using: &generator))
      bytes.insert(contentsOf: Array(deep.utf8), at: place)
    default:
      bytes.insert(
        contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
    }
  }
}
