import Cells
import FoundationEssentials
import Labels
import Testing

@testable import Workbench

/// Whole screens as text, to be looked at in `Golden/`. `UPDATE_GOLDEN=1` writes them anew.
struct ScreenTests {
  private static let mono = Display(colors: .none, unicode: false)

  @Test(arguments: ["labeling", "narrow", "skip", "empty", "dispute", "loading"])
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

  @Test func `the color patch shows the mean of the selected box`() {
    var bench = Bench.labeling(columns: 100, rows: 40)
    bench.type(":go 22,12<Enter> :go 30,20<Enter> ")
    #expect(bench.screen.text.contains("#c81428"))
  }
}
