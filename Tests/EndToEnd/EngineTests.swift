import Foundation
import Testing

/// The fitted consensus in a workspace: refit, changes, explain, status, simulate.
struct EngineTests {
  private let story: Story

  init() throws {
    story = try Story()
  }

  private static let picture = SmallPicture(width: 1280, height: 960, tint: 0).bytes

  private func json(_ outcome: Outcome) throws -> [[String: Any]] {
    try outcome.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// 20 pictures, answered by three of five simulated people each.
  private func makeCrowd() throws {
    let crowd = SimulatedCrowd(seed: 21, images: 20)
    try story.makeWorkspace(
      of: [], classes: ["c0", "c1"], "--escalation", "risk", "--maximum", "3")
    // Pictures of this size take long to make: one, with another byte after its end each time.
    for image in 0..<20 {
      try story.write(Self.picture + [UInt8(image)], to: "in/p\(image).png")
    }
    try story.succeed(["add"] + (0..<20).map { "in/p\($0).png" })
    let submitted = try story.submit(crowd.lines)
    #expect(submitted.code == 0, "\(submitted.complaint)")
  }

  @Test func `a workspace learns of its labelers, and tells what changed and why`() throws {
    try makeCrowd()
    // 60 answers: the program that brought them had them fitted.
    let first = try json(story.run("refit", "--json"))[0]
    #expect(first["version"] as? Int == 1 && first["isNew"] as? Bool == false)
    #expect(first["labelers"] as? Int == 5)
    #expect(try story.run("verify").code == 0)
    let events = try json(story.run("changes", "--json"))
    #expect(events.map { $0["act"] as? String } == ["policy", "refit"])

    try story.succeed(["export", "--format", "coco", "--output", "out"])
    #expect(try story.run("changes", "--since-export", "--json").output == "")
    try story.succeed(["policy", "--dispute-threshold", "0.001", "--ask-threshold", "0.001"])
    let changes = try json(story.run("changes", "--since-export", "--json"))
    #expect(changes.count == 20)
    #expect(changes.allSatisfy { $0["because"] as? [String] == ["policy"] })
    #expect(changes.allSatisfy { $0["after"] as? String == "disputed" })
    #expect(try story.run("verify").code == 0)
    let refit = try story.run("refit", "--reopen")
    let told = "calibrated as shipped: 0 answers of experts or gold"
    #expect(refit.code == 0 && refit.output.contains(told))
  }

  @Test func `explain tells of one image without names, unless asked`() throws {
    try makeCrowd()
    let told = try story.run("explain", "p3.png")
    #expect(told.code == 0, "\(told.complaint)")
    for part in ["p3.png: ", "rule: 3 to 3 labels", "disagreement ", "A and B: ", "risk ", " +- "] {
      #expect(told.output.contains(part), "\(part) is not in \(told.output)")
    }
    for name in ["ana", "bo", "cy", "dee", "eli"] {
      #expect(!told.output.contains("\(name) ("))
    }
    let report = try json(story.run("explain", "p3.png", "--names", "--json"))[0]
    let labelers = try #require(report["labelers"] as? [[String: Any]])
    #expect(labelers.count == 3)
    #expect(
      labelers.allSatisfy { ["ana", "bo", "cy", "dee", "eli"].contains($0["name"] as? String) })
    let objects = try #require(report["objects"] as? [[String: Any]])
    let risk = try #require(report["risk"] as? Double)
    let parts = objects.compactMap { $0["risk"] as? Double }.reduce(0, +)
    #expect(abs(parts - risk) < 1e-4)
    let missing = try story.run("explain", "none.png")
    #expect(missing.code == 65)
    expectOneSentence(missing)
  }

  @Test func `the status says what both rules would, and how each labeler draws`() throws {
    try makeCrowd()
    let status = try story.run("status")
    #expect(status.output.contains("by disagreement"))
    #expect(status.output.contains("by risk"))
    #expect(status.output == (try story.run("status")).output)
    let report = try json(story.run("status", "--json"))[0]
    let agreement = try #require(report["agreement"] as? [String: Any])
    let rules = try #require(agreement["rules"] as? [String: [String: Int]])
    for rule in ["disagreement", "risk"] {
      #expect(rules[rule, default: [:]].values.reduce(0, +) == 20)
    }
    let labelers = try #require(agreement["labelers"] as? [[String: Any]])
    #expect(labelers.count == 5)
    for labeler in labelers {
      let (low, high) = (labeler["low"] as? Double ?? 1, labeler["high"] as? Double ?? 0)
      let mean = labeler["agreement"] as? Double ?? -1
      #expect(low <= mean && mean <= high)
    }
    let eli = try #require(labelers.first { $0["name"] as? String == "eli" })
    #expect((eli["words"] as? String)?.contains("loose") == true)
  }

  @Test func `simulate counts labels and money, and knows quality where the truth is known`() throws
  {
    let crowd = SimulatedCrowd(seed: 22, images: 40)
    let gold = zip(crowd.lines, crowd.truth).map { line, truth -> String in
      let boxes = truth.enumerated().map { column, box in
        #"{"x":\#(box[0]),"y":\#(box[1]),"width":\#(box[2]),"height":\#(box[3]),"#
          + #""class":"c\#(column % 2)"}"#
      }
      return String(line.dropLast()) + #","gold":["# + boxes.joined(separator: ",") + "]}"
    }
    try story.write(Array(gold.joined(separator: "\n").utf8), to: "crowd.jsonl")
    let outcome = try story.run(
      "simulate", "crowd.jsonl", "--minimum", "2", "--maximum", "2", "--price", "0.5", "--json")
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let rows = try json(outcome)
    #expect(
      rows.map { $0["name"] as? String } == [
        "default", "as asked", "three labels", "five labels", "3 to 5, risk",
      ])
    #expect(rows.map { $0["labels"] as? Int } == [120, 80, 120, 120, 120])
    #expect(rows[1]["money"] as? Double == 40)
    #expect(rows[3]["short"] as? Int == 40)
    #expect(rows.allSatisfy { $0["known"] as? Int == 40 })
    let found = try rows.map { try #require($0["f1"] as? [Double])[1] }
    #expect(found[2] > found[1] - 0.02 && found[2] > 0.9)
    #expect(
      try story.run("simulate", "crowd.jsonl").output
        == (try story.run("simulate", "crowd.jsonl")).output)

    try story.write(
      Array(#"{"image":"a","width":9,"height":9,"annotations":[],"gold":[1]}"#.utf8),
      to: "bad.jsonl")
    let bad = try story.run("simulate", "bad.jsonl")
    #expect(bad.code == 65)
    expectOneSentence(bad)
    #expect(try story.run("simulate", "none.jsonl").code == 66)
  }
}
