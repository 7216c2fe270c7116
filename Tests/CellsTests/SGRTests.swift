import Cells
import Testing

struct SGRTests {
  private let red = Ink(rgb: 0xFF_0000)
  private let blue = Ink(rgb: 0x00_00FF)

  private func text(_ cells: [Cell], columns: Int, _ colors: Display.Colors) -> String {
    String(decoding: SGR.text(cells, columns: columns, colors: colors), as: UTF8.self)
  }

  @Test(arguments: [
    (Display.Colors.truecolor, "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[m\n"),
    (.palette256, "\u{1B}[38;5;196;48;5;21m▀\u{1B}[m\n"),
    (.sixteen, "\u{1B}[91;44m▀\u{1B}[m\n"),
    (.eight, "\u{1B}[31;44m▀\u{1B}[m\n"),
  ])
  func `a cell has its colors in the sequences of its reader`(
    colors: Display.Colors, expected: String
  ) {
    #expect(text([Cell("▀", Style(red, on: blue))], columns: 1, colors) == expected)
  }

  @Test func `without colors there is no sequence`() {
    #expect(text([Cell("a", Style(red, on: blue)), Cell("b")], columns: 1, .none) == "a\nb\n")
  }

  @Test func `only what changes is said, and a blank needs no pen`() {
    let cells = [
      Cell("▀", Style(red, on: blue)), Cell("▄", Style(red, on: blue)),
      Cell(" ", Style(on: blue)), Cell("▀", Style(blue, on: blue)), Cell("▀", Style(blue, on: red)),
    ]
    #expect(
      text(cells, columns: 5, .palette256)
        == "\u{1B}[38;5;196;48;5;21m▀▄ \u{1B}[38;5;21m▀\u{1B}[48;5;196m▀\u{1B}[m\n")
  }

  @Test func `each row ends in the reader's own colors`() {
    let cell = Cell(" ", Style(on: red))
    #expect(
      text([cell, cell], columns: 1, .eight) == "\u{1B}[41m \u{1B}[m\n\u{1B}[41m \u{1B}[m\n")
    #expect(
      text([cell, .blank], columns: 2, .eight) == "\u{1B}[41m \u{1B}[49m \n")
  }
}
