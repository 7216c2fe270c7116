import Foundation

/// A program in a real terminal: a tmux server of its own, with one window that nobody looks at.
///
/// Waiting is done by looking again until a condition holds, at most until a deadline; a test
/// that waits in vain fails with the screen as it was.
///
///     let session = try TmuxSession(columns: 80, rows: 24, environment: ["TERM": "xterm-256color"])
///     defer { session.kill() }
///     try session.type("ls\n")
///     try session.waitFor(text: "README")
package final class TmuxSession {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  package let columns: Int
  package let rows: Int
  private let socket: String

  /// Whether tmux can be run at all; tests that need it say so in `.enabled(if:)`.
  package static let isAvailable = (try? tmux(["-V"])) != nil

  /// Starts `command` in a shell. TERM and the locale (C.UTF-8) can be set by `environment`; COLORTERM, NO_COLOR,
  /// LINES and COLUMNS of the test run are not handed down.
  /// The command is an interactive shell with the prompt `ready$ ` unless told otherwise.
  package init(
    command: String = "exec sh -i", columns: Int = 100, rows: Int = 30,
    environment: [String: String] = [:]
  ) throws {
    self.columns = columns
    self.rows = rows
    socket =
      FileManager.default.temporaryDirectory.appendingPathComponent("tmux-\(UUID()).socket").path
    var variables = [
      "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PS1": "ready$ ", "HISTFILE": "/dev/null",
    ]
    variables.merge(environment) { $1 }
    let removed = [
      "COLORTERM", "NO_COLOR", "LINES", "COLUMNS", "STY", "TERMINFO", "ENV", "SWIFT_BACKTRACE",
    ]
    let line =
      "env " + removed.map { "-u \($0) " }.joined()
      + variables.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(Self.quoted($0.value)) " }.joined()
      + "sh -c \(Self.quoted(command))"
    try run([
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", line, ";",
      // The picture of a program that ended stays to be looked at.
      "set-option", "-g", "remain-on-exit", "on", ";",
      "set-option", "-g", "window-size", "manual", ";",
      // An Escape is passed on at once instead of waiting for what could follow it.
      "set-option", "-s", "escape-time", "0",
    ])
  }

  deinit {
    kill()
  }

  // MARK: What a person does

  /// Presses keys by tmux's names for them: `Up`, `C-a`, `M-x`, `S-Left`, `Enter`, `F5`.
  package func keys(_ names: String...) throws {
    try keys(names)
  }

  package func keys(_ names: [String]) throws {
    // A bare semicolon ends a command of tmux.
    try run(["send-keys", "--"] + names.map { $0 == ";" ? "\\;" : $0 })
  }

  /// Types text as it is; a line feed is Enter.
  package func type(_ text: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { try keys("Enter") }
      if !line.isEmpty { try run(["send-keys", "-l", "--", String(line)]) }
    }
  }

  /// Sends bytes as a terminal would, escape sequences for instance.
  package func send(_ bytes: [UInt8]) throws {
    for start in stride(from: 0, to: bytes.count, by: 500) {
      let part = bytes[start..<min(start + 500, bytes.count)]
      try run(["send-keys", "-H"] + part.map { String($0, radix: 16) })
    }
  }

  /// Sends a mouse report of the SGR protocol: `button` with its flags, position from 1.
  package func mouse(_ button: Int, column: Int, row: Int, released: Bool = false) throws {
    try send(Array("\u{1B}[<\(button);\(column);\(row)\(released ? "m" : "M")".utf8))
  }

  /// Pastes as a person does, in brackets if the program asked for them.
  package func paste(_ text: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("paste-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    try run(["load-buffer", file.path, ";", "paste-buffer", "-p", "-d"])
  }

  package func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Empties the screen behind the program's back, as another program's output would.
  package func wipe() throws {
    try run(["send-keys", "-R"])
  }

  // MARK: What a person sees

  /// The screen as text, a line a row.
  package func capture() throws -> String {
    try run(["capture-pane", "-p"])
  }

  /// The screen with the escape sequences of its colors.
  package func captureStyled() throws -> String {
    try run(["capture-pane", "-p", "-e", "-N"])
  }

  /// A format of tmux, `#{alternate_on}` for instance.
  package func value(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
  }

  /// Appends every byte that the program sends to the terminal from now on to a file.
  package func recordOutput(to path: String) throws {
    try run(["pipe-pane", "-O", "exec cat >> \(Self.quoted(path))"])
    try waitFor("the recorder") { _ in FileManager.default.fileExists(atPath: path) }
  }

  /// Looks again and again until the screen satisfies `predicate`, and returns it.
  @discardableResult
  package func waitFor(
    _ what: String, within seconds: Double = 10, predicate: (String) throws -> Bool
  ) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    var seen = ""
    repeat {
      seen = try capture()
      if try predicate(seen) { return seen }
      // Gives the program the processor; the condition decides, not this pause.
      usleep(5_000)
    } while Date() < deadline
    throw Failure(description: "Waited \(seconds) s for \(what). The screen was:\n\(seen)")
  }

  /// Looks again and again until a condition outside the screen holds.
  package func waitUntil(
    _ what: String, within seconds: Double = 10, condition: () throws -> Bool
  ) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while !(try condition()) {
      guard Date() < deadline else {
        throw Failure(
          description: "Waited \(seconds) s for \(what). The screen was:\n\(try capture())")
      }
      usleep(2_000)
    }
  }

  @discardableResult
  package func waitFor(text: String, within seconds: Double = 10) throws -> String {
    try waitFor("“\(text)”", within: seconds) { $0.contains(text) }
  }

  package func kill() {
    // An error means that it is gone already.
    _ = try? run(["kill-server"])
    unlink(socket)
  }

  /// Quotes for the shell.
  package static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    try Self.tmux(["-S", socket, "-f", "/dev/null"] + arguments)
  }

  @discardableResult
  private static func tmux(_ arguments: [String]) throws -> String {
    // A UTF-8 locale, or tmux shows every other character as an underscore.
    let (status, output) = try finish(["env", "-u", "TMUX", "LC_ALL=C.UTF-8", "tmux"] + arguments)
    guard status == 0 else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(output)")
    }
    return output
  }

  /// Runs a command and returns its wait status and what it wrote.
  ///
  /// Not Foundation's Process, which waits until every descendant is gone: tmux leaves its server behind. For the
  /// same reason the output goes to a file and not through a pipe.
  private static func finish(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tmux-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = try TerminalDriver.spawn(arguments) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(
        &actions, 1, file.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else {
        throw Failure(description: "waitpid: \(String(cString: strerror(errno)))")
      }
    }
    return (status, (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }
}
