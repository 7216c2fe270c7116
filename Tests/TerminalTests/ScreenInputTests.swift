import Foundation
import TerminalDriver
import Testing

/// What a person does in a real terminal, as it reaches the program.
@Suite(
  "Input from a terminal", .serialized,
  .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct ScreenInputTests {
  @Test(
    "has every key with its modifiers",
    arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func keys(type: String) throws {
    let table = [
      ("a", #"character("a")"#), ("B", #"character("B")"#), ("Space", #"character(" ")"#),
      ("é", #"character("\u{00E9}")"#), ("紅", #"character("\u{7D05}")"#),
      ("Up", "up"), ("Down", "down"), ("Left", "left"), ("Right", "right"),
      ("S-Up", "up shift"), ("C-Left", "left control"), ("M-Right", "right alt"),
      ("C-S-Down", "down control+shift"), ("Home", "home"), ("End", "end"),
      ("C-Home", "home control"),
      ("S-End", "end shift"), ("PageUp", "pageUp"), ("PageDown", "pageDown"),
      ("C-PageUp", "pageUp control"),
      ("S-PageDown", "pageDown shift"), ("IC", "insert"), ("DC", "delete"),
      ("C-DC", "delete control"),
      ("Enter", "enter"), ("Tab", "tab"), ("BTab", "tab shift"), ("BSpace", "backspace"),
      ("C-h", "backspace"),
      ("Escape", "escape"), ("F1", "function(1)"), ("F4", "function(4)"), ("F5", "function(5)"),
      ("F12", "function(12)"), ("S-F1", "function(1) shift"), ("C-F5", "function(5) control"),
      ("C-a", #"character("a") control"#), ("C-c", #"character("c") control"#),
      ("C-z", #"character("z") control"#), ("C-s", #"character("s") control"#),
      ("C-q", #"character("q") control"#), ("C-\\", #"character("\\") control"#),
      ("C-Space", #"character(" ") control"#), ("M-x", #"character("x") alt"#),
      ("M-é", #"character("\u{00E9}") alt"#), ("M-Enter", "enter alt"),
      ("M-[", #"character("[") alt"#), ("q", #"character("q")"#),
    ]
    let probe = try Probe("text", environment: ["TERM": type])
    for (name, expected) in table {
      let before = probe.log.count
      try probe.session.keys(name)
      // One at a time: an Escape and the key after it would be Alt.
      try probe.session.waitUntil(name) { probe.log.count > before }
      #expect(probe.log[before] == "key \(expected)", "\(name)")
    }
    try probe.waitFor(logged: "quit")
    #expect(probe.log.filter { $0.hasPrefix("key") }.count == table.count)
  }

  @Test(
    "has keys as other terminals send them, and swallows what nobody knows",
    arguments: [
      ("\u{1B}[A", "key up"), ("\u{1B}OA", "key up"), ("\u{1B}[1~", "key home"),
      ("\u{1B}[7~", "key home"),
      ("\u{1B}[4~", "key end"), ("\u{1B}[8~", "key end"), ("\u{1B}OF", "key end"),
      ("\u{1B}[H", "key home"),
      ("\u{1B}[11~", "key function(1)"), ("\u{1B}[15;2~", "key function(5) shift"),
      ("\u{1B}[1;7C", "key right control+alt"), ("\u{1B}[3;8~", "key delete control+shift+alt"),
      ("\u{1B}[99;5u", nil), ("\u{1B}[?1;2c", nil), ("\u{1B}[I", nil), ("\u{1B}Oz", nil),
      ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", nil), ("\u{1B}]11;rgb:0\u{07}", nil),
      ("\u{1B}P1+r\u{1B}\\", nil),
    ] as [(String, String?)])
  func sequences(bytes: String, expected: String?) throws {
    let probe = try Probe("text")
    try probe.session.send(Array(bytes.utf8))
    try probe.session.send(Array("q".utf8))
    try probe.waitFor(logged: "quit")
    let keys = probe.log.filter { $0.hasPrefix("key") }
    #expect(keys == [expected, #"key character("q")"#].compactMap { $0 })
  }

  @Test("goes on after bytes that are no UTF-8")
  func invalidBytes() throws {
    let probe = try Probe("text")
    try probe.session.send([0xFF, 0x61, 0xC3, 0x62, 0x80, 0xE5, 0x8F, 0x71])
    try probe.waitFor(logged: "quit")
    #expect(
      probe.log.filter { $0.hasPrefix("key") }
        == ["a", "b", "q"].map { "key character(\"\($0)\")" })
  }

  @Test("has every mouse action with its modifiers")
  func mouse() throws {
    let probe = try Probe("text")
    let table: [(Int, Int, Int, Bool, String)] = [
      (0, 5, 6, false, "press left 4,5"), (32, 7, 8, false, "drag left 6,7"),
      (0, 7, 8, true, "release left 6,7"),
      (2, 1, 1, false, "press right 0,0"), (2, 1, 1, true, "release right 0,0"),
      (1, 100, 30, false, "press middle 99,29"), (1, 300, 90, true, "release middle 99,29"),
      (64, 2, 2, false, "wheelUp 1,1"), (65, 2, 2, false, "wheelDown 1,1"),
      (66, 2, 2, false, "wheelLeft 1,1"),
      (67, 2, 2, false, "wheelRight 1,1"), (80, 2, 2, false, "wheelUp 1,1 control"),
      (35, 9, 9, false, "hover 8,8"), (4, 3, 3, false, "press left 2,2 shift"),
      (36, 3, 4, false, "drag left 2,3 shift"), (8, 3, 3, false, "press left 2,2 alt"),
    ]
    for (button, column, row, released, expected) in table {
      let before = probe.log.count
      try probe.session.mouse(button, column: column, row: row, released: released)
      try probe.session.waitUntil(expected) { probe.log.count > before }
      #expect(probe.log[before] == "mouse \(expected)")
    }
  }

  @Test(
    "asks tmux for clicks, drags and motion in the SGR protocol",
    arguments: ["xterm-256color", "tmux-256color"])
  func mouseModes(type: String) throws {
    let probe = try Probe("text", environment: ["TERM": type])
    #expect(try probe.session.value("#{mouse_any_flag}#{mouse_all_flag}#{mouse_sgr_flag}") == "111")
  }

  @Test("has X10 mouse reports of old terminals")
  func x10Mouse() throws {
    let probe = try Probe("text")
    try probe.session.send([0x1B, 0x5B, 0x4D, 32 + 2, 33 + 4, 33 + 5])
    try probe.session.send([0x1B, 0x5B, 0x4D, 32 + 3, 33 + 6, 33 + 7])
    try probe.waitFor(logged: "mouse release right 6,7")
    #expect(probe.log.contains("mouse press right 4,5"))
  }

  @Test("has a paste as one piece, its keys not obeyed")
  func paste() throws {
    let probe = try Probe("text")
    try probe.session.paste("qX\nsecond 口紅\t\u{1B}[A\u{1B}[201 ~")
    try probe.session.keys("q")
    try probe.waitFor(logged: "quit")
    #expect(
      probe.log.filter { $0.hasPrefix("paste") || $0.hasPrefix("key") } == [
        #"paste 23 "qX\nsecond 口紅\t\u{1B}[A\u{1B}[201 ~""#, #"key character("q")"#,
      ])
  }

  @Test("cuts a huge paste off and goes on")
  func hugePaste() throws {
    let probe = try Probe("text")
    try probe.session.paste(String(repeating: "q", count: 100_000))
    try probe.session.keys("q")
    try probe.waitFor(logged: "quit")
    #expect(probe.log.contains { $0.hasPrefix("paste 65536 ") })
  }

  @Test("ends when the terminal goes away and nobody is told by a signal")
  func hangUp() throws {
    let probe = try Probe("text", shell: "trap '' HUP;")
    probe.session.kill()
    try probe.waitFor(logged: "closed")
  }
}
