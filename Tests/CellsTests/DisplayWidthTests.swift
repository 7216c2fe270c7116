import Cells
import Testing

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "of a character is 0, 1 or 2 columns",
    arguments: [
      ("a", 1), ("é", 1), ("~", 1), (" ", 1), ("ß", 1), ("Ω", 1), ("€", 1),
      ("▀", 1), ("─", 1), ("🬀", 1), ("\u{1CD00}", 1), ("⣿", 1), ("…", 1),
      ("口", 2), ("ア", 2), ("한", 2), ("Ａ", 2), ("　", 2), ("𠀀", 2), ("💄", 2), ("✨", 2),
      ("〈", 2), ("\u{1F1E9}", 1), ("\u{1100}", 2), ("\u{1161}", 0), ("\u{11AB}", 0),
      ("\u{301}", 0), ("\u{20DD}", 0), ("\u{200B}", 0), ("\0", 0), ("\u{1F}", 0),
    ] as [(Unicode.Scalar, Int)])
  func ofScalar(scalar: Unicode.Scalar, width: Int) {
    #expect(displayWidth(scalar) == width)
  }

  @Test(
    "of text counts what it looks like once made visible",
    arguments: [
      ("", 0), ("lipstick", 8), ("口紅", 4), ("e\u{301}", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("🇩🇪", 2), ("a\tb", 3), ("\u{202E}", 6),
    ])
  func ofText(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }
}
