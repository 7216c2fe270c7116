import TerminalDriver
import Testing

/// Questions and the guideline: from the one who asks to everybody who reads.
@Suite(.serialized)
struct QuestionsTests {
  private func story(
    _ guideline: String = "# Lips\n\nBox the bullet.\n\n![good: tight](in/one.png)\n"
  )
    throws -> Story
  {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png"], "--minimum", "1", "--maximum", "1")
    try story.write(Array(guideline.utf8), to: "guideline.md")
    return story
  }

  @Test(.enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
  func `what one asks and an expert answers, everybody reads`() throws {
    let story = try story()
    try story.succeed(["guideline", "set", "guideline.md"])
    let ana = try story.open("label", "--as", "ana")
    try ana.expect("one.png 64×48", "saved ✓")
    try ana.press("g")
    try ana.expect("Guideline", "LIPS", "✓ GOOD tight")
    try ana.press("Escape")
    try ana.expectNo("Guideline")
    try ana.press("Q")
    try ana.expect("(about one.png)")
    try ana.session.type("Does the \"metal\" ring count?\n")
    try ana.expect("Your question is sent")
    #expect(try story.succeed(["status"]).output.contains("1 question, 1 open"))

    let eva = try story.open("resolve", "--as", "eva")
    try eva.expect("1 question: Q")
    try eva.press("Q")
    try eva.expect("1  Does the \"metal\" ring count?  (one.png)")
    try eva.press("Enter")
    try eva.expect("Answer question 1", "about one.png", "[ ] part of the guideline")
    try eva.session.type("No: *never*.")
    try eva.press("Tab")
    try eva.expect("[x] part of the guideline")
    try eva.press("Enter")
    try eva.expect("Answered; it is part of the guideline now, version 3.")
    try eva.press("q")
    try eva.expectEnd()

    // The next image brings the news.
    try ana.press("s", "y")
    try ana.expect("two.png 64×48", "guideline changed: g", "1 answer: R")
    try ana.press("R")
    try ana.expect("NEW", "Q Does the \"metal\" ring count?", "A No: *never*.")
    try ana.press("Escape")
    try ana.expectNo("Your questions")
    #expect(try !ana.session.capture().contains("1 answer: R"))
    try ana.press("g")
    try ana.expect("since you last read it", "+ Questions and answers", "+ No: never.")
    try ana.press("Escape")
    try ana.expectNo("since you last read it")
    #expect(try !ana.session.capture().contains("guideline changed"))
    try ana.press("g")
    try ana.expect("Guideline", "Questions and answers", "No: never.")
    #expect(try !ana.session.capture().contains("since you last read it"))
    try ana.press("Escape")
    try ana.expectNo("Guideline")

    // Whoever asks the like of it sees what was answered, and by no name.
    let bo = try story.open("label", "--as", "bo")
    try bo.expect("bo, labeler")
    try bo.press("Q")
    try bo.session.type("is \"metal NEAR")
    let screen = try bo.expect(
      "ANSWERED BEFORE", "Q Does the \"metal\" ring count?", "A No: *never*.")
    #expect(!screen.contains("ana") && !screen.contains("eva"))
    try bo.press("Escape")
    try bo.expectNo("ANSWERED BEFORE")
    try bo.press("Q")
    try bo.expect("is \"metal NEAR", "ANSWERED BEFORE")
    try bo.press("Escape")
    try bo.expectNo("ANSWERED BEFORE")
    try bo.press("q")
    try bo.expectEnd()
    try ana.press("q")
    try ana.expectEnd()
    try story.succeed(["verify"])
  }

  @Test func `the lead lists and answers questions, and lists versions of the guideline`() throws {
    let story = try story()
    #expect(try story.succeed(["questions"]).output == "Nobody asked anything yet.\n")
    let missing = try story.run("answer", "7", "No.")
    #expect(missing.code == 65)
    expectOneSentence(missing)
    try story.succeed(["guideline", "set", "guideline.md"])
    #expect(
      try story.succeed(["guideline", "set", "guideline.md"]).output
        == "Version 2 is the same; nothing changed.\n")
    #expect(
      try story.succeed(["guideline"]).output
        == "# Lips\n\nBox the bullet.\n\n![good: tight](in/one.png)\n")
    #expect(
      try story.succeed(["guideline", "show", "--number", "1"]).output.contains("bullet itself"))
    #expect(try story.run("guideline", "show", "--number", "9").code == 66)
    let log = try story.succeed(["guideline", "log", "--json"]).output
    #expect(log.split(separator: "\n").count == 2)
    #expect(log.contains("\"pictures\":{\"in/one.png\":"))
  }

  static let refused: [(guideline: String, words: String)] = [
    ("![a](/etc/passwd)", "is not in the guideline's folder"),
    ("![a](../in/one.png)", "is not in the guideline's folder"),
    ("![a](in/../../x.png)", "is not in the guideline's folder"),
    ("![a](in/none.png)", "none.png"),
    ("![a](guideline.md)", "not a PNG"),
    ("![a](in)", "is not a PNG"),
    ("![a]()", "is not in the guideline's folder"),
  ]

  @Test(arguments: refused)
  func `a picture that cannot be kept is refused, and nothing changes`(
    guideline: String, words: String
  ) throws {
    let story = try story(guideline)
    let outcome = try story.run("guideline", "set", "guideline.md")
    #expect(outcome.code == 65 && outcome.complaint.contains(words), "\(outcome.complaint)")
    expectOneSentence(outcome)
    #expect(try story.succeed(["guideline", "log"]).output.split(separator: "\n").count == 1)
  }

  @Test func `pictures on the web are not fetched, and HTML is no picture`() throws {
    let story = try story(
      "![a](https://example.org/a.png) ![b](data:image/png;base64,AA) <img src=\"/etc/passwd\">\n")
    let outcome = try story.run("guideline", "set", "guideline.md")
    #expect(outcome.code == 0 && outcome.output.contains("with 0 pictures"))
    #expect(outcome.complaint.contains("https://example.org/a.png is not fetched"))
  }
}
