import Foundation
import TerminalDriver
import Testing

/// Every key of every line of the key table, pressed in the real program.
///
/// A new line of the table needs a step here: `.key(its name, its key, what is seen then)`, in the walk of
/// a role that has it. Each walk is one session.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct KeyTableTests {
  private static let classes = (1...9).map { "class\($0)" }

  /// On a picture of as many pixels as the canvas has blocks: one move is one pixel.
  private static let moving: [Step] = [
    .command("go 20,20", "┼ 20,20 "),
    .key("move-right", "Right", "┼ 21,20 "), .key("move-right", "l", "┼ 22,20 "),
    .key("move-left", "Left", "┼ 21,20 "), .key("move-left", "h", "┼ 20,20 "),
    .key("move-down", "Down", "┼ 20,21 "), .key("move-down", "j", "┼ 20,22 "),
    .key("move-up", "Up", "┼ 20,21 "), .key("move-up", "k", "┼ 20,20 "),
    .key("move-right-far", "Shift-Right", "┼ 28,20 "), .key("move-right-far", "L", "┼ 36,20 "),
    .key("move-left-far", "Shift-Left", "┼ 28,20 "), .key("move-left-far", "H", "┼ 20,20 "),
    .key("move-down-far", "Shift-Down", "┼ 20,28 "), .key("move-down-far", "J", "┼ 20,36 "),
    .key("move-up-far", "Shift-Up", "┼ 20,28 "), .key("move-up-far", "K", "┼ 20,20 "),
    .key("jump-right", "]", "┼ 57,20 "), .key("jump-left", "[", "┼ 20,20 "),
    .key("jump-down", "}", "┼ 20,47 "), .key("jump-up", "{", "┼ 20,20 "),
    .key("seek-down", "Alt-Down", "┼ 20,27 "), .command("go 20,5", "┼ 20,5 "),
    .key("seek-down", "Alt-J", "┼ 20,27 "), .command("go 20,45", "┼ 20,45 "),
    .key("seek-up", "Alt-Up", "┼ 20,26 "), .command("go 20,45", "┼ 20,45 "),
    .key("seek-up", "Alt-K", "┼ 20,26 "),
    .key("seek-left", "Alt-Left", "Nothing changes"), .command("go 20,20", "┼ 20,20 "),
    .key("seek-left", "Alt-H", "Nothing changes"), .command("go 20,20", "┼ 20,20 "),
    .key("seek-right", "Alt-Right", "Nothing changes"), .command("go 20,20", "┼ 20,20 "),
    .key("seek-right", "Alt-L", "Nothing changes"), .command("go 37,27", "┼ 37,27 "),
    .key("count", "'", "..."), .press(["5", "l"], "┼ 42,27 "), .press(["h"], "┼ 41,27 "),
  ]

  private static let looking: [Step] = [
    .key("in", "+", "zoom 2:1"), .key("in", "=", "zoom 3:1"), .key("out", "-", "zoom 2:1"),
    .key("pan-right", "Ctrl-Right", .cursorMoves), .key("pan-left", "Ctrl-Left", .cursorMoves),
    .key("pan-down", "Ctrl-Down", .cursorMoves), .key("pan-up", "Ctrl-Up", .cursorMoves),
    .key("pan-right", "End", .cursorMoves), .key("pan-left", "Home", .cursorMoves),
    .key("pan-down", "PgDn", .cursorMoves), .key("pan-up", "PgUp", .cursorMoves),
    .key("center", "c", .cursorMoves),
    .key("actual", "z", "zoom 1:1"), .key("in", "+", "zoom 2:1"), .key("fit", "f", "zoom fit"),
    .key("in", "+", "zoom 2:1"), .key("fit", "0", "zoom fit"),
    .key("loupe", "o", " 4:1 "), .press(["o"], .gone(" 4:1 ")),
    .key("glyphs", "p", "p tries the next"),
    .key("guideline", "g", " Guideline "), .press(["Escape"], .gone(" Guideline ")),
    .key("proposal", "P", "Nothing more is proposed"), .key("take", "Y", "Nothing more is"),
    .key("adjust", "I", "Nothing more is"), .key("reject", "X", "Nothing more is"),
    .key("take-above", "V", "with a score of at least"),
    .press(["Escape"], .gone("with a score of at least")),
    .key("proposals", "G", "Nothing is proposed"),
    .key("ask", "Q", "(about one.png)"), .press(["Escape"], .gone("(about one.png)")),
    .key("answers", "R", "You asked nothing yet"), .press(["Escape"], .gone("You asked nothing")),
    .key("help", "?", "j and k scroll"), .press(["Escape"], .gone("j and k scroll")),
    .key("help", "F1", "j and k scroll"), .press(["Escape"], .gone("j and k scroll")),
    .key("command", ":", "go X,Y   zoom N"), .press(["Escape"], .gone("go X,Y   zoom N")),
    .wipe, .key("redraw", "Ctrl-L", "zoom fit"),
  ]

  private static let drawing: [Step] =
    [
      .command("go 10,10", "┼ 10,10 "), .key("mark", "Space", "drawing..."),
      .press(["L", "J"], "box 10,10 9×9"), .key("finish", "Enter", "BOXES 1"),
      .key("cancel", "Esc", "┼ 18,18  "),
      .key("next-box", "Tab", "box 10,10 9×9"),
      .key("grow", ".", "box 9,9 11×11"), .key("shrink", ",", "box 10,10 9×9"),
      .key("grow-more", ">", "box 0,0 29×29"), .key("shrink-more", "<", "box 10,10 9×9"),
      .key("pick-edge", "e", "which edge?"), .press(["e"], .gone("which edge?")),
      .key("edge-left", "Alt-Left", "left edge"), .key("edge-right", "Alt-Right", "right edge"),
      .key("edge-top", "Alt-Up", "top edge"), .key("edge-bottom", "Alt-Down", "bottom edge"),
      .key("edge-left", "Alt-H", "left edge"), .key("edge-right", "Alt-L", "right edge"),
      .key("edge-top", "Alt-K", "top edge"), .key("edge-bottom", "Alt-J", "bottom edge"),
      .key("corner-top-left", "Alt-Y", "top left corner"),
      .key("corner-top-right", "Alt-U", "top right corner"),
      .key("corner-bottom-left", "Alt-B", "bottom left corner"),
      .key("corner-bottom-right", "Alt-N", "bottom right corner"),
      .press(["Escape"], .gone("right corner")),
      .key("snap", "n", "The picture shows no other edge"),
      .key("attributes", ";", "have no attributes"),
      .key("snapping", "N", "snap"), .press(["N"], "snap"),
      .key("near", "Z", "zoom 4:1"), .press(["Z"], "zoom fit"),
    ]
    + (1...9).map { .key("class-\($0)", "\($0)", .text("▸ \($0)  class\($0)")) } + [
      .key("find-class", "/", "9 of 9; arrows, Enter"),
      .press(["1", "Enter"], "▸ 1  class1"),
      .key("duplicate", "y", "BOXES 2"), .key("delete", "d", "BOXES 1"),
      .key("undo", "u", "BOXES 2"), .key("redo", "U", "BOXES 1"), .press(["u"], "BOXES 2"),
      .key("redo", "Ctrl-R", "BOXES 1"), .press(["u"], "BOXES 2"),
      .key("newer", ")", "BOXES 1"), .key("older", "(", "BOXES 2"),
      .key("next-box", "Tab", "box 10,10 9×9"),
      .key("previous-box", "Shift-Tab", "box 20,20 9×9"),
      .key("delete", "Del", "BOXES 1"), .press(["u"], "BOXES 2"), .press(["Tab"], "box "),
      .key("delete", "Backspace", "BOXES 1"),
      .command("go 10,40", "┼ 10,40 "), .key("points", "t", "Space on the topmost"),
      .press(["Space"], "point 2 of 4"), .key("drop-point", "Backspace", "point 1 of 4"),
      .press(["Space"], "point 2 of 4"), .key("drop-point", "Del", "point 1 of 4"),
      .press(["Escape"], .gone("point 1 of 4")),
    ]

  private static let answering: [Step] = [
    .key("quit", "q", "What you drew is kept"), .press(["n"], .gone("What you drew is kept")),
    .key("quit", "Ctrl-C", "What you drew is kept"), .press(["n"], .gone("What you drew is kept")),
    .key("submit", "s", "two.png 74×54"), .key("again", "a", "BOXES 1"),
    .key("submit", "Ctrl-S", "three.png 74×54"),
    .key("back", "b", "two.png 74×54 REVISION"), .key("next", "w", "three.png 74×54"),
    .key("skip", "x", "Why can it not be labeled?"), .press(["1", "Enter"], "No image waits"),
  ]

  /// On eight images over which five labelers quarrel.
  private static let deciding: [Step] =
    [
      .key("view", "v", "▸ # "), .press(["v"], "▸ A "),
      .key("reason", "r", "Reason for your decision"),
      .press(["w", "h", "y", "Enter"], "reason: why"),
      .key("questions", "Q", "No question is open"),
      .press(["Escape"], .gone("No question is open")),
      .key("later", "w", "p2.png 64×48"),
      .key("improve", "i", "The merged boxes are yours"),
      .key("submit", "s", .both("your boxes.", "png 64×48")),
      .press(["i"], "The merged boxes are yours"),
      .key("submit", "Ctrl-S", .both("your boxes.", "png 64×48")),
      .key("merged", "m", .both("the merged boxes.", "png 64×48")),
    ]
    + ["A", "B", "C", "D", "E"].map {
      .key(
        "accept-\($0.lowercased())", $0,
        .both("the boxes of \($0).", $0 == "E" ? "No dispute" : "png 64×48"))
    }

  private static let labeler = moving + looking + drawing + answering
  /// Pressed where there is a shell to go back to.
  private static let sleeping: [Step] = [.key("sleep", "Ctrl-Z", "ready$")]

  private func story() throws -> Story {
    let story = try Story()
    try story.makeWorkspace(
      of: ["one.png", "two.png", "three.png"], width: 74, height: 54, classes: Self.classes,
      "--minimum", "1", "--maximum", "1")
    return story
  }

  @Test func `every key of a labeler does its work`() throws {
    let story = try story()
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 74×54", "zoom fit 1:1", "BOXES 0")
    try desk.walk(Self.labeler)
  }

  @Test func `every key of an expert does its work`() throws {
    let story = try Story()
    let pictures = (1...8).map { "p\($0).png" }
    try story.makeWorkspace(of: pictures)
    for picture in pictures {
      // The first three differ, so two more are asked, who see what one of them saw.
      let boxes = [
        [4, 4, 20, 20], [40, 24, 20, 20], [30, 4, 20, 16], [4, 4, 20, 20], [4, 4, 20, 20],
      ]
      let answers = boxes.enumerated().map { (labeler: "labeler-\($0)", box: $1) }
      #expect(try story.submit([line(picture, answers)]).code == 0)
    }
    let desk = try story.open("resolve", "--as", "eva", rows: 45)
    try desk.expect("disputes 8", " E ", "BOXES 0")
    try desk.walk(Self.deciding)
    try desk.expect("No dispute waits for you.")
  }

  @Test func `the key that puts the program to sleep gives the shell back`() throws {
    let story = try story()
    let session = try TmuxSession()
    let words = [Story.program, "label", "-w", "shop.tessera", "--as", "ana"]
    try session.type(
      "cd \(story.folder.path) && \(words.map(TmuxSession.quoted).joined(separator: " "))\n")
    try session.waitFor(text: "zoom fit", within: 30)
    try session.keys("C-z")
    try session.waitFor(text: "ready$", within: 30)
    try session.type("fg\n")
    try session.waitFor(text: "zoom fit", within: 30)
  }

  /// One line of the table as `tessera keys --json` prints it.
  private struct Line: Decodable {
    let name: String
    let keys, roles: [String]
  }

  @Test func `no key of the table is left out here`() throws {
    let output = try Story().succeed(["keys", "--json"]).output
    let lines = try output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.count > 70)
    let pressed = [
      "labeler": Self.keys(Self.labeler + Self.sleeping), "expert": Self.keys(Self.deciding),
    ]
    for line in lines {
      for key in line.keys {
        let each = KeyOfLine(name: line.name, key: key)
        #expect(
          line.roles.contains { pressed[$0]?.contains(each) == true },
          "\(each), for \(line.roles.joined(separator: " and ")), is in the table but not in the walk"
        )
      }
    }
    let known = Set(lines.flatMap { line in line.keys.map { KeyOfLine(name: line.name, key: $0) } })
    for each in pressed.values.joined() {
      #expect(known.contains(each), "\(each) is in the walk but not in the table")
    }
  }

  private static func keys(_ steps: [Step]) -> Set<KeyOfLine> {
    Set(
      steps.compactMap {
        if case .key(let name, let key, _) = $0 { KeyOfLine(name: name, key: key) } else { nil }
      })
  }
}
