import TerminalDriver
import Testing

/// The first minutes of a newcomer.
struct DemoTests {
  @Test func `without a terminal the demo plays the whole story and ends well`() throws {
    let story = try Story()
    let outcome = try story.run("demo", "--headless")
    #expect(outcome.code == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("renders/lip_L001.png"))
    #expect(outcome.output.contains("agreed") && outcome.output.contains("resolved"))
    #expect(outcome.output.contains("Mean IoU with the true boxes"))
    #expect(outcome.output.contains("The dataset is in demo/dataset"))
    #expect(
      try recorded(story.path("demo/dataset/annotations/instances_default.json")).contains(
        "\"annotations\""))
    // Again, over what it left: the same story.
    let again = try story.run("demo")
    #expect(again.code == 0, "\(again.complaint)")
    #expect(again.output == outcome.output)
  }

  @Test func `a demo without its samples says where it looked`() throws {
    let story = try Story()
    let outcome = try story.run("demo", "--headless", "--samples", "nowhere")
    #expect(outcome.code == 66)
    #expect(outcome.complaint.contains("nowhere"))
    expectOneSentence(outcome)
  }

  @Test(.enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
  func `in a terminal the first submit shows what it led to`() throws {
    let story = try Story()
    let desk = try story.open("demo", rows: 45)
    try desk.expect("you, labeler", "image 1/", "saved ✓")
    #expect(try !desk.session.capture().contains("LAST IMAGE"))
    try desk.draw(400, 300, 200, 300)
    try desk.press("s")
    try desk.expect("Submitted", "LAST IMAGE:", "labels")
    try desk.press("q")
    try desk.expect("Be the expert:", "tessera resolve", "Take the dataset:")
    try desk.expectEnd()
  }
}
