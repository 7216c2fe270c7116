import Foundation
import TerminalDriver
import Testing

/// Keys and colors as a person wants them.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct SettingsTests {
  private func story() throws -> Story {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png", "two.png"], "--minimum", "1", "--maximum", "1")
    return story
  }

  /// Writes a file of the person's folder of settings.
  private func configure(_ story: Story, _ name: String, _ text: String) throws {
    try story.write(Array(text.utf8), to: "../config/tessera/" + name)
  }

  @Test(arguments: [("labelimg", "w", "d", "a"), ("cvat", "n", "f", "d")])
  func `a preset's keys draw, submit and go back`(
    preset: String, new: String, next: String, back: String
  ) throws {
    let story = try story()
    let desk = try story.open("label", "--as", "ana", "--keys", preset)
    try desk.expect("one.png 64×48", "\(new) corner")
    try desk.press(new, "Right", "Down", new)
    try desk.expect("BOXES 1", "saved ✓", "\(next) submit")
    try desk.press(next)
    try desk.expect("two.png 64×48")
    try desk.press(back)
    try desk.expect("one.png 64×48 REVISION")
  }

  @Test(arguments: ["tessera", "labelimg", "cvat"])
  func `what tessera keys prints is a keymap that says the same`(preset: String) throws {
    let story = try Story()
    let printed = try story.succeed(["keys", "--preset", preset])
    try story.write(Array(printed.output.utf8), to: "mine.toml")
    #expect(try story.run("keys", "--check", "mine.toml").code == 0)
    let table = try story.succeed(["keys", "--preset", preset, "--json"]).output
    #expect(try story.succeed(["keys", "--check", "mine.toml", "--json"]).output == table)
    // The person's own keys are those in force.
    try configure(story, "keys.toml", printed.output)
    #expect(try story.succeed(["keys"]).output == printed.output)
  }

  @Test(arguments: [
    ("[keys]\nloupe = \"o\"\nsubmit = [\"d\"]\n", "k.toml:3: d means both submit and delete"),
    ("[keys]\nsumbit = \"s\"\n", "k.toml:2: nothing is called sumbit; did you mean submit?"),
    ("preset = \"cvat\"\n\n[keys]\nloupe = \"Ctrl-I\"\n", "k.toml:4: loupe: Ctrl-I cannot be used"),
    ("[keys]\nloupe = \"Splat\"\n", "k.toml:2: loupe: there is no key Splat"),
    ("[expert]\nsubmit = []\n", "k.toml:2: no key is left for submit"),
    ("[keys]\nloupe = 3\n", "k.toml:2: loupe: write its keys in quotes"),
    ("preset = \"emacs\"\n", "k.toml:1: there is no preset emacs; there are: tessera"),
    ("[mouse]\n", "k.toml:1: mouse is not known here"), ("[keys\n", "k.toml:1: this is no TOML"),
  ])
  func `a keymap that cannot be used is refused with its line`(text: String, says: String) throws {
    let story = try Story()
    try story.write(Array(text.utf8), to: "k.toml")
    let outcome = try story.run("keys", "--check", "k.toml")
    #expect(outcome.code == 78)
    #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
  }

  @Test func `an unknown choice is refused before the screen is taken`() throws {
    let story = try story()
    for (option, says) in [
      ("--keys", "there is no keymap nope: give the path of a file, or one of tessera"),
      ("--theme", "there is no theme nope: give the path of a file, or one of auto, dark"),
    ] {
      let outcome = try story.run("label", "--as", "ana", option, "nope")
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
    }
    try configure(story, "config.toml", "theme = \"light\"\ncolour = \"red\"\n")
    let outcome = try story.run("keys")
    #expect(outcome.code == 78)
    #expect(outcome.complaint.contains("config.toml:2: colour is not known here"))
  }

  @Test func `a theme that cannot be read is refused`() throws {
    let story = try story()
    for (text, says) in [
      (
        "bar-text = \"#888888\"\nbar = \"#777777\"\n", "t.toml:1: bar-text on bar has a contrast of"
      ),
      ("heading = \"red\"\n", "t.toml:1: heading is a color in quotes"),
      ("paper = \"#FFFFFF\"\n", "t.toml: text and paper go together"),
      ("distinct = [\"#FFFFFF\"]\n", "t.toml:1: distinct is a list of five colors"),
    ] {
      try story.write(Array(text.utf8), to: "t.toml")
      let outcome = try story.run("label", "--as", "ana", "--theme", "t.toml")
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
    }
  }

  /// The background of the screen's first cell, and the color of a heading in the panel.
  private func colors(_ desk: Desk) throws -> (bar: String, heading: String) {
    let rows = StyledCapture(try desk.session.captureStyled()).rows
    let text = rows.map { row in String(String.UnicodeScalarView(row.map(\.glyph))) }
    let row = text.firstIndex { $0.contains("CLASSES") } ?? 0
    let column = text[row].distance(
      from: text[row].startIndex,
      to: text[row].range(of: "CLASSES")?.lowerBound ?? text[row].startIndex)
    return ("\(rows[0][0].background)", "\(rows[row][column].foreground)")
  }

  @Test func `the theme follows the terminal's paper, and the answer is no key`() throws {
    let story = try story()
    let desk = try story.open(
      "label", "--as", "ana", environment: ["COLORTERM": "truecolor"])
    try desk.expect("one.png 64×48", "CLASSES")
    let dark = try colors(desk)
    try desk.session.send(Array("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\".utf8))
    try desk.session.waitUntil("the light theme") { try colors(desk).heading != dark.heading }
    #expect(try colors(desk).bar != dark.bar)
    try desk.expect("one.png 64×48", "BOXES 0", "saved ✓")
    let light = try story.open(
      "label", "--as", "bo", environment: ["COLORTERM": "truecolor", "COLORFGBG": "0;15"])
    try light.expect("two.png 64×48", "CLASSES")
    #expect(try colors(light) == colors(desk))
  }
}
