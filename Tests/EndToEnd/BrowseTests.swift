import TerminalDriver
import Testing

/// The wall, at a terminal.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct BrowseTests {
  private func shop() throws -> Story {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png", "three.png"])
    let box = [10, 10, 30, 30]
    let lines = [
      line("one.png", [("ana", box), ("bo-quill", box), ("cy-quill", box)]),
      line("two.png", [("ana", box), ("bo-quill", [0, 0, 9, 9])]),
    ]
    #expect(try story.submit(lines).code == 0)
    return story
  }

  @Test func `a labeler filters, opens one, revises it and comes back`() throws {
    let story = try shop()
    let ana = try story.open("browse", "--as", "ana")
    let record = story.path("recorded")
    try ana.session.recordOutput(to: record)
    try ana.press("C-l")
    try ana.expect("one.png", "two.png", "three.png", "✓ agreed", "◐ labeling", "○ queued", "1/3")
    try ana.press("s", "s")
    try ana.expect("state: labeling", "1/1 (3 in all)", "two.png")
    try ana.expectNo("three.png")
    try ana.press("Enter")
    try ana.expect("two.png 64×48", "your boxes", "e revises your answer")
    try ana.press("e")
    try ana.expect("REVISION", "saved ✓")
    try ana.press("q")
    try ana.expect("your boxes", "e revises your answer")
    try ana.press("Escape")
    try ana.expect("state: labeling", "1/1 (3 in all)")
    try ana.press("Escape")
    try ana.expect("three.png", "2/3")
    try ana.press("q")
    try ana.expectEnd()
    #expect(try !recorded(record).contains("quill"))
  }

  @Test func `an expert sees everybody's boxes under letters`() throws {
    let story = try shop()
    let eva = try story.open("browse", "--as", "eva", "--expert", "--state", "labeling")
    try eva.expect("two.png", "state: labeling", "100 %")
    try eva.press("Enter")
    try eva.expect("2 people answered", " A ", " B ")
    try eva.press("v")
    try eva.expect("everybody's boxes")
    #expect(try !eva.session.capture().contains("quill"))
    try eva.press("q")
    try eva.expect("Enter open")
    try eva.press("q")
    try eva.expectEnd()
  }

  @Test func `it can be looked at in 20 x 6 cells, and as JSON`() throws {
    let story = try shop()
    let ana = try story.open("browse", "--as", "ana", columns: 20, rows: 6)
    try ana.expect("✓")
    try ana.press("Enter")
    try ana.expect("agreed")
    try ana.press("q")
    try ana.expectNo("agreed")
    try ana.press("q")
    try ana.expectEnd()
    let outcome = try story.run("browse", "--as", "ana", "--json")
    #expect(outcome.code == 0)
    #expect(outcome.lines.count == 3)
    #expect(!outcome.output.contains("quill") && !outcome.output.contains("\"answers\""))
    #expect(try story.run("browse", "--as", "ana", "--labeler", "cy-quill").code == 77)
    #expect(try story.run("browse", "--as", "ana", "--class", "shoe", "--json").code == 64)
  }

  @Test func `the home leads to the wall and back`() throws {
    let story = try shop()
    let ana = try story.open()
    try ana.expect("shop.tessera")
    try ana.press("b")
    try ana.expect("Your name")
    try ana.press("C-u")
    try ana.session.type("ana\n")
    try ana.expect("one.png", "1/3")
    try ana.press("q")
    try ana.expect("WORKSPACES HERE")
  }
}
