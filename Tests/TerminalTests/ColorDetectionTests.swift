import Cells
import Testing

@testable import Terminal

@Suite("Which colors a terminal has")
struct ColorDetectionTests {
  @Test(
    "is read from the environment, then from terminfo",
    arguments: [
      ([:], 256, false, .palette256),
      ([:], 8, false, .eight),
      ([:], 16, false, .sixteen),
      ([:], 88, false, .sixteen),
      ([:], 0, false, .none),
      ([:], 256, true, .truecolor),
      ([:], 0x100_0000, false, .truecolor),
      (["COLORTERM": "truecolor"], 256, false, .truecolor),
      (["COLORTERM": "24bit"], 8, false, .truecolor),
      (["COLORTERM": "yes"], 256, false, .palette256),
      (["COLORTERM": "truecolor", "NO_COLOR": "1"], 256, true, .none),
      (["COLORTERM": "truecolor", "NO_COLOR": ""], 256, false, .truecolor),
      (["COLORTERM": "truecolor", "STY": "1.pts-0"], 256, false, .palette256),
      (["COLORTERM": "truecolor", "STY": "1.pts-0", "TMUX": "/tmp/t"], 256, false, .truecolor),
    ] as [([String: String], Int, Bool, Display.Colors)])
  func detects(environment: [String: String], count: Int, direct: Bool, colors: Display.Colors) {
    let terminfo = TerminfoColors(count: count, direct: direct)
    #expect(Display.Colors.detected(environment: environment, terminfo: terminfo) == colors)
  }

  @Test(
    "decides whose description of the terminal is used",
    arguments: [
      (.palette256, "xterm-256color", 256, .system),
      (.truecolor, "xterm-256color", 256, .truecolor),
      (.truecolor, "tmux-256color", 256, .tmuxTruecolor),
      (.truecolor, "screen", 8, .tmuxTruecolor),
      (.truecolor, "xterm-direct", 0x100_0000, .truecolor),
      (.palette256, "xterm-direct", 0x100_0000, .palette256),
      (.palette256, "xterm", 8, .palette256),
      (.palette256, "screen", 8, .tmuxPalette256),
      (.eight, "linux", 8, .system),
      (.eight, "xterm-256color", 256, .system),
      (.none, "vt100", 0, .system),
      (.none, "xterm-256color", 256, .system),
      (.truecolor, "brand-new", nil, .truecolor),
      (.palette256, "brand-new", nil, nil),
      (.palette256, "xterm-brand-new", nil, .palette256),
      (.none, "brand-new", nil, nil),
    ] as [(Display.Colors, String, Int?, TerminalEntry?)])
  func chooses(colors: Display.Colors, type: String, count: Int?, entry: TerminalEntry?) {
    let terminfo = count.map { TerminfoColors(count: $0, direct: false) }
    #expect(TerminalEntry.chosen(for: colors, type: type, terminfo: terminfo) == entry)
  }
}
