import Foundation
import Testing

/// `merge --fit` and `merge --skills`: what one pass learned of labelers, and what it is good for.
struct SkillsTests {
  private let story: Story

  init() throws {
    story = try Story()
  }

  private struct Merged: Decodable {
    struct Box: Decodable {
      let x, y, width, height: Double
    }
    let boxes: [Box]
  }

  private func skills() throws -> Data {
    try Data(contentsOf: URL(filePath: story.path("skills.json")))
  }

  /// The mean IoU of the true boxes with the merged one that overlaps most.
  private func meanIoU(_ outcome: Outcome, _ crowd: SimulatedCrowd) throws -> Double {
    let merged = try outcome.lines.map {
      try JSONDecoder().decode(Merged.self, from: Data($0.utf8)).boxes
    }
    #expect(merged.count == crowd.truth.count)
    let overlaps = zip(merged, crowd.truth).flatMap { boxes, truth in
      truth.map { object in
        boxes.map { object.iou(with: [$0.x, $0.y, $0.width, $0.height]) }.max() ?? 0
      }
    }
    return overlaps.reduce(0, +) / Double(overlaps.count)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `known labelers are merged nearer to the truth`(seed: UInt64) throws {
    let crowd = SimulatedCrowd(seed: seed, images: 150)
    let input = Running.Input.text(crowd.text)
    let fitted = try story.run("merge", "--fit", "skills.json", input: input)
    #expect(fitted.code == 0 && fitted.output == "", "\(fitted.complaint)")
    #expect(
      fitted.complaint
        == #"{"blank":0,"boxes":\#(crowd.boxes),"images":150,"labelers":5,"rejected":0}"# + "\n")
    let plain = try meanIoU(story.run("merge", input: input), crowd)
    let known = try meanIoU(story.run("merge", "--skills", "skills.json", input: input), crowd)
    #expect(1 - known < 0.9 * (1 - plain), "seed \(seed): \(known), without skills \(plain)")
  }

  @Test func `the order of lines and the number of threads change no byte`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededNumbers(seed: seed)
    let crowd = SimulatedCrowd(seed: seed, images: 400)
    try story.succeed(["merge", "--fit", "skills.json"], input: .text(crowd.text))
    let first = try skills()
    for jobs in ["1", "3", "16"] {
      let text = crowd.lines.shuffled(using: &random).joined(separator: "\n")
      try story.succeed(
        ["merge", "--fit", "skills.json", "--force", "--jobs", jobs], input: .text(text))
      #expect(try skills() == first, "seed \(seed), \(jobs) jobs")
    }
    let outputs = try ["1", "3"].map { jobs in
      try story.run(
        "merge", "--skills", "skills.json", "--jobs", jobs, input: .text(crowd.text)
      ).output
    }
    #expect(outputs[0] == outputs[1], "seed \(seed)")
  }

  @Test func `strangers and unheard-of classes are merged as if nobody were known`() throws {
    let crowd = SimulatedCrowd(seed: 3, images: 20)
    try story.succeed(["merge", "--fit", "skills.json"], input: .text(crowd.text))
    let input = Running.Input.text(
      line(
        "a.png", [("xi", [10, 10, 20, 20]), ("yo", [11, 10, 20, 20]), ("zoe", [10, 11, 20, 20])]))
    let outcome = try story.run("merge", "--skills", "skills.json", input: input)
    #expect(outcome.code == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains(#""class":"lipstick""#))
    #expect(outcome.output.contains(#""decision":"agreed""#))
  }

  @Test func `names that Unicode calls equal are one labeler, in any order`() throws {
    let spellings = ["Ren\u{E9}", "Rene\u{301}"].enumerated().map {
      line("\($0).png", [($1, [10, 10, 20, 20]), ("bo", [10, 11, 20, 20])])
    }
    try story.succeed(
      ["merge", "--fit", "skills.json"], input: .text(spellings.joined(separator: "\n")))
    let first = try skills()
    try story.succeed(
      ["merge", "--fit", "skills.json", "--force"],
      input: .text(spellings.reversed().joined(separator: "\n")))
    #expect(try skills() == first)
  }

  @Test func `nothing at all makes a file that changes nothing`() throws {
    try story.succeed(["merge", "--fit", "skills.json"], input: .text(""))
    let input = Running.Input.text(SimulatedCrowd(seed: 4, images: 30).text)
    #expect(
      try story.run("merge", "--skills", "skills.json", input: input).output
        == story.run("merge", input: input).output)
  }

  @Test func `bad lines end the fit without a file, or go to theirs`() throws {
    let lines = SimulatedCrowd(seed: 5, images: 10).lines
    let input = Running.Input.text((lines + ["not JSON"]).joined(separator: "\n"))
    let ended = try story.run("merge", "--fit", "skills.json", input: input)
    #expect(ended.code == 65)
    expectOneSentence(ended)
    #expect(!FileManager.default.fileExists(atPath: story.path("skills.json")))
    let went = try story.run(
      "merge", "--fit", "skills.json", "--reject", "bad.jsonl", input: input)
    #expect(went.code == 0 && went.complaint.contains(#""images":10,"#), "\(went.complaint)")
    let rejected = try String(contentsOfFile: story.path("bad.jsonl"), encoding: .utf8)
    #expect(rejected == "not JSON\n")
    let first = try skills()
    try story.succeed(
      ["merge", "--fit", "skills.json", "--force"],
      input: .text(lines.joined(separator: "\n")))
    #expect(try skills() == first)
  }

  @Test func `a file that is there stays unless told otherwise, the input always`() throws {
    let crowd = SimulatedCrowd(seed: 6, images: 5)
    try story.write(Array(crowd.text.utf8), to: "crowd.jsonl")
    let path = story.path("crowd.jsonl")
    let there = try story.run("merge", "--fit", "crowd.jsonl", input: .text(crowd.text))
    #expect(there.code == 73)
    expectOneSentence(there)
    let itself = try story.run("merge", "--fit", "crowd.jsonl", "--force", input: .file(path))
    #expect(itself.code == 64)
    expectOneSentence(itself)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == crowd.text)
    for (arguments, code) in [
      (["--fit", "none/skills.json"], 74 as Int32), (["--fit", "/dev/null", "--force"], 73),
      (["--fit", "a", "--skills", "b"], 64), (["--fit", "a", "--reject", "a"], 64),
    ] {
      let outcome = try story.start(["merge"] + arguments, input: .text(crowd.text)).wait()
      #expect(outcome.code == code, "\(arguments): \(outcome.complaint)")
      expectOneSentence(outcome)
    }
  }

  @Test func `a file that cannot be used says what to do`() throws {
    let crowd = SimulatedCrowd(seed: 7, images: 5)
    try story.succeed(["merge", "--fit", "skills.json"], input: .text(crowd.text))
    let good = String(decoding: try skills(), as: UTF8.self)
    let size = try #require(good.firstMatch(of: /"missesBySize":\[[^,]*,/)).0
    for (text, says) in [
      (good.replacing(#""version":1"#, with: #""version":9"#), "version 9"),
      (String(good.dropLast(20)), "not JSON"), ("", "not JSON"), ("{}", "format"),
      (good.replacing(size, with: #""missesBySize":["#), "expected 9 numbers, found 8"),
    ] {
      try story.write(Array(text.utf8), to: "bad.json")
      let outcome = try story.run(
        "merge", "--skills", "bad.json", input: .text(crowd.text))
      #expect(outcome.code == 65 && outcome.output == "")
      #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
      #expect(outcome.complaint.contains("tessera merge --fit"), "\(outcome.complaint)")
      expectOneSentence(outcome)
    }
    let missing = try story.run("merge", "--skills", "none.json", input: .text(crowd.text))
    #expect(missing.code == 66)
    expectOneSentence(missing)
  }
}
