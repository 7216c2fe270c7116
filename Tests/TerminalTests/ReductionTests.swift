import CNCurses
import Cells
import Testing

@testable import Terminal

@Suite("A cell on a lesser terminal")
struct ReductionTests {
  @Test("without color is reversed when its paper is bright, so that a marked line shows")
  func markedWithoutColor() {
    func attributes(_ style: Style) -> UInt32 {
      Reduction.none.reduced(Cell("a", style), unicode: true).attributes
    }
    #expect(attributes(.plain) == 0)
    #expect(attributes(Style(Ink(rgb: 0), on: Ink(rgb: 0xFFFFFF))) == UInt32(CNCURSES_REVERSE))
    #expect(attributes(Style(Ink(rgb: 0xFFFFFF), on: Ink(rgb: 0x202020))) == 0)
    #expect(attributes(Style(.plain, on: Ink(rgb: 0xFFFFFF), .reverse)) == 0)
    #expect(
      attributes(Style(.plain, on: .plain, [.bold, .underline, .dim]))
        == UInt32(CNCURSES_BOLD | CNCURSES_UNDERLINE | CNCURSES_DIM))
  }

  @Test("with few colors never has text of the color of its paper", arguments: [8, 16])
  func textStaysReadable(count: Int) {
    for paper in [0x000000, 0x101010, 0x7F7F7F, 0xE0E0E0, 0xFFFFFF, 0xCC0000] as [UInt32] {
      for pen in [0x0A0A0A, 0x858585, 0xE9E9E9, 0xF0F0F0, 0xC81010] as [UInt32] {
        let cell = Reduction.ansi(count).reduced(
          Cell("a", Style(Ink(rgb: pen), on: Ink(rgb: paper))), unicode: true)
        #expect(
          cell.foreground != cell.background,
          "\(String(pen, radix: 16)) on \(String(paper, radix: 16))")
      }
    }
  }

  @Test("of a picture keeps equal colors equal")
  func picture() {
    let cell = Reduction.ansi(8).reduced(
      Cell("▀", Style(Ink(rgb: 0x010101), on: Ink(rgb: 0x020202))), unicode: true)
    #expect(cell.foreground == 0 && cell.background == 0)
  }

  @Test("goes down a ladder whose last step has few enough color pairs for any table")
  func ladder() {
    for colors in Display.Colors.allCases {
      var step = Reduction(colors)
      var steps = 1
      while let next = step.coarser {
        step = next
        steps += 1
      }
      #expect(steps <= 6)
      switch step {
      case .none, .ansi(8), .direct(bits: 2): break
      default: Issue.record("\(colors) ends at \(step)")
      }
    }
  }

  @Test(
    "without UTF-8 shows the likeliest ASCII character",
    arguments: [
      ("▀", "#"), ("█", "#"), ("░", "."), ("─", "-"), ("═", "-"), ("│", "|"), ("┃", "|"),
      ("┌", "+"),
      ("╬", "+"), ("╱", "/"), ("→", ">"), ("↑", "^"), ("…", "."), ("’", "'"), ("•", "*"),
      ("🬀", "#"),
      ("\u{1CD00}", "#"), ("口", "?"), ("a", "a"), ("~", "~"),
    ] as [(Unicode.Scalar, Unicode.Scalar)])
  func likeness(scalar: Unicode.Scalar, ascii: Unicode.Scalar) {
    #expect(asciiLikeness(of: scalar) == ascii)
    let cell = Reduction.palette256.reduced(Cell(scalar), unicode: false)
    #expect(cell.glyph == ascii.value)
  }

  @Test("without UTF-8 is ASCII for every character there is")
  func allAscii() {
    for value in UInt32(0x20)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if !asciiLikeness(of: scalar).isASCII { Issue.record("U+\(String(value, radix: 16))") }
    }
  }
}
