import Cells
import Labels
import Testing

@testable import Workbench

/// Drawing by mouse alone. At 4:1 a cell is a quarter of a pixel wide and half a pixel high, so
/// every pixel can be hit. The canvas begins at row 1.
struct MouseTests {
  /// Zoomed to 4:1 with pixel (10, 5) in the canvas' top left corner.
  private func start() -> Bench {
    var bench = Bench.labeling()
    bench.type(":zoom 4<Enter>")
    bench.model.viewport.originX = 10
    bench.model.viewport.originY = 5
    return bench
  }

  /// The cell in the middle of a pixel.
  private func cell(_ x: Int, _ y: Int) -> (Int, Int) { ((x - 10) * 4 + 1, (y - 5) * 2 + 1) }

  @Test func `a drag draws a box from pixel to pixel`() {
    var bench = start()
    bench.drag(from: cell(12, 6), to: cell(18, 10))
    #expect(bench.boxes == [Bench.lip(12, 6, 7, 5)])
  }

  @Test func `a drag off the canvas ends at the image's edge`() {
    var bench = start()
    bench.drag(from: cell(12, 6), to: (500, 500))
    #expect(bench.boxes == [Bench.lip(12, 6, 48, 34)])
    bench.drag(from: cell(11, 6), to: (-50, -50))
    #expect(bench.boxes.last == Bench.lip(0, 0, 12, 7))
  }

  @Test func `a click selects, a click beside it places the crosshair`() {
    var bench = start()
    bench.drag(from: cell(12, 6), to: cell(18, 10))
    bench.type("<Esc>")
    bench.drag(from: cell(15, 8), to: cell(15, 8))
    #expect(bench.model.drawing.selection == 0)
    bench.drag(from: cell(22, 12), to: cell(22, 12))
    #expect(bench.model.drawing.selection == nil)
    #expect(bench.model.drawing.crosshair == Pixel(x: 22, y: 12))
    #expect(bench.boxes.count == 1)
  }

  @Test func `a selected box is dragged by its middle`() {
    var bench = start()
    bench.drag(from: cell(12, 6), to: cell(18, 10))
    bench.drag(from: cell(15, 8), to: cell(17, 9))
    #expect(bench.boxes == [Bench.lip(14, 7, 7, 5)])
    #expect(bench.journal.count == 3, "one stroke a gesture")
  }

  @Test(arguments: [
    ((12, 8), (11, 8), Box(x: 11, y: 6, width: 8, height: 5)),
    ((18, 8), (20, 8), Box(x: 12, y: 6, width: 9, height: 5)),
    ((15, 6), (15, 7), Box(x: 12, y: 7, width: 7, height: 4)),
    ((15, 10), (15, 11), Box(x: 12, y: 6, width: 7, height: 6)),
    ((12, 6), (10, 5), Box(x: 10, y: 5, width: 9, height: 6)),
    ((18, 10), (19, 12), Box(x: 12, y: 6, width: 8, height: 7)),
  ])
  func `edges and corners are dragged`(
    from: (Int, Int), to: (Int, Int), box: Box
  ) {
    var bench = start()
    bench.drag(from: cell(12, 6), to: cell(18, 10))
    // The outermost cells of the pixel, on the edge itself.
    func edge(_ pixel: (Int, Int)) -> (Int, Int) {
      let middle = cell(pixel.0, pixel.1)
      let dx = pixel.0 == 12 ? -1 : pixel.0 == 18 ? 2 : 0
      let dy = pixel.1 == 6 ? -1 : pixel.1 == 10 ? 0 : 0
      return (middle.0 + dx, middle.1 + dy)
    }
    let start = edge(from)
    let end = (start.0 + (to.0 - from.0) * 4, start.1 + (to.1 - from.1) * 2)
    bench.drag(from: start, to: end)
    #expect(bench.boxes.map(\.box) == [box])
  }

  @Test func `the wheel zooms about the pointer`() {
    var bench = start()
    let at = cell(20, 10)
    let before = bench.model.viewport.pixel(column: at.0, row: at.1 - 1)
    bench.mouse(.wheelUp, at.0, at.1)
    #expect(bench.model.viewport.scale == 6)
    let after = bench.model.viewport.pixel(column: at.0, row: at.1 - 1)
    #expect(abs(before.x - after.x) <= 1 && abs(before.y - after.y) <= 1)
  }

  @Test func `a drag with another button pans`() {
    var bench = start()
    bench.drag(from: (20, 10), to: (12, 6), button: .middle)
    #expect(bench.model.viewport.originX == 12)
    #expect(bench.model.viewport.originY == 7)
    #expect(bench.boxes.isEmpty)
  }

  @Test func `buttons, classes and hints can be clicked`() throws {
    var bench = Bench.labeling()
    func place(_ text: String, after: Int = 0) throws -> (Int, Int) {
      let lines = bench.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (row, line) in lines.enumerated() {
        if let range = line.firstRange(of: text) {
          return (line.distance(from: line.startIndex, to: range.lowerBound) + 1, row)
        }
      }
      throw Missing(text: text)
    }
    let gloss = try place("gloss")
    bench.mouse(.press(.left), gloss.0, gloss.1)
    #expect(bench.model.classID == 2)
    let submit = try place("[submit]")
    bench.mouse(.press(.left), submit.0, submit.1)
    #expect(bench.model.dialog == .confirm(.submitEmpty))
    let no = try place("n  no")
    bench.mouse(.press(.left), no.0, no.1)
    #expect(bench.model.dialog == nil)
    let help = try place("? help")
    bench.mouse(.press(.left), help.0, help.1)
    #expect(bench.model.dialog == .help(scroll: 0))
  }

  @Test func `a stuck button ends with the next press or key`() {
    var bench = start()
    bench.mouse(.press(.left), 5, 5)
    bench.mouse(.drag(.left), 15, 9)
    bench.type("<Esc>")
    #expect(bench.model.drag == nil && bench.boxes.isEmpty)
    bench.mouse(.press(.left), 5, 5)
    bench.mouse(.drag(.left), 15, 9)
    bench.mouse(.press(.left), 30, 9)
    #expect(bench.boxes.count == 1)
  }

  private struct Missing: Error { var text: String }
}
