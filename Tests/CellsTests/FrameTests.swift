import Cells
import Testing

@Suite("A frame")
struct FrameTests {
  @Test(
    "clips text at all four sides",
    arguments: [
      Writing("inside", "abc", column: 1, row: 0, shows: ".abc.\n.....", used: 3),
      Writing("right edge", "abcd", column: 3, row: 0, shows: "...ab\n.....", used: 2),
      Writing("beyond the right edge", "abc", column: 5, row: 0, shows: ".....\n.....", used: 0),
      Writing("far beyond", "abc", column: 50, row: 0, shows: ".....\n.....", used: 0),
      Writing("left edge", "abcd", column: -2, row: 1, shows: ".....\ncd...", used: 4),
      Writing("above", "abc", column: 0, row: -1, shows: ".....\n.....", used: 0),
      Writing("below", "abc", column: 0, row: 2, shows: ".....\n.....", used: 0),
      Writing("limit", "abcd", column: 1, row: 0, limit: 2, shows: ".ab..\n.....", used: 2),
      Writing("limit 0", "abcd", column: 1, row: 0, limit: 0, shows: ".....\n.....", used: 0),
      Writing(
        "limit from the left of it", "abcd", column: -1, row: 0, limit: 3, shows: "bc...\n.....",
        used: 3),
      Writing("wide", "口紅", column: 0, row: 0, shows: "口紅.\n.....", used: 4),
      Writing("wide at the right edge", "口紅", column: 2, row: 0, shows: "..口.\n.....", used: 2),
      Writing(
        "wide at the limit", "口紅", column: 0, row: 0, limit: 3, shows: "口...\n.....", used: 2),
      Writing("wide cut at the left", "口紅", column: -1, row: 0, shows: ".紅..\n.....", used: 4),
      Writing("control characters", "\u{1B}\n", column: 0, row: 0, shows: "␛␊...\n.....", used: 2),
      Writing(
        "combining characters", "e\u{301}x", column: 0, row: 0, shows: "ex...\n.....", used: 2),
    ])
  func writes(writing: Writing) {
    var frame = Frame(columns: 5, rows: 2, fill: Cell("."))
    let used = frame.write(
      writing.text, column: writing.column, row: writing.row, limit: writing.limit)
    #expect(frame.text == writing.shows)
    #expect(used == writing.used)
  }

  @Test(
    "keeps each wide character followed by its other half, whatever is written where",
    arguments: [11, 12] as [UInt64])
  func wideCharactersStayWhole(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var frame = Frame(columns: Int.random(in: 0...6, using: &random), rows: 2)
      for _ in 0..<4 {
        frame.write(
          ["口紅a", "a口b紅", "紅", "abc"].randomElement(using: &random) ?? "",
          column: Int.random(in: -4...7, using: &random),
          row: Int.random(in: -1...2, using: &random),
          limit: Int.random(in: -1...7, using: &random))
        frame.fill(
          column: Int.random(in: -1...6, using: &random),
          row: Int.random(in: -1...2, using: &random),
          width: Int.random(in: 0...2, using: &random), height: 1, with: Cell("."))
        #expect(broken(frame).isEmpty, "seed \(seed): \(broken(frame)) in \(frame.cells)")
      }
    }
  }

  /// Positions of halves of wide characters without the other.
  private func broken(_ frame: Frame) -> [Int] {
    (0..<frame.cells.count).filter { index in
      let column = index % frame.columns
      let glyph = frame.cells[index].glyph
      if glyph == Cell.continuation {
        return column == 0 || displayWidth(frame.cells[index - 1].glyph) != 2
      }
      guard displayWidth(glyph) == 2 else { return false }
      return column + 1 == frame.columns || frame.cells[index + 1].glyph != Cell.continuation
    }
  }

  @Test("gives text its style and leaves the rest alone")
  func styles() {
    let style = Style(Ink(rgb: 0xFF0000), on: .plain, .bold)
    var frame = Frame(columns: 4, rows: 1)
    frame.write("口", column: 1, row: 0, style: style)
    #expect(frame.cells == [.blank, Cell("口", style), Cell(Cell.continuation, style), .blank])
  }

  @Test(
    "fills rectangles, clipped",
    arguments: [
      (0, 0, 2, 1, "##..\n....\n...."), (-1, -1, 3, 3, "##..\n##..\n...."),
      (3, 2, 9, 9, "....\n....\n...#"), (1, 1, 0, 1, "....\n....\n...."),
      (5, 0, 2, 2, "....\n....\n...."), (2, 1, -3, 1, "....\n....\n...."),
    ])
  func fills(column: Int, row: Int, width: Int, height: Int, shows: String) {
    var frame = Frame(columns: 4, rows: 3, fill: Cell("."))
    frame.fill(column: column, row: row, width: width, height: height, with: Cell("#"))
    #expect(frame.text == shows)
  }

  @Test("of no size holds nothing and takes nothing")
  func empty() {
    var frame = Frame(columns: -3, rows: 4)
    frame.write("text", column: 0, row: 0)
    frame.fill(column: 0, row: 0, width: 9, height: 9, with: .blank)
    #expect(frame.cells.isEmpty)
  }

  struct Writing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let column: Int
    let row: Int
    let limit: Int
    let shows: String
    let used: Int

    init(
      _ name: String, _ text: String, column: Int, row: Int, limit: Int = .max, shows: String,
      used: Int
    ) {
      testDescription = name
      self.text = text
      self.column = column
      self.row = row
      self.limit = limit
      self.shows = shows
      self.used = used
    }
  }
}
