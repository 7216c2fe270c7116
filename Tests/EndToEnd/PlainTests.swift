import Foundation
import Testing

/// The workbench by typed lines, from a pipe: no terminal, nothing but words.
@Suite(.serialized)
struct PlainTests {
  private func story(people: Int = 1) throws -> Story {
    let story = try Story()
    try story.makeWorkspace(
      of: ["one.png", "two.png"], classes: ["lipstick", "gloss"], "--minimum", "\(people)",
      "--maximum", "\(people)")
    return story
  }

  private func type(
    _ lines: String..., as person: String = "ana", in story: Story, _ command: String = "label"
  ) throws -> Outcome {
    try story.run(
      command, "--plain", "--as", person, input: .text(lines.joined(separator: "\n") + "\n"),
      environment: ["TERM": "dumb"])
  }

  @Test func `a script labels an image and submits`() throws {
    let story = try story()
    let outcome = try type(
      "box 10 5 20 16 gloss", "", "edge left by 2", "move 1 -1", "undo", "submit", "skip blurred",
      in: story)
    #expect(outcome.code == 0, "\(outcome.complaint)")
    #expect(
      outcome.lines == [
        "Image 1 of 2, one.png, 64 wide, 48 high.",
        "Box 1, gloss, left 10, top 5, width 20, height 16.",
        "Box 1, gloss, left 12, top 5, width 18, height 16. Changed: left edge 2 right.",
        "Box 1, gloss, left 13, top 4, width 18, height 16. Changed: 1 right, 1 up, as a whole.",
        "Box 1, gloss, left 12, top 5, width 18, height 16. Changed: 1 left, 1 down, as a whole.",
        "Submitted one.png.", "Image 2 of 2, two.png, 64 wide, 48 high.",
        "Skipped two.png: blurred.", "No image waits for you.",
      ])
    let dataset = try story.export()
    #expect(dataset.boxes(of: "one.png") == [[12, 5, 18, 16]])
    #expect(dataset.classes(of: "one.png") == ["gloss"])
  }

  @Test func `a bad line ends the script with its number, and what came before is kept`() throws {
    let story = try story()
    let outcome = try type("box 10 5 20 16", "# no comment", "submit", in: story)
    #expect(outcome.code == 65)
    #expect(outcome.complaint.contains("line 2: There is no command #."), "\(outcome.complaint)")
    let again = try type("yes", "list", "submit", in: story)
    #expect(again.code == 0, "\(again.complaint)")
    #expect(again.output.contains("1 stroke, 1 box, not submitted. Go on with them?"))
    #expect(try story.export().boxes(of: "one.png") == [[10, 5, 20, 16]])
  }

  @Test func `the end of input leaves like quit: kept, not submitted`() throws {
    let story = try story()
    let outcome = try type("box 10 5 20 16", in: story)
    #expect(outcome.code == 0)
    #expect(outcome.complaint.contains("Your boxes on one.png are kept"), "\(outcome.complaint)")
    #expect(try story.status().answers == 0)
  }

  @Test(arguments: [SIGKILL, SIGINT, SIGTERM])
  func `cut off in the middle, it goes on where it was`(signal: Int32) throws {
    let story = try story()
    // A pipe that never ends.
    let pipe = story.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let end = open(pipe, O_RDWR | O_CLOEXEC)
    try #require(end >= 0)
    defer { close(end) }
    let running = try story.start(["label", "--plain", "--as", "ana"], input: .file(pipe))
    let bytes = Array("box 10 5 20 16\nbox 30 5 9 9\n".utf8)
    #expect(write(end, bytes, bytes.count) == bytes.count)
    let journal = story.path("shop.tessera-drafts/ana.labeling.jsonl")
    try eventually("the second stroke") {
      (try? String(contentsOfFile: journal, encoding: .utf8))?.contains("\"change\":2") ?? false
    }
    running.kill(signal)
    #expect(try running.wait().code == 128 + signal)
    let again = try type("yes", "undo", "submit", in: story)
    #expect(again.code == 0, "\(again.complaint)")
    #expect(try story.export().boxes(of: "one.png") == [[10, 5, 20, 16]])
  }

  @Test func `an expert hears who drew what, compares and decides`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"], "--minimum", "2", "--maximum", "2")
    #expect(try type("box 0 0 20 20", "submit", in: story).code == 0)
    #expect(try type("box 10 10 20 20", "submit", as: "bo", in: story).code == 0)
    let outcome = try type(
      "list", "compare A B", "reason the left one", "accept A", as: "eva", in: story, "resolve")
    #expect(outcome.code == 0, "\(outcome.complaint)")
    for words in [
      "Dispute about one.png, 64 wide, 48 high, by 2 labelers", "A, box 1, lipstick, left ",
      "B, box 1, lipstick, left ", "Box 1 of A and box 1 of B: A has the 10 ",
      "Reason: the left one.",
      "Decided one.png: the boxes of A.", "No dispute waits for you.",
    ] {
      #expect(outcome.output.contains(words), "\(words)\n\(outcome.output)")
    }
    #expect(!outcome.output.contains("ana"))
    let boxes = try story.export("resolved").boxes(of: "one.png")
    #expect([[[0, 0, 20, 20]], [[10, 10, 20, 20]]].contains(boxes))
  }
}
