import Foundation
import Labels
import Testing

@testable import Datasets

/// Our own JSON Lines, and the schemas that say what they are.
struct OwnFileTests {
  private static let annotations = #"""
    {"image":"a.png","width":640,"height":480,"annotations":[{"labeler":"ana","boxes":[{"x":10,"y":20,"width":100,"height":50,"class":"lipstick"}]},{"labeler":"cy","boxes":[],"skip":"blurred"}]}
    """#

  private func findings(of text: String) throws -> (format: OwnFormat?, [String]) {
    try inFolder { folder in
      let file = folder.appending(path: "lines.jsonl")
      try Data(text.utf8).write(to: file)
      let report = ImportReport()
      let format = try OwnFormat.format(of: file.path)
      try format?.check(file.path, skillsVersion: 1, into: report) {}
      return (format, report.findings.map(\.description))
    }
  }

  private func consensus() throws -> String {
    let line = try #require(try AnnotationLine.read(Self.annotations, number: 1))
    let boxes = line.annotations.flatMap(\.answer.boxes).map {
      MergedBox(box: $0.box, classID: $0.classID, confidence: 0.5, votes: 1, disagreement: 0)
    }
    var text: [UInt8] = []
    try ConsensusLine.append(
      MergedImage(boxes: boxes, labelers: 1, disagreement: 0.1, risk: 0.2, decision: .needsLabels),
      for: line, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `what we write is in order`() throws {
    #expect(try findings(of: Self.annotations) == (.annotations, []))
    #expect(try findings(of: try consensus()) == (.consensus, []))
  }

  @Test(arguments: [
    (#""y":20"#, #""y":481"#, "beyond the image's edge at 480"),
    (#""y":20"#, #""y":-1"#, "beyond the image's edge at 0"),
    (#""width":100"#, #""width":0"#, "must be above 0"),
    (#""x":10"#, #""x":NaN"#, "x"),
    (#""height":480"#, #""height":4.5"#, "height: expected a whole"),
  ])
  func `a y beyond the image's height is an error, and so is any such number`(
    good: String, bad: String, problem: String
  ) throws {
    for text in [Self.annotations, try consensus()] {
      let (_, found) = try findings(of: "\n" + text.replacing(good, with: bad))
      #expect(
        found.count == 1 && found[0].contains("lines.jsonl:2: ") && found[0].contains(problem))
    }
  }

  @Test(arguments: [
    (
      #"{"image":"a","boxes":[{"x":0,"y":0,"width":1,"height":1,"class":"a","score":2}]}"#,
      "score: expected"
    ),
    (
      "[\n{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,-1,1],\"score\":0.5}]",
      ":2: bbox: expected"
    ),
    (#"{"format":"tessera-skills","version":1}"#, "skills"),
  ])
  func `proposals, detections and skills are checked too`(text: String, problem: String) throws {
    let (_, found) = try findings(of: text)
    #expect(found.contains { $0.contains(problem) }, "\(found)")
  }

  /// What the schemas ask for is what the lines have: each member is in them, and each that they
  /// require is there.
  @Test func `schemas name the members of our lines`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Documentation/schemas")
    for (name, text) in [("annotations", Self.annotations), ("consensus", try consensus())] {
      let schema = try #require(
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: folder.appending(path: "\(name).schema.json"))) as? [String: Any])
      let line = try JSONSerialization.jsonObject(with: Data(text.utf8))
      check(line, against: schema, name)
    }
  }

  private func check(_ value: Any, against schema: [String: Any], _ place: String) {
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for required in schema["required"] as? [String] ?? [] {
        #expect(object[required] != nil, "\(place) lacks \(required)")
      }
      for (key, member) in object {
        #expect(properties[key] != nil, "\(place) has \(key), which its schema does not know")
        check(member, against: properties[key] ?? [:], "\(place).\(key)")
      }
    } else if let list = value as? [Any] {
      for element in list {
        check(element, against: schema["items"] as? [String: Any] ?? [:], "\(place)[]")
      }
    }
  }
}
