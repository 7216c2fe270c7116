import Foundation
import Testing

/// Color, finish and glitter of boxes, as a program reads them.
struct MeasureTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.write(SmallPicture(width: 320, height: 240, tint: 40).bytes, to: "in/one.png")
  }

  private func properties(_ line: Substring) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(object?["properties"] as? [String: Any])
  }

  @Test func `every box is a line, and another program's answer takes the reading's place`() throws
  {
    let ours = try story.run(
      "measure", "in/one.png", "--box", "10,10,60,60", "--box", "100,80,50,50.5")
    #expect(ours.code == 0)
    let lines = ours.output.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let found = try properties(line)
      for name in ["color", "finish", "particles", "reflectance"] { #expect(found[name] != nil) }
    }
    // What was read, given back as another program's answer, is the same.
    try story.write(Array(lines[0].utf8) + [10], to: "answer")
    let theirs = try story.run(
      "measure", "in/one.png", "--box", "10,10,60,60", "--extractor", "cat answer; cat >/dev/null")
    #expect(theirs.code == 0)
    let answered = try properties(try #require(theirs.output.split(separator: "\n").first))
    #expect(NSDictionary(dictionary: answered).isEqual(to: try properties(lines[0])))
  }

  @Test(arguments: [
    ("250,10,100,60", nil, 65, "in/one.png: x + width is 350.0, beyond the image's edge at 320.0"),
    ("10,200,60,60", nil, 65, "in/one.png: y + height is 260.0, beyond"),
    ("1,2,3", nil, 64, "1,2,3"), ("10,10,60,60", "true", 69, "ended without an answer"),
    ("10,10,60,60", "echo shiny; cat >/dev/null", 65, "answered what is no properties: shiny"),
  ])
  func `what cannot be measured is told`(
    box: String, extractor: String?, code: Int32, complaint: String
  ) throws {
    let run =
      if let extractor {
        try story.run("measure", "in/one.png", "--box", box, "--extractor", extractor)
      } else { try story.run("measure", "in/one.png", "--box", box) }
    #expect(run.code == code)
    #expect(run.complaint.contains(complaint))
    #expect(run.output.isEmpty)
  }
}
