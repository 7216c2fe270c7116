import Foundation
import TerminalDriver
import Testing

/// What terminals and hands do by mistake in the middle of a box. The picture is as in `MouseTests`: a
/// pixel under the upper half of a cell is its column and twice its row.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct AccidentTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.makeWorkspace(
      of: ["one.png", "two.png"], width: 74, height: 54, "--minimum", "1", "--maximum", "1")
  }

  private func open() throws -> Desk {
    let desk = try story.open("label", "--as", "ana", columns: 100, rows: 30)
    try desk.expect("one.png 74×54", "zoom fit 1:1", "BOXES 0", "s submit ")
    return desk
  }

  @Test func `put to sleep and woken in the middle of a box, it is finished all the same`() throws {
    let session = try TmuxSession(columns: 100, rows: 30)
    defer { session.kill() }
    try session.waitFor(text: "ready$", within: 30)
    try session.type("cd \(TmuxSession.quoted(story.folder.path)); clear\n")
    try session.type("\(TmuxSession.quoted(Story.program)) label -w shop.tessera --as ana\n")
    try session.waitFor(text: "zoom fit 1:1", within: 30)
    try session.type(":go 10,5\n :go 29,20\n")
    try session.waitFor(text: "box 10,5 20×16", within: 30)
    for _ in 0..<2 {
      try session.keys("C-z")
      try session.waitFor("the shell's prompt", within: 30) { screen in
        screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } == "ready$"
      }
      try session.type("fg\n")
      try session.waitFor("the half-drawn box", within: 30) {
        $0.contains("box 10,5 20×16") && $0.contains("drawing...")
      }
    }
    try session.type(" ")
    try session.waitFor("the box", within: 30) { $0.contains("BOXES 1") && $0.contains("saved ✓") }
  }

  @Test func `a window that changes its size during a drag does not end it`() throws {
    let desk = try open()
    try desk.session.mouse(0, column: 11, row: 7)
    try desk.session.mouse(32, column: 21, row: 16)
    try desk.expect("box 10,10 11×19", "drawing...")
    try desk.session.resize(columns: 80, rows: 24)
    try desk.expect("zoom fit 1:1.4", "drawing...")
    try desk.session.mouse(32, column: 26, row: 13)
    try desk.session.mouse(0, column: 26, row: 13, released: true)
    try desk.expect("BOXES 1", "box 10,10 25×20", "saved ✓")
    try desk.session.resize(columns: 10, rows: 3)
    try desk.expect("Make the w")
    try desk.session.mouse(0, column: 5, row: 2)
    try desk.session.resize(columns: 100, rows: 30)
    try desk.expect("BOXES 1", "box 10,10 25×20", "saved ✓")
  }

  @Test func `a hundred kilobytes of pasted rubbish do nothing`() throws {
    let desk = try open()
    try desk.draw(10, 5, 20, 16)
    try desk.command("go 2,2")
    try desk.press("Space")
    try desk.expect("box 2,2 1×1")
    let line =
      "sq xd\u{1B}[A\u{1B}[2J\u{1B}]0;title\u{7}\u{1B}[<0;5;5M:quit\r\n\u{3}\u{1A}é\u{202E}\t"
    let rubbish = String(repeating: line, count: 100_000 / line.utf8.count)
    try desk.session.paste(rubbish)
    try desk.press("Right")
    try desk.expect("one.png 74×54", "BOXES 1", "box 2,2 2×1", "drawing...")
    // Into a line that is being typed it goes as far as a line may.
    try desk.press(":")
    try desk.session.paste(rubbish)
    try desk.expect("Command", ":sq xd")
    try desk.press("Escape")
    try desk.expectNo("Command")
    try desk.press("Space")
    try desk.expect("BOXES 2", "2,2 2×1", "saved ✓")
    try desk.press("s")
    try desk.expect("two.png 74×54")
    #expect(try Set(story.export().boxes(of: "one.png")) == [[10, 5, 20, 16], [2, 2, 2, 1]])
  }

  @Test func `a button whose release never comes is let go by the next key or press`() throws {
    let desk = try open()
    try desk.session.mouse(0, column: 11, row: 7)
    try desk.session.mouse(32, column: 31, row: 22)
    try desk.expect("box 10,10 21×31", "drawing...")
    // A key: the box was never meant, perhaps.
    try desk.press("Right")
    try desk.expect("BOXES 0", "saved ✓")
    try desk.session.mouse(32, column: 50, row: 20)
    try desk.session.mouse(0, column: 50, row: 20, released: true)
    try desk.drag(from: (20, 10), to: (30, 15))
    try desk.expect("BOXES 1", "box 20,18 11×11", "saved ✓")
    // Another press: the box ends where it was.
    try desk.press("Escape")
    try desk.session.mouse(0, column: 41, row: 7)
    try desk.session.mouse(32, column: 51, row: 12)
    try desk.session.mouse(0, column: 61, row: 21)
    try desk.session.mouse(0, column: 61, row: 21, released: true)
    try desk.expect("BOXES 2", "box 40,10 11×11", "saved ✓")
  }

  @Test func `a window that loses and gets the focus leaves a half-drawn box alone`() throws {
    let desk = try open()
    try desk.command("go 20,10")
    try desk.press("Space")
    try desk.expect("box 20,10 1×1", "drawing...")
    // xterm's FocusOut and FocusIn, which some terminals send unasked after another program died.
    try desk.session.send(Array("\u{1B}[O\u{1B}[I".utf8))
    try desk.press("Right")
    try desk.expect("box 20,10 2×1", "drawing...")
  }
}
