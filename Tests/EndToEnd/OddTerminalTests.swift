import Foundation
import TerminalDriver
import Testing

/// Terminals that are too small, too old, or none.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct OddTerminalTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png"], "--minimum", "1", "--maximum", "1")
  }

  @Test func `ten columns are told to grow, and everything is there when they have`() throws {
    let desk = try story.open("label", "--as", "ana", columns: 10, rows: 5)
    try desk.expect("Make the w")
    // Nothing that cannot be seen may happen.
    try desk.press("x", "1", "Enter")
    try desk.session.resize(columns: 100, rows: 30)
    try desk.expect("one.png 64×48", "GUIDELINE")
    try desk.draw(10, 5, 20, 16)
    for (columns, rows) in [(10, 3), (1, 1), (200, 60), (20, 5), (61, 13), (100, 30)] {
      try desk.session.resize(columns: columns, rows: rows)
    }
    try desk.expect("one.png 64×48", "BOXES 1", "box 10,5 20×16")
    try desk.press("s")
    try desk.expect("two.png 64×48")
    #expect(try story.export().boxes(of: "one.png") == [[10, 5, 20, 16]])
  }

  @Test(arguments: ["label", "resolve"])
  func `without a terminal the workbench says that it needs one`(command: String) throws {
    let outcome = try story.run(command, "--as", "ana", input: .text("q"))
    #expect(outcome.code == 78)
    #expect(outcome.complaint.contains("Standard input is not a terminal"))
    #expect(outcome.output == "")
    expectOneSentence(outcome)
    // What was not begun holds no image.
    #expect(try story.status().labelers.allSatisfy { $0.holding == 0 })
  }

  @Test func `a workbench whose output goes to a file says that it needs a terminal`() throws {
    let session = try TmuxSession(
      command: "cd \(TmuxSession.quoted(story.folder.path)); "
        + "\(TmuxSession.quoted(Story.program)) label -w shop.tessera --as ana > file; echo status=$?; exec cat"
    )
    defer { session.kill() }
    let screen = try session.waitFor(text: "status=78", within: 30)
    #expect(screen.contains("Standard output is not a terminal"))
    #expect(try recorded(story.path("file")) == "")
  }

  @Test(
    "a terminal of unknown or too simple a type is told what to do",
    arguments: [
      ("no-such-terminal", "is not known on this machine"), ("dumb", "cannot place its cursor"),
      ("", "TERM is not set"),
    ])
  func unknown(type: String, words: String) throws {
    let desk = try story.open("label", "--as", "ana", columns: 240, environment: ["TERM": type])
    try desk.expect(words, "export TERM=xterm-256color")
    try desk.expectEnd(code: 78)
  }

  @Test func `the glyphs that p finds are there again on the next day, on this terminal alone`()
    throws
  {
    let colors = ["TERM_PROGRAM": "one", "TERM": "xterm-256color"]
    let desk = try story.open("label", "--as", "ana", environment: colors)
    try desk.expect(".png 64×48")
    try desk.press("p")
    try desk.expect("sextants")
    try desk.press("q")
    try desk.expectEnd()
    let again = try story.open("label", "--as", "ana", environment: colors)
    try again.expect(".png 64×48")
    try again.press("p")
    try again.expect("sextants, quadrants and eighths")
    let other = try story.open(
      "label", "--as", "bo", environment: colors.merging(["TERM_PROGRAM": "two"]) { $1 })
    try other.expect(".png 64×48")
    try other.press("p")
    try other.expect("finer still")
  }

  @Test func `NO_COLOR is honored`() throws {
    let desk = try story.open(
      "label", "--as", "ana", environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    try desk.expect("one.png 64×48", "GUIDELINE")
    try desk.draw(10, 5, 20, 16)
    let cells = StyledCapture(try desk.session.captureStyled()).rows.joined()
    #expect(cells.count > 1_000)
    #expect(cells.allSatisfy { $0.foreground == .plain && $0.background == .plain })
  }

  @Test func `without UTF-8 nothing but ASCII is sent, and a box can be drawn`() throws {
    let desk = try story.open("label", "--as", "ana", environment: ["LC_ALL": "C", "LANG": "C"])
    let record = story.path("recorded")
    try desk.session.recordOutput(to: record)
    try desk.press("C-l")
    try desk.expect("one.png 64x48", "GUIDELINE")
    try desk.command("go 10,5")
    try desk.press("Space")
    try desk.command("go 29,20")
    try desk.press("Space")
    try desk.expect("BOXES 1", "box 10,5 20x16")
    try desk.press("?")
    try desk.expect("j and k scroll")
    #expect(try recorded(record).unicodeScalars.allSatisfy { $0.isASCII })
    #expect(try recorded(record).contains("BOXES"))
  }

  @Test func `escape sequences in names of images never reach the terminal`() throws {
    let hostile = try Story()
    try hostile.makeWorkspace(of: [], "--minimum", "2", "--maximum", "2")
    let name = "\u{1B}]0;owned\u{07}\u{1B}[31mred\u{9B}5m\u{202E}.png"
    try hostile.write(SmallPicture(width: 64, height: 48).bytes, to: "in/" + name)
    let added = try hostile.run("add", "in")
    #expect(added.code == 0, "\(added)")
    let shown = "␛]0;owned␇␛[31mred<009B>5m<202E>.png"
    for role in ["label", "resolve"] {
      if role == "resolve" {
        let answers = ["ana", "bo"].map { name in
          #"{"labeler":"\#(name)","boxes":[{"x":\#(name == "bo" ? 30 : 0),"y":0,"width":9,"height":9,"class":"lipstick"}]}"#
        }
        let line =
          #"{"image":"\u001b]0;owned\u0007\u001b[31mred\u009b5m\u202e.png","width":64,"height":48,"annotations":[\#(answers.joined(separator: ","))]}"#
        #expect(try hostile.submit([line]).code == 0)
      }
      let desk = try hostile.open(role, "--as", "eva", columns: 120)
      let record = hostile.path("recorded-\(role)")
      try desk.session.recordOutput(to: record)
      try desk.press("C-l")
      try desk.expect(shown)
      try desk.press("q")
      try desk.expectEnd()
      let bytes = try recorded(record)
      #expect(!bytes.contains("\u{1B}]0;owned") && !bytes.contains("\u{07}"))
      #expect(!bytes.contains("\u{1B}[31mred") && !bytes.contains("\u{9B}"))
      #expect(!bytes.contains("\u{202E}"))
      #expect(try desk.session.value("#{pane_title}").contains("owned") == false)
    }
    let status = try hostile.run("status")
    #expect(status.output.contains("␛]0;owned"))
    #expect(!status.output.contains("\u{1B}"))
    let exported = try hostile.run("export", "--format", "coco", "--output", "out")
    #expect(exported.code == 0)
    #expect(!(exported.output + exported.complaint).contains("\u{1B}"))
  }
}
