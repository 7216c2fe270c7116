import Cells
import Foundation
import TerminalDriver
import Testing
@testable import Terminal
@testable import TerminalProbe

/// What arrives in a real terminal.
@Suite("The screen", .serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct ScreenTests {
  @Test(
    "shows every cell in its exact color",
    arguments: [
      ("truecolor", "xterm-256color"), ("truecolor", "tmux-256color"), ("256", "xterm-256color"),
      ("256", "screen"), ("16", "xterm-256color"), ("8", "xterm"),
    ])
  func gradient(colors: String, type: String) throws {
    let probe = try Probe("gradient", colors: colors, environment: ["TERM": type])
    let reduction: Reduction =
      switch colors {
      case "truecolor": .direct(bits: 8)
      case "256": .palette256
      case "16": .ansi(16)
      default: .ansi(8)
      }
    let frame = Picture(name: "gradient").frame(columns: 100, rows: 30)
    try waitFor(frame, probe, reduction)
  }

  @Test("on a terminal without color shows no color, and what is marked reversed")
  func mono() throws {
    let probe = try Probe("marked", environment: ["TERM": "vt100"])
    #expect(probe.log.contains("open 100x30 none unicode=true"))
    let rows = StyledCapture(try probe.session.captureStyled()).rows
    #expect(rows[1][2].attributes == [] && rows[1][2].glyph == "n")
    #expect(rows[2][2].attributes == [7] && rows[2][2].glyph == "c")
    #expect(rows.joined().allSatisfy { $0.foreground == .plain && $0.background == .plain })
  }

  @Test("obeys NO_COLOR, and COLORTERM otherwise")
  func environment() throws {
    let none = try Probe("text", environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    #expect(none.log.contains("open 100x30 none unicode=true"))
    let all = try Probe("text", environment: ["COLORTERM": "truecolor"])
    #expect(all.log.contains("open 100x30 truecolor unicode=true"))
  }

  @Test(
    "draws text of all widths on terminals of every kind",
    arguments: [
      "xterm-256color", "tmux-256color", "screen", "screen-256color", "linux", "vt100", "xterm",
    ])
  func text(type: String) throws {
    let probe = try Probe("text", environment: ["TERM": type])
    let lines = try probe.session.capture().components(separatedBy: "\n")
    #expect(lines[1] == "  Boxes of 口紅 and crème é")
    #expect(lines[2].hasPrefix("  ┌──┐ ▀▄█▌ 🬀🬞"))
    #expect(lines[4].hasSuffix("wide at the edge 紅"))
    let styled = StyledCapture(try probe.session.captureStyled()).rows
    #expect(styled[3][8].attributes == [7])
    #expect(styled[3][17].attributes == [4])
  }

  @Test("sends octants, which the C library does not know")
  func octants() throws {
    let probe = try Probe("empty")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("octants-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    try probe.session.recordOutput(to: file.path)
    try probe.session.keys("P")
    // tmux leaves out what its C library does not know, so what counts is what the program sent.
    try probe.session.waitFor("octants in the output") { _ in
      (try? Data(contentsOf: file))?.range(of: Data("\u{1CD00}|".utf8)) != nil
    }
  }

  @Test("in a locale without UTF-8 shows ASCII", arguments: ["xterm-256color", "vt100"])
  func asciiLocale(type: String) throws {
    let probe = try Probe("text", environment: ["TERM": type, "LC_ALL": "C"])
    #expect(probe.log.contains { $0.hasSuffix("unicode=false") })
    let lines = try probe.session.capture().components(separatedBy: "\n")
    #expect(lines[1] == "  Boxes of ? ?  and cr?me ?")
    #expect(lines[2] == "  +--+ #### ## #|")
  }

  @Test("in a UTF-8 locale that is not installed shows Unicode all the same")
  func missingLocale() throws {
    let probe = try Probe("text", environment: ["LC_ALL": "xx_YY.UTF-8"])
    #expect(try probe.session.capture().contains("┌──┐"))
  }

  @Test("with more color pairs than fit the table shows the picture a little coarser")
  func tooManyPairs() throws {
    let probe = try Probe("pairs", colors: "truecolor", columns: 400, rows: 170)
    let frame = Picture(name: "pairs").frame(columns: 400, rows: 170)
    // The coarsest step that made room is found by its result.
    let steps = [8, 6, 5, 4, 2].map { Reduction.direct(bits: $0) }
    try probe.session.waitFor("the picture") { _ in
      let shown = StyledCapture(try probe.session.captureStyled())
      return steps.contains { differences(shown, frame, $0).isEmpty }
    }
  }

  @Test("stays exact when many frames use up the table of color pairs")
  func manyFrames() throws {
    // 3,000 pairs a frame, 65,534 in the table.
    let probe = try Probe("gradient", colors: "truecolor")
    for _ in 0..<30 { try probe.session.keys("D") }
    try probe.waitFor(logged: "drawn", times: 31)
    let frame = Picture(name: "gradient", phase: 30).frame(columns: 100, rows: 30)
    try waitFor(frame, probe, .direct(bits: 8))
  }

  @Test("draws anew at the new size when the window is resized")
  func resize() throws {
    let probe = try Probe("gradient", colors: "256")
    for (columns, rows) in [(60, 20), (120, 40)] {
      try probe.session.resize(columns: columns, rows: rows)
      try probe.waitFor(logged: "resize \(columns)x\(rows)")
      let frame = Picture(name: "gradient").frame(columns: columns, rows: rows)
      try waitFor(frame, probe, .palette256)
    }
  }

  @Test("goes by the terminal's size, whatever LINES and COLUMNS say")
  func sizeInEnvironment() throws {
    let probe = try Probe("text", shell: "LINES=7 COLUMNS=33")
    #expect(probe.log.contains { $0.hasPrefix("open 100x30") })
    try probe.session.resize(columns: 60, rows: 20)
    try probe.waitFor(logged: "resize 60x20")
  }

  @Test("puts the cursor where the frame has it, and hides it otherwise")
  func cursor() throws {
    let probe = try Probe("text")
    #expect(try probe.session.value("#{cursor_flag}") == "0")
    try probe.session.keys("C")
    try probe.waitFor(logged: "drawn", times: 2)
    #expect(try probe.session.value("#{cursor_flag} #{cursor_x},#{cursor_y}") == "1 7,3")
  }

  @Test("sends nothing when nothing changed, and only the change otherwise")
  func smallUpdates() throws {
    let probe = try Probe("text")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("bytes-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    try probe.session.recordOutput(to: file.path)
    try probe.session.keys("D")
    try probe.session.waitFor(text: "phase 1")
    try probe.session.waitFor("the bytes") { _ in
      let sent = (try? Data(contentsOf: file)) ?? Data()
      return sent.range(of: Data("\u{1B}[?2026l".utf8)) != nil
    }
    let sent = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(sent.hasPrefix("\u{1B}[?2026h"))
    #expect(sent.utf8.count < 60, "\(sent.debugDescription)")
    try probe.session.keys("N")
    try probe.waitFor(logged: "drawn", times: 3)
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == sent)
  }

  @Test("is redrawn whole after something else wrote over it")
  func redraw() throws {
    let probe = try Probe("text")
    let tty = try probe.session.value("#{pane_tty}")
    try "\u{1B}[2;3Hgarbage".write(toFile: tty, atomically: false, encoding: .utf8)
    try probe.session.waitFor(text: "garbage")
    try probe.session.keys("L")
    try probe.session.waitFor("the end of the garbage") {
      !$0.contains("garbage") && $0.contains("Boxes of 口紅")
    }
  }

  /// Waits until every cell of the terminal is as the frame has it.
  private func waitFor(_ frame: Frame, _ probe: Probe, _ reduction: Reduction) throws {
    var wrong: [String] = []
    do {
      try probe.session.waitFor("the picture") { _ in
        wrong = try differences(probe, frame, reduction)
        return wrong.isEmpty
      }
    } catch let failure as TmuxSession.Failure {
      Issue.record(
        "\(wrong.count) of \(frame.cells.count) wrong, first: \(wrong.first ?? ""): \(failure)")
    }
  }

  /// Cells of the terminal that are not as the frame has them.
  private func differences(
    _ probe: Probe, _ frame: Frame, _ reduction: Reduction
  ) throws -> [String] {
    differences(StyledCapture(try probe.session.captureStyled()), frame, reduction)
  }

  private func differences(
    _ shown: StyledCapture, _ frame: Frame, _ reduction: Reduction
  ) -> [String] {
    let rows = shown.rows
    var wrong: [String] = []
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = frame[column, row]
        guard row < rows.count, column < rows[row].count else {
          wrong.append("\(column),\(row) missing")
          continue
        }
        var found = rows[row][column]
        if found.attributes == [7] {
          // Few colors: half of the pairs are made by the reverse attribute.
          found.attributes = []
          swap(&found.foreground, &found.background)
        }
        let expected = StyledCapture.Cell(
          glyph: cell.glyph, foreground: color(cell.style.foreground, reduction),
          background: color(cell.style.background, reduction))
        guard found != expected else { continue }
        // Words for the first only, they are slow to make.
        wrong.append(wrong.isEmpty ? "\(column),\(row): \(found) for \(expected)" : "")
      }
    }
    return wrong
  }

  private func color(_ ink: Ink, _ reduction: Reduction) -> StyledCapture.Color {
    let number = Int(reduction.number(ink))
    if case .direct = reduction { return .direct(number) }
    return .palette(number)
  }
}
