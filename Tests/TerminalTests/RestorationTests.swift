import Foundation
import TerminalDriver
import Testing

/// On every way out the terminal is as it was, and what was said on the way can be read.
@Suite(
  "The terminal is restored", .serialized,
  .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct RestorationTests {
  @Test(
    "after an orderly end",
    arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func orderly(type: String) throws {
    let probe = try Probe("gradient", environment: ["TERM": type])
    try probe.session.keys("q")
    #expect(try probe.waitForEnd().contains("status=0"))
    #expect(try probe.damage() == [])
  }

  @Test(
    "after a crash, whose message is seen",
    arguments: [
      ("X", "status=132", "Fatal error: the probe was told to crash"), ("A", "status=134", ""),
      ("O", "status=139", ""),
    ])
  func crash(key: String, status: String, message: String) throws {
    let probe = try Probe("gradient")
    try probe.session.keys("E", key)
    let screen = try probe.waitForEnd()
    #expect(screen.contains(status))
    #expect(screen.contains("a word on standard error"))
    #expect(message.isEmpty || screen.contains(message))
    #expect(try probe.damage() == [])
  }

  @Test("after a signal", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV])
  func signal(number: Int32) throws {
    // With a trap the shell goes on with its script after an interrupted command.
    let probe = try Probe("gradient", shell: "trap : INT QUIT;")
    kill(try probe.processIdentifier(), number)
    #expect(try probe.waitForEnd().contains("status=\(128 + number)"))
    #expect(try probe.damage() == [])
  }

  @Test("after a signal in the middle of drawing", arguments: 1...5)
  func storm(round: Int) throws {
    let probe = try Probe("gradient", colors: "truecolor")
    try probe.session.keys("S")
    try probe.waitFor(logged: "storm")
    kill(try probe.processIdentifier(), SIGTERM)
    let screen = try probe.waitForEnd()
    #expect(screen.contains("status=143"))
    #expect(try probe.damage() == [])
    #expect(!screen.contains("▀"))
  }

  @Test("without a word lost that went to standard error, of a flood the last")
  func standardError() throws {
    let probe = try Probe("text")
    try probe.session.keys("E")
    try probe.waitFor(logged: #"key character("E")"#)
    #expect(!(try probe.session.capture().contains("a word")))
    try probe.session.keys("q")
    #expect(try probe.waitForEnd().contains("a word on standard error"))

    let flooded = try Probe("text")
    try flooded.session.keys("F", "q")
    #expect(try flooded.waitForEnd().contains("flood 19999"))
    let history = Int(try flooded.session.value("#{history_size}")) ?? .max
    #expect(
      history < 64 * 1024 / "flood 19999\n".utf8.count, "more than the last 64 KiB was printed")
  }

  @Test("leaves standard error alone when it goes to a file")
  func redirectedError() throws {
    let probe = try Probe("text", shell: "exec 2> errors;")
    try probe.session.keys("E", "q")
    #expect(!(try probe.waitForEnd().contains("a word")))
    #expect(probe.lines(of: "errors").contains("a word on standard error"))
  }

  @Test("while the program is suspended, and taken again by fg", arguments: ["key", "signal"])
  func suspension(way: String) throws {
    let probe = try Probe("gradient", colors: "256")
    if way == "key" {
      try probe.session.keys("Z")
    } else {
      kill(try probe.processIdentifier(), SIGTSTP)
    }
    // The shell goes on with the script behind the stopped probe.
    #expect(try probe.waitForEnd().contains("status=14"))
    #expect(try probe.damage() == [])
    try probe.session.type("fg\n")
    try probe.session.waitFor("the picture again") {
      $0.components(separatedBy: "▀").count == 100 * 30 + 1
    }
    #expect(try probe.session.value("#{mouse_any_flag}#{mouse_sgr_flag}#{alternate_on}") == "111")
    try probe.session.keys("Up")
    try probe.waitFor(logged: "key up")
    if way == "key" { #expect(probe.log.contains("continued")) }
    try probe.session.keys("q")
    try probe.waitFor(logged: "quit")
    try probe.session.waitFor("the shell") { _ in try probe.damage() == [] }
  }

  @Test("and taken again after a stop that cannot be caught, at the size of then")
  func uncaughtStop() throws {
    let probe = try Probe("gradient", colors: "256")
    kill(try probe.processIdentifier(), SIGSTOP)
    try probe.waitForModes()
    try probe.session.resize(columns: 60, rows: 20)
    // The terminal is still raw, so that Enter would not end the line.
    try probe.session.type("fg")
    try probe.session.keys("C-j")
    try probe.waitFor(logged: "resize 60x20")
    try probe.session.waitFor("the picture again") {
      $0.components(separatedBy: "▀").count == 60 * 20 + 1
    }
    #expect(try probe.session.value("#{mouse_any_flag}#{mouse_sgr_flag}#{alternate_on}") == "111")
    try probe.session.keys("q")
    try probe.waitFor(logged: "quit")
    // What was noted while it was stopped was noted in the middle.
    try probe.noteModes()
    #expect(try probe.damage() == [])
  }

  @Test(
    "or never touched, when it will not do",
    arguments: [
      ("", "dumb", "cannot place its cursor"),
      ("", "no-such-terminal", "is not known on this machine"),
      ("unset TERM;", "", "TERM is not set"), (": |", "xterm", "Standard input is not a terminal"),
    ])
  func refused(shell: String, type: String, message: String) throws {
    let probe = try Probe("text", environment: ["TERM": type], shell: shell, waits: false)
    let screen = try probe.waitForEnd()
    #expect(screen.contains("status=78"))
    #expect(screen.replacingOccurrences(of: "\n", with: "").contains(message))
    #expect(try probe.damage() == [])
  }
}
