import Cells
import FoundationEssentials
import Labels
import Pixels
import Testing

@testable import Workbench

/// Whole screens as text, to be looked at in `Golden/`. `UPDATE_GOLDEN=1` writes them anew.
struct ScreenTests {
  private static let mono = Display(colors: .none, unicode: false)

  @Test(arguments: [
    "labeling", "narrow", "skip", "empty", "dispute", "loading", "ask", "reply", "guideline",
  ])
  func `screens look as approved`(name: String) throws {
    var bench: Bench
    switch name {
    case "labeling":
      bench = Bench.labeling(columns: 80, rows: 24, display: Self.mono)
      bench.type(":go 20,10<Enter> :go 34,29<Enter> <Esc>:go 40,5<Enter> :go 50,12<Enter> 2")
    case "narrow": bench = Bench.labeling(columns: 40, rows: 10, display: Self.mono)
    case "skip":
      bench = Bench.labeling(columns: 80, rows: 24, display: Self.mono)
      bench.type("xupside down")
    case "empty":
      bench = Bench(columns: 80, rows: 24, display: Self.mono)
      bench.send(.claimed(nil))
    case "ask":
      bench = Bench.labeling(columns: 80, rows: 24, display: Self.mono)
      bench.type("Qdoes the metal ring belong to it")
      bench.send(
        .found(
          for: "does the metal ring belong to it",
          [
            Question(id: 1, text: "Is the metal boxed?", answers: ["No: the bullet alone."]),
            Question(
              id: 4, text: String(repeating: "A long one about a ring. ", count: 20),
              answers: ["Yes."]),
          ]))
    case "reply":
      bench = Bench.resolving(columns: 80, rows: 30, display: Self.mono)
      bench.send(.news(News(guidelineChanged: true, openQuestions: 2)))
      bench.type("Q")
      bench.send(
        .openQuestions([
          Question(id: 1, text: "Why?"),
          Question(id: 2, text: "Is the metal boxed?", image: Bench.record()),
        ]))
      bench.type("j<Enter>No.<Tab>")
      bench.send(.peeked(image: 7, Bench.picture()))
    case "guideline":
      bench = Bench.labeling(columns: 80, rows: 44, display: Self.mono)
      bench.type("g")
      bench.send(.guideline(GuidelineScreenTests.page, ["aa": Bench.picture()]))
    case "dispute": bench = Bench.resolving(columns: 80, rows: 30, display: Self.mono)
    default:
      bench = Bench(columns: 80, rows: 24, display: Self.mono)
      bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    }
    let path = String(describing: #filePath).replacing(
      "ScreenTests.swift", with: "Golden/\(name).txt")
    let text = bench.screen.text + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    let approved = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(text == approved, "\(name) differs from Golden/\(name).txt; now:\n\(text)")
  }

  @Test func `a name full of escape sequences does no harm`() {
    var bench = Bench.labeling()
    var record = Bench.record()
    record.name = "\u{1B}[2J\u{7}evil\n\u{202E}.png"
    bench.send(.claimed(Assignment(image: record, epoch: 1)))
    bench.send(.unreadable(image: 7, reason: "\(record.name): not a picture\u{9B}31m"))
    let hostile: [Unicode.GeneralCategory] = [.control, .format]
    for cell in bench.screen.cells where cell.glyph != Cell.continuation {
      #expect(!hostile.contains(cell.glyph.properties.generalCategory))
    }
    #expect(bench.screen.text.contains("evil"))
  }

  @Test func `box edges fall on pixel edges from 1:1 on`() {
    var bench = Bench.labeling()
    bench.type(":zoom 2<Enter>:go 20,10<Enter> :go 34,29<Enter> <Esc>:go 0,0<Enter>")
    let frame = bench.screen
    let viewport = bench.model.viewport
    let canvas = Layout(bench.model).canvas
    // The block just left of the box shows the picture, the first one inside the outline.
    let column = Int((20 - viewport.originX) * 2) + canvas.column
    let row = Int((20 - viewport.originY) * 2) / 2 + canvas.row
    let paper = Ink(red: 240, green: 240, blue: 240)
    #expect(frame[column - 1, row].style.background == paper)
    #expect(frame[column, row].style.background != paper)
    #expect(frame[column + 1, row].style.background == Ink(red: 200, green: 20, blue: 40))
  }

  @Test func `from 1:1 on every half block has the very color of its pixel, whatever the glyphs`() {
    for glyphs in GlyphSet.allCases where glyphs != .ascii {
      var bench = Bench.labeling()
      bench.model.mosaics = Mosaics(glyphs, on: bench.model.display)
      bench.type(":zoom 1<Enter>:go 0,0<Enter>")
      let (frame, viewport) = (bench.screen, bench.model.viewport)
      let canvas = Layout(bench.model).canvas
      for row in 15..<20 {
        for column in 10..<canvas.width {
          let pixel = viewport.pixel(column: column, row: row)
          guard (0..<60).contains(pixel.x), (0..<39).contains(pixel.y) else { continue }
          let cell = frame[canvas.column + column, canvas.row + row]
          let color = Bench.picture().color(x: pixel.x, y: pixel.y)
          let ink = Ink(red: color.red, green: color.green, blue: color.blue)
          #expect([cell.style.background, cell.style.foreground].contains(ink))
        }
      }
    }
  }

  @Test func `an overview is drawn with the glyphs that were chosen, and outlines stay on top`() {
    var glyphs: [GlyphSet: Set<Unicode.Scalar>] = [:]
    for set in GlyphSet.allCases {
      var bench = Bench.labeling(columns: 60, rows: 16, width: 300, height: 200)
      bench.send(
        .loaded(
          image: 7,
          Picture(width: 300, height: 200) { x, y in
            (x - 150) * (x - 150) + (y - 100) * (y - 100) < 6000 ? (200, 20, 40) : (240, 240, 240)
          }))
      bench.model.mosaics = Mosaics(set, on: bench.model.display)
      let plain = bench.screen
      let canvas = Layout(bench.model).canvas
      glyphs[set] = Set(
        (0..<canvas.height).flatMap { row in
          (0..<canvas.width).map { plain[canvas.column + $0, canvas.row + row].glyph }
        })
      bench.type(":go 60,40<Enter> :go 240,160<Enter> <Esc>")
      let boxed = bench.screen
      let changed = plain.cells.indices.filter { plain.cells[$0] != boxed.cells[$0] }
      #expect(changed.count > 20, "\(set): the outline is seen")
      for row in 3..<6 {
        let at = (canvas.row + row) * plain.columns + canvas.column + 2
        #expect(plain.cells[at] == boxed.cells[at], "\(set): the picture beside it stays")
      }
    }
    #expect(glyphs[.half]?.isSubset(of: [" ", "▀", "▄", "─", "│", "┼"]) == true)
    #expect(glyphs[.quadrant]?.isDisjoint(with: ["▘", "▝", "▖", "▗"]) == false)
    #expect(glyphs[.best]?.contains { (0x1FB00...0x1FB3B).contains($0.value) } == true)
    #expect(glyphs[.octant]?.contains { (0x1CD00...0x1CDE5).contains($0.value) } == true)
  }

  @Test func `p goes through the glyphs and has each remembered; without color it says why not`() {
    var bench = Bench.labeling()
    bench.effects = []
    bench.type("ppppp")
    let round: [GlyphSet] = [.quadrant, .sextant, .best, .octant, .half]
    #expect(bench.effects == round.flatMap { [.remember($0), .redraw] })
    var mono = Bench.labeling(display: Self.mono)
    mono.effects = []
    mono.type("p")
    #expect(mono.effects.isEmpty && mono.model.message?.kind == .warning)
  }

  @Test func `the color patch shows the mean of the selected box`() {
    var bench = Bench.labeling(columns: 100, rows: 40)
    bench.type(":go 22,12<Enter> :go 30,20<Enter> ")
    #expect(bench.screen.text.contains("#c81428"))
  }
}
