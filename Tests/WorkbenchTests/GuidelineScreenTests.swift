import Cells
import Labels
import Pixels
import Testing

@testable import Workbench

struct GuidelineScreenTests {
  /// One of everything that a guideline may have.
  static let page = GuidelinePage(
    version: 3,
    entries: [
      .init(.init(.heading(level: 1, [.init("Lips")]))),
      .init(
        .init(
          .paragraph([
            .init("Box "), .init("each", .emphasis), .init(" bullet, "), .init("tightly", .strong),
            .init(": "), .init("x", .code), .init(" skips. See "), .init("the shop", .link),
            .init(" (https://example.org/a-rather-long-address-that-no-line-has-room-for-here)."),
          ])), .changed),
      .init(
        .init(
          .example(
            .init(
              caption: "good: tight", path: "a.png", sha256: "aa",
              box: Box(x: 20, y: 10, width: 15, height: 20))))),
      .init(
        .init(
          .example(
            .init(
              caption: "bad: loose on all four of its sides, and more", path: "b.png", sha256: "aa")
          ))),
      .init(.init(.paragraph([.init("one")]), margins: [.marker("-")])),
      .init(.init(.paragraph([.init("two")]), margins: [.marker("-")]), .added),
      .init(.init(.paragraph([.init("two and a half")]), margins: [.indent(2)])),
      .init(.init(.paragraph([.init("first")]), margins: [.marker("-"), .marker("1.")])),
      .init(.init(.paragraph([.init("said")]), margins: [.quote]), .removed),
      .init(.init(.code("a\tb\n  c"))),
      .init(.init(.rule)),
      .init(
        .init(
          .table([
            [[.init("finish")], [.init("what it looks like")]],
            [[.init("matte")], [.init("no highlight at all", .emphasis)]],
          ]))),
      .init(.init(.example(.init(caption: "gone", path: "gone.png")))),
      .init(.init(.paragraph([.init("\u{1B}[2J\u{202E}口红")]))),
    ])

  @Test func `the title says what waits to be read, until it is read`() {
    var bench = Bench.labeling()
    #expect(!bench.screen.text.contains("guideline changed"))
    bench.send(.news(News(guidelineChanged: true, answers: 1)))
    #expect(bench.screen.text.contains("guideline changed: g  1 answer: R"))
    bench.type("g")
    #expect(bench.effects.last == .readGuideline)
    bench.send(.guideline(Self.page, [:]))
    #expect(bench.screen.text.contains("since you last read it"))
    bench.type("<Esc>g")
    #expect(!bench.screen.text.contains("since you last read it"))
    bench.type("<Esc>")
    #expect(!bench.screen.text.contains("guideline changed"))
    bench.type("R")
    #expect(bench.effects.last == .readAnswers)
    bench.send(.ownQuestions([Question(id: 1, text: "Why?", answers: ["So."], isNews: true)]))
    #expect(bench.screen.text.contains("NEW") && bench.screen.text.contains("A So."))
    bench.type("<Esc>")
    #expect(!bench.screen.text.contains("1 answer: R"))
  }

  @Test func `a long guideline opens where it changed`() {
    var bench = Bench.labeling(columns: 80, rows: 24)
    var entries = (1...60).map {
      GuidelinePage.Entry(GuidelineBlock(.paragraph([.init("paragraph \($0)")])))
    }
    entries[50].mark = .added
    bench.type("g")
    bench.send(.guideline(GuidelinePage(version: 2, entries: entries), [:]))
    #expect(bench.screen.text.contains("+ paragraph 51"))
    #expect(bench.screen.text.contains("since you last read it"))
    // It stays where the reader went.
    bench.type("<Home>")
    #expect(bench.screen.text.contains("paragraph 1\n"))
  }

  @Test(arguments: [
    Display(colors: .none, unicode: false), Display(colors: .eight, unicode: true),
    Display(colors: .truecolor, unicode: true),
  ])
  func `examples are pictures inside the frame's picture area`(display: Display) {
    var bench = Bench.labeling(columns: 100, rows: 60, display: display)
    bench.type("g")
    bench.send(.guideline(Self.page, ["aa": Bench.picture()]))
    let frame = bench.screen
    let area = frame.viewport
    #expect((area?.width ?? 0) > Layout(bench.model).canvas.width)
    for cell in frame.cells where cell.glyph != Cell.continuation {
      let category = cell.glyph.properties.generalCategory
      #expect(category != .control && category != .format)
    }
    #expect(frame.text.contains("GOOD tight") && frame.text.contains("BAD loose"))
    #expect(frame.text.contains("gone (no picture: gone.png)"))
  }

  @Test(arguments: 1...30) func `lines keep their width, whatever the page`(width: Int) {
    let theme = Theme(display: Display(colors: .truecolor, unicode: true))
    let lines = GuidelineLines(
      theme: theme, width: width + 8, mosaics: Mosaics(.half, on: theme.display),
      pictures: ["aa": Bench.picture()]
    ).lines(Self.page)
    for line in lines { #expect(line.width <= max(width + 8, 14), "\(line.spans.map(\.text))") }
  }
}
