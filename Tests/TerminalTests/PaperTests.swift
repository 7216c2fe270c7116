import Cells
import TerminalDriver
import Testing

@testable import Terminal

@Suite(
  "The terminal's paper", .serialized,
  .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct PaperTests {
  @Test(
    "is told in the answer, which is never taken for keys",
    arguments: [
      ("\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\", "paper ff8000"),
      ("\u{1B}]11;rgb:ff/80/00\u{7}", "paper ff8000"), ("\u{1B}]11;rgb:f/8/0\u{7}", "paper ff8800"),
      ("\u{1B}]11;rgba:ffff/ffff/ffff/ffff\u{1B}\\", "paper ffffff"),
      ("\u{1B}]11;rgb:12/34\u{7}", nil), ("\u{1B}]11;rgb:zz/00/00\u{7}", nil),
      ("\u{1B}]11;\u{1B}\\", nil),
      ("\u{1B}]11;" + String(repeating: "rgb:", count: 100) + "\u{7}", nil),
    ] as [(String, String?)])
  func answer(bytes: String, expected: String?) throws {
    let probe = try Probe("text")
    try probe.session.send(Array(bytes.utf8))
    try probe.session.send(Array("q".utf8))
    try probe.waitFor(logged: "quit")
    #expect(probe.log.filter { $0.hasPrefix("paper") } == [expected].compactMap { $0 })
    #expect(probe.log.filter { $0.hasPrefix("key") } == [#"key character("q")"#])
  }

  @Test(
    "is what COLORFGBG says",
    arguments: [
      ("15;0", 0x000000), ("0;15", 0xFFFFFF), ("0;default;7", 0xE5E5E5), ("15;default", nil),
      ("7", nil),
      ("0;99", nil), ("", nil),
    ] as [(String, UInt32?)])
  func environment(text: String, expected: UInt32?) {
    #expect(Ink(colorFGBG: text) == expected.map { Ink(rgb: $0) })
  }
}
