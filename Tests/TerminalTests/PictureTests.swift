import Cells
import Foundation
import TerminalDriver
import Testing

@testable import TerminalProbe

/// The picture is written around ncurses, and nobody can tell.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct PictureTests {
  @Test(
    arguments: [
      ("truecolor", "xterm-256color", 100, 30), ("truecolor", "tmux-256color", 100, 30),
      ("256", "xterm-256color", 100, 30), ("256", "screen-256color", 80, 24),
      ("truecolor", "xterm-256color", 20, 6), ("truecolor", "xterm-256color", 400, 100),
      ("256", "tmux-256color", 20, 6),
    ])
  func `every cell is as ncurses would have it, with dialogs and without, from frame to frame`(
    colors: String, type: String, columns: Int, rows: Int
  ) throws {
    let environment = ["TERM": type]
    let written = try Probe(
      "canvas", colors: colors, columns: columns, rows: rows, environment: environment)
    let drawn = try Probe(
      "canvas", colors: colors, columns: columns, rows: rows, environment: environment)
    try drawn.session.keys("V")
    // A large screen takes long to be captured and compared.
    let keys = columns > 200 ? "NDW" : "NDDWDWDCDWDDW"
    for key in keys.map(String.init) {
      try written.session.keys(key)
      try drawn.session.keys(key)
      try expectSame(written, drawn, "after \(key)")
    }
  }

  @Test func `a picture whose edges move is exact`() throws {
    let written = try Probe("shifting", colors: "truecolor")
    let drawn = try Probe("shifting", colors: "truecolor")
    try drawn.session.keys("V")
    for key in ["D", "D", "W", "D", "D", "W", "D"] {
      try written.session.keys(key)
      try drawn.session.keys(key)
      try expectSame(written, drawn, "after \(key)")
    }
  }

  @Test(arguments: ["truecolor", "256"])
  func `after a storm of resizes it is exact`(colors: String) throws {
    let written = try Probe("canvas", colors: colors)
    let drawn = try Probe("canvas", colors: colors)
    try drawn.session.keys("V")
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3 {
      for _ in 0..<5 {
        try written.session.resize(
          columns: .random(in: 20...400, using: &random), rows: .random(in: 6...100, using: &random)
        )
        try written.session.keys("D")
        try drawn.session.keys("D")
      }
      let (columns, rows) = (Int.random(in: 20...200, using: &random), 24)
      try written.session.resize(columns: columns, rows: rows)
      try drawn.session.resize(columns: columns, rows: rows)
      try expectSame(written, drawn, "at \(columns)x\(rows), seed 7")
    }
  }

  @Test func `it is whole after something else wrote over it, and after the program was stopped`()
    throws
  {
    let written = try Probe("canvas", colors: "truecolor")
    let drawn = try Probe("canvas", colors: "truecolor")
    try drawn.session.keys("V")
    let tty = try written.session.value("#{pane_tty}")
    try "\u{1B}[2;3Hgarbage\u{1B}[10;30H口口\u{1B}[44m\u{1B}[K".write(
      toFile: tty, atomically: false, encoding: .utf8)
    try written.session.waitFor(text: "garbage")
    try written.session.keys("L")
    try expectSame(written, drawn, "after Ctrl-L")
    try written.session.keys("Z")
    _ = try written.waitForEnd()
    try written.session.type("fg\n")
    try expectSame(written, drawn, "after fg")
    try written.session.keys("D")
    try drawn.session.keys("D")
    try expectSame(written, drawn, "and the next frame")
  }

  @Test func `24-bit colors reach the terminal where its description has 256`() throws {
    let probe = try Probe("canvas", environment: ["COLORTERM": "truecolor"])
    let frame = Picture(name: "canvas").frame(columns: 100, rows: 30)
    let ink = Int(frame[3, 3].style.foreground.bits & 0xFF_FFFF)
    try probe.session.waitFor("the picture") { _ in
      StyledCapture(try probe.session.captureStyled()).rows[3][3].foreground == .direct(ink)
    }
  }

  @Test(arguments: [("8", "C.UTF-8"), ("16", "C.UTF-8"), ("none", "C.UTF-8"), ("truecolor", "C")])
  func `where it would not be safe ncurses draws all`(colors: String, locale: String) throws {
    let probe = try Probe("canvas", colors: colors, environment: ["LC_ALL": locale])
    let file = probe.file("bytes")
    try probe.session.recordOutput(to: file)
    try probe.session.keys("D", "L")
    try probe.waitFor(logged: "redrawn")
    try probe.session.waitUntil("the frame") { probe.bytes(of: "bytes").contains(0x6C) }
    let saving: [UInt8] = [0x1B, 0x37]
    #expect(!probe.bytes(of: "bytes").contains(saving))
  }

  /// Waits until the two terminals show the same in every cell, the cursor included.
  private func expectSame(_ one: Probe, _ other: Probe, _ when: String) throws {
    var different: [Int] = []
    do {
      try one.session.waitFor("equal screens \(when)", within: 20) { _ in
        let (a, b) = (try screen(one), try screen(other))
        different = (0..<max(a.count, b.count)).filter {
          a.dropFirst($0).first != b.dropFirst($0).first
        }
        return different.isEmpty
      }
    } catch let failure as TmuxSession.Failure {
      throw TmuxSession.Failure(description: "Rows \(different) differ. \(failure)")
    }
  }

  /// The rows without what cannot be seen, the pen of a blank and blanks at the end, then the cursor.
  private func screen(_ probe: Probe) throws -> [[StyledCapture.Cell]] {
    let cursor = try probe.session.value("#{cursor_flag} #{cursor_x},#{cursor_y}")
    let mark =
      cursor.hasPrefix("1") ? cursor.unicodeScalars.map { StyledCapture.Cell(glyph: $0) } : []
    return StyledCapture(try probe.session.captureStyled()).rows.map { row in
      var row = row
      for index in row.indices where row[index].glyph == " " {
        if row[index].attributes.isDisjoint(with: [4, 7]) { row[index].foreground = .plain }
      }
      while row.last == StyledCapture.Cell(glyph: " ") { row.removeLast() }
      return row
    } + [mark]
  }
}
