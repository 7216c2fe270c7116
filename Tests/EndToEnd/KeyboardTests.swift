import TerminalDriver
import Testing

/// A labeler's day with the keyboard alone.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct KeyboardTests {
  /// One label decides an image: what a person draws is what is exported.
  private func story(
    _ pictures: String..., classes: [String] = ["lipstick"]
  ) throws -> Story {
    let story = try Story()
    try story.makeWorkspace(
      of: pictures, classes: classes, "--minimum", "1", "--maximum", "1")
    return story
  }

  @Test func `the box that is drawn is the box that is exported, to the pixel`() throws {
    let story = try story("one.png", "two.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48", "ana, labeler", "image 1/2", "BOXES 0")
    try desk.draw(10, 5, 21, 16)
    try desk.draw(0, 0, 64, 48)
    try desk.expect("BOXES 2")
    try desk.press("s")
    try desk.expect("Submitted one.png", "two.png 64×48")
    try desk.press("q")
    try desk.expectEnd()
    #expect(try story.export().boxes(of: "one.png") == [[0, 0, 64, 48], [10, 5, 21, 16]])
  }

  @Test func `arrows and letters move the crosshair, by a block and by eight`() throws {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    // From 1:1 on a block is a pixel at most.
    try desk.expect("one.png 64×48")
    try desk.press("z")
    try desk.command("go 20,20")
    try desk.expect("┼ 20,20")
    let steps: [(key: String, place: String)] = [
      ("Right", "21,20"), ("Down", "21,21"), ("Left", "20,21"), ("Up", "20,20"),
      ("l", "21,20"), ("j", "21,21"), ("h", "20,21"), ("k", "20,20"),
      ("S-Right", "28,20"), ("S-Down", "28,28"), ("S-Left", "20,28"), ("S-Up", "20,20"),
      ("L", "28,20"), ("J", "28,28"), ("H", "20,28"), ("K", "20,20"),
    ]
    for step in steps {
      try desk.press(step.key)
      try desk.expect("┼ \(step.place) ")
    }
  }

  @Test func `each edge moves by one pixel and by ten, and so does the box`() throws {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.draw(20, 15, 24, 18)
    let steps: [(keys: [String], box: String)] = [
      (["Left"], "box 19,15 24×18"), (["Right"], "box 20,15 24×18"),
      (["Up"], "box 20,14 24×18"), (["Down"], "box 20,15 24×18"),
      (["S-Left"], "box 10,15 24×18"), (["S-Right"], "box 20,15 24×18"),
      (["S-Up"], "box 20,5 24×18"), (["S-Down"], "box 20,15 24×18"),
      (["e", "Left"], "box 20,15 24×18 left edge"),
      (["Left"], "box 19,15 25×18 left edge"), (["S-Left"], "box 9,15 35×18 left edge"),
      (["S-Right"], "box 19,15 25×18 left edge"), (["Right"], "box 20,15 24×18 left edge"),
      (["e", "e", "Right"], "box 20,15 24×18 right edge"),
      (["Right"], "box 20,15 25×18 right edge"), (["L"], "box 20,15 35×18 right edge"),
      (["H"], "box 20,15 25×18 right edge"), (["h"], "box 20,15 24×18 right edge"),
      (["Up"], "box 20,15 24×18 top edge"),
      (["Up"], "box 20,14 24×19 top edge"), (["K"], "box 20,4 24×29 top edge"),
      (["J"], "box 20,14 24×19 top edge"), (["j"], "box 20,15 24×18 top edge"),
      (["e", "e", "Down"], "box 20,15 24×18 bottom edge"),
      (["Down"], "box 20,15 24×19 bottom edge"),
      (["S-Down"], "box 20,15 24×29 bottom edge"),
    ]
    for step in steps {
      for key in step.keys { try desk.press(key) }
      try desk.expect(step.box + (step.box.hasSuffix("edge") ? "" : " "), "saved ✓")
    }
    try desk.press("s")
    try desk.expect("No image waits for you.")
    #expect(try story.export().boxes(of: "one.png") == [[20, 15, 24, 29]])
  }

  @Test func `undo goes back to the beginning, redo to the end, and a deleted box comes back`()
    throws
  {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    for place in 1...6 { try desk.draw(place * 4, place * 3, 8, 8) }
    try desk.press("d")
    try desk.expect("BOXES 5")
    for left in (0...6).reversed() {
      try desk.press("u")
      try desk.expect("BOXES \(left)")
    }
    try desk.press("u")
    for there in 1...6 {
      try desk.press(there % 2 == 0 ? "U" : "C-r")
      try desk.expect("BOXES \(there)")
    }
    try desk.press("s")
    try desk.expect("No image waits for you.")
    #expect(try story.export().boxes(of: "one.png").count == 6)
  }

  @Test func `zoom goes by steps about the crosshair, to 16 blocks a pixel, and back to all`()
    throws
  {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48", "zoom fit")
    try desk.press("z")
    try desk.expect("zoom 1:1")
    try desk.command("go 40,30")
    for zoom in [2, 3, 4, 6, 8, 12, 16] {
      try desk.press("+")
      try desk.expect("zoom \(zoom):1", "┼ 40,30")
    }
    try desk.press("-")
    try desk.expect("zoom 12:1")
    try desk.command("zoom 0.5")
    try desk.expect("zoom 1:2")
    try desk.press("f")
    try desk.expect("zoom fit")
  }

  @Test func `Tab goes round the boxes, and a digit gives the selected one its class`() throws {
    let story = try story("one.png", classes: ["lipstick", "cap", "tube"])
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48", "1  lipstick", "2  cap", "3  tube")
    try desk.draw(2, 2, 10, 10)
    try desk.press("3")
    try desk.expect("▸ 3  tube")
    try desk.draw(30, 2, 10, 10)
    try desk.press("2")
    try desk.expect("▸ 2  cap")
    try desk.command("class lipstick")
    try desk.expect("▸ 1  lipstick")
    try desk.press("Tab")
    try desk.expect("box 2,2 10×10")
    try desk.press("BTab")
    try desk.expect("box 30,2 10×10")
    try desk.press("9")
    try desk.expect("There is no class 9.")
    try desk.press("s")
    try desk.expect("No image waits for you.")
    let dataset = try story.export()
    let found = Dictionary(
      uniqueKeysWithValues: zip(
        dataset.boxes(of: "one.png"), dataset.classes(of: "one.png")))
    #expect(found == [[2, 2, 10, 10]: "tube", [30, 2, 10, 10]: "lipstick"])
  }

  @Test func `an image can be skipped, with a reason of the list and with one's own`() throws {
    let story = try story("one.png", "two.png", "three.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.press("x")
    try desk.expect("Why can it not be labeled?", "1  blurred")
    try desk.press("1", "Enter")
    try desk.expect("two.png 64×48")
    try desk.press("x")
    try desk.expect("Why can it not be labeled?")
    try desk.session.type("upside down\n")
    try desk.expect("three.png 64×48")
    try desk.command("skip too small")
    try desk.expect("No image waits for you.")
    #expect(try story.status().labelers.first?.skipped == 3)
    #expect(try story.status().images["rejected"] == 3)
    try desk.press("b")
    try desk.expect("You skipped it: too small", "three.png")
    try desk.press("b")
    try desk.expect("You skipped it: upside down", "two.png")
    try desk.press("b")
    try desk.expect("You skipped it: blurred", "one.png")
  }

  @Test func `what was submitted can be gone back to, and revised`() throws {
    let story = try story("one.png", "two.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.draw(10, 5, 20, 16)
    try desk.press("s")
    try desk.expect("two.png 64×48")
    try desk.press("b")
    try desk.expect("one.png 64×48 REVISION", "BOXES 1", "10,5 20×16")
    try desk.press("Tab", "Right", "Down")
    try desk.expect("box 11,6 20×16", "saved ✓")
    try desk.press("s")
    try desk.expect("Submitted one.png", "two.png 64×48")
    #expect(try story.export().boxes(of: "one.png") == [[11, 6, 20, 16]])
    // Looking at it again and leaving changes nothing.
    try desk.press("b")
    try desk.expect("one.png 64×48 REVISION", "11,6 20×16")
    try desk.press("w")
    try desk.expect("two.png 64×48")
    #expect(try story.export().boxes(of: "one.png") == [[11, 6, 20, 16]])
  }

  @Test func `an image without a box is submitted only when the question is answered`() throws {
    let story = try story("one.png", "two.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.press("s")
    try desk.expect("There is no box. Submit that there is nothing to box in this image?")
    try desk.press("n")
    try desk.expectNo("There is no box.")
    #expect(try story.status().answers == 0)
    try desk.press("s")
    try desk.expect("There is no box.")
    try desk.press("y")
    try desk.expect("two.png 64×48")
    #expect(try story.export().facts(of: "one.png")?.labelers == 1)
    #expect(try story.export().boxes(of: "one.png") == [])
  }

  @Test func `help lists the keys, the guideline opens, and an unknown command is told so`()
    throws
  {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    try desk.press("?")
    try desk.expect("submit the boxes of this image", "j and k scroll, Esc closes")
    try desk.press("Escape")
    try desk.expectNo("j and k scroll")
    try desk.press("g")
    try desk.expect("Guideline", "Good: the box touches the bullet on all four sides.")
    try desk.press("Escape")
    try desk.expectNo("Bad: tube, metal or cap in the box.")
    try desk.command("dance")
    try desk.expect("There is no command dance here; ? lists them.")
    try desk.command("go nowhere")
    try desk.expect("Say where, in pixels: :go 120,45")
    try desk.command("help")
    try desk.expect("j and k scroll")
    try desk.press("Escape")
    try desk.expectNo("j and k scroll")
    try desk.command("quit")
    try desk.expectEnd()
  }

  @Test func `quitting gives an untouched image back, and asks when there are strokes`() throws {
    let story = try story("one.png")
    let desk = try story.open("label", "--as", "ana")
    try desk.expect("one.png 64×48")
    #expect(try story.status().labelers.first?.holding == 1)
    try desk.press("q")
    try desk.expectEnd()
    #expect((try story.status().labelers.first?.holding ?? 0) == 0)

    let bo = try story.open("label", "--as", "bo")
    try bo.expect("one.png 64×48")
    try bo.draw(10, 5, 20, 16)
    try bo.press("q")
    try bo.expect("What you drew is kept for next time. Quit?")
    try bo.press("n")
    try bo.expectNo("Quit?")
    try bo.press("C-c")
    try bo.expect("What you drew is kept for next time. Quit?")
    try bo.press("y")
    try bo.expect("Your boxes on one.png are kept; start again to go on with them.")
    try bo.expectEnd()
    #expect(try story.status().labelers.first { $0.name == "bo" }?.holding == 1)
  }
}
