import TerminalDriver
import Testing

/// A labeler's day with the mouse alone.
///
/// The picture has as many pixels as the canvas has blocks, so that the pixel under the upper half of a
/// cell is its column and twice its row. The title takes the first row of the screen.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct MouseTests {
  private let story: Story
  private let desk: Desk

  init() throws {
    story = try Story()
    try story.makeWorkspace(
      of: ["one.png", "two.png"], width: 74, height: 54, classes: ["lipstick", "cap"],
      "--minimum", "1", "--maximum", "1")
    desk = try story.open("label", "--as", "ana", columns: 100, rows: 30)
    try desk.expect("one.png 74×54", "zoom fit 1:1", "BOXES 0", "s submit ")
  }

  /// The cell of the screen that has this pixel in its upper half.
  private func cell(_ x: Int, _ y: Int) -> (column: Int, row: Int) {
    (x, y / 2 + 1)
  }

  @Test func `a box is drawn, its edges and corners dragged, moved, and submitted`() throws {
    try desk.drag(from: cell(10, 10), to: cell(30, 40))
    try desk.expect("BOXES 1", "box 10,10 21×31", "saved ✓")
    try desk.drag(from: cell(30, 24), to: cell(40, 24))
    try desk.expect("box 10,10 31×31", "saved ✓")
    try desk.drag(from: cell(10, 10), to: cell(8, 8))
    try desk.expect("box 8,8 33×33", "saved ✓")
    try desk.drag(from: cell(24, 40), to: cell(24, 46))
    try desk.expect("box 8,8 33×39", "saved ✓")
    try desk.drag(from: cell(20, 24), to: cell(25, 28))
    try desk.expect("box 13,12 33×39", "saved ✓")
    try desk.click("[submit]")
    try desk.expect("two.png 74×54")
    #expect(try story.export().boxes(of: "one.png") == [[13, 12, 33, 39]])
  }

  @Test func `a box drawn towards the upper left, and off the canvas, stays in the image`() throws {
    try desk.drag(from: cell(40, 30), to: cell(20, 10))
    try desk.expect("box 20,10 21×21", "saved ✓")
    try desk.click("[undo]")
    try desk.expect("BOXES 0")
    // Let go on the side panel and on the hints.
    try desk.drag(from: cell(60, 40), to: (column: 90, row: 29))
    try desk.expect("box 60,40 14×14", "saved ✓")
  }

  @Test func `the wheel zooms about the pointer, and a drag pans`() throws {
    // The pixel under the pointer stays there: a box drawn from it begins at it.
    try desk.session.mouse(64, column: 31, row: 2)
    try desk.expect("zoom 2:1")
    try desk.session.mouse(64, column: 31, row: 2)
    try desk.expect("zoom 3:1")
    try desk.drag(from: (30, 1), to: (59, 1))
    try desk.expect("box 30,0 10×1", "saved ✓")
    try desk.click("[undo]")
    try desk.expect("BOXES 0")
    // Thirty blocks to the left at three blocks a pixel.
    try desk.session.mouse(1, column: 61, row: 2)
    try desk.session.mouse(33, column: 31, row: 2)
    try desk.session.mouse(1, column: 31, row: 2, released: true)
    try desk.drag(from: (30, 1), to: (59, 1))
    try desk.expect("box 40,0 10×1", "saved ✓")
    try desk.session.mouse(65, column: 31, row: 2)
    try desk.expect("zoom 2:1")
  }

  @Test func `classes, boxes, buttons and hints can be clicked`() throws {
    try desk.click("2  cap")
    try desk.expect("▸ 2  cap")
    try desk.drag(from: cell(10, 10), to: cell(20, 20))
    try desk.drag(from: cell(40, 10), to: cell(60, 20))
    try desk.expect("BOXES 2", "box 40,10 21×11")
    try desk.click("10,10 11×11")
    try desk.expect("box 10,10 11×11")
    try desk.click("1  lipstick")
    try desk.expect("▸ 1  lipstick", "saved ✓")
    try desk.click("[undo]")
    try desk.expect("2  10,10 11×11")
    try desk.click("[redo]")
    try desk.expect("1  10,10 11×11", "saved ✓")
    try desk.click("[skip]")
    try desk.expect("Why can it not be labeled?")
    try desk.press("Escape")
    try desk.expectNo("Why can it not be labeled?")
    try desk.click("? help")
    try desk.expect("submit the boxes of this image")
    try desk.press("Escape")
    try desk.click("[submit]")
    try desk.expect("two.png 74×54")
    let dataset = try story.export()
    let found = Dictionary(
      uniqueKeysWithValues: zip(
        dataset.boxes(of: "one.png"), dataset.classes(of: "one.png")))
    #expect(found == [[10, 10, 11, 11]: "lipstick", [40, 10, 21, 11]: "cap"])
  }

  @Test func `the right button pans too, and so does the wheel sideways`() throws {
    for _ in 0..<2 { try desk.session.mouse(64, column: 31, row: 2) }
    try desk.expect("zoom 3:1")
    try desk.session.mouse(2, column: 61, row: 2)
    try desk.session.mouse(34, column: 31, row: 2)
    try desk.session.mouse(2, column: 31, row: 2, released: true)
    try desk.drag(from: (30, 1), to: (59, 1))
    try desk.expect("box 40,0 10×1", "saved ✓")
    try desk.click("[undo]")
    try desk.expect("BOXES 0")
    // Half of the canvas's 74 blocks, at three a pixel, to the left and back.
    try desk.session.mouse(66, column: 31, row: 2)
    try desk.drag(from: (30, 1), to: (59, 1))
    let there = try desk.expect("saved ✓", "BOXES 1")
    #expect(!there.contains("box 40,0 10×1"))
    try desk.click("[undo]")
    try desk.expect("BOXES 0")
    try desk.session.mouse(67, column: 31, row: 2)
    try desk.drag(from: (30, 1), to: (59, 1))
    try desk.expect("BOXES 1", "saved ✓")
  }

  @Test func `a click places the crosshair, and four make a box of outermost points`() throws {
    try desk.drag(from: cell(50, 20), to: cell(50, 20))
    try desk.expect("┼ 50,20 ", "BOXES 0")
    try desk.press("t")
    try desk.expect("Space on the topmost")
    for (x, y) in [(20, 10), (30, 20), (18, 32), (10, 20)] {
      try desk.drag(from: cell(x, y), to: cell(x, y))
    }
    try desk.expect("BOXES 1", "box 10,10 21×23", "saved ✓")
    // A click on another place lets go of it, one on the box takes it again.
    try desk.drag(from: cell(60, 40), to: cell(60, 40))
    try desk.expect("┼ 60,40 ")
    try desk.drag(from: cell(20, 20), to: cell(20, 20))
    try desk.expect("box 10,10 21×23")
  }

  @Test func `dialogs are scrolled, answered and closed by the mouse`() throws {
    try desk.click("? help")
    try desk.expect("j and k scroll")
    for _ in 0..<3 { try desk.session.mouse(65, column: 40, row: 10) }
    try desk.expectNo("j and k scroll")
    for _ in 0..<3 { try desk.session.mouse(64, column: 40, row: 10) }
    try desk.expect("j and k scroll")
    try desk.drag(from: (0, 0), to: (0, 0))
    try desk.expectNo("j and k scroll")
    try desk.click("[submit]")
    try desk.expect("There is no box. Submit")
    try desk.click("n  no")
    try desk.expectNo("There is no box. Submit")
    try desk.click("[skip]")
    try desk.expect("Why can it not be labeled?")
    try desk.click("2  too dark or too bright")
    try desk.click("Enter skips")
    try desk.expect("two.png 74×54")
    #expect(try story.status().labelers.first?.skipped == 1)
  }
}
