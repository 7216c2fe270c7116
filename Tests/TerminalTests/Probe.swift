import Foundation
import TerminalDriver

/// `TerminalProbe` running in a shell of a terminal of its own.
///
/// Around it the shell notes the modes of the terminal, so that a test can see that they were restored.
final class Probe {
  let session: TmuxSession
  private let folder: URL

  /// Starts the probe with a picture and colors (see TerminalProbe); `shell` is what the shell puts before it.
  init(
    _ picture: String, colors: String = "", columns: Int = 100, rows: Int = 30,
    environment: [String: String] = [:], shell: String = "", waits: Bool = true
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("probe-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    session = try TmuxSession(columns: columns, rows: rows, environment: environment)
    try session.waitFor(text: "ready$")
    let quoted = TmuxSession.quoted
    let script = """
      cd \(quoted(folder.path)) || exit
      stty -a | grep -v speed > before
      \(shell) \(quoted(Self.path)) log \(picture) \(colors)
      echo "status=$?"
      stty -a | grep -v speed > noted; mv noted after
      """
    try script.write(to: folder.appendingPathComponent("run"), atomically: true, encoding: .utf8)
    try session.type(". \(quoted(folder.appendingPathComponent("run").path))\n")
    if waits { try waitFor(logged: "drawn") }
  }

  deinit {
    session.kill()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The lines that the probe wrote so far.
  var log: [String] {
    lines(of: "log")
  }

  func waitFor(logged line: String, times: Int = 1) throws {
    try session.waitUntil("“\(line)” in the log") { log.filter { $0 == line }.count >= times }
  }

  /// The number of the running probe.
  func processIdentifier() throws -> pid_t {
    let line = log.first { $0.hasPrefix("process ") } ?? ""
    guard let number = pid_t(line.dropFirst("process ".count)) else {
      throw TmuxSession.Failure(description: "The probe did not tell its process number: \(log)")
    }
    return number
  }

  /// Waits until the shell has the terminal again, and returns the screen.
  func waitForEnd() throws -> String {
    try waitForModes()
    return try session.waitFor(text: "status=")
  }

  /// Waits until the shell has noted the modes of the terminal after the probe.
  func waitForModes() throws {
    try session.waitUntil("the shell after the probe") { lines(of: "after").count > 1 }
  }

  /// Has the shell note the modes of the terminal once more.
  func noteModes() throws {
    try? FileManager.default.removeItem(at: folder.appendingPathComponent("after"))
    try session.type("stty -a | grep -v speed > noted; mv noted after\n")
    try waitForModes()
  }

  /// What is not as it was before the probe ran: empty when the terminal is restored.
  func damage() throws -> [String] {
    var found: [String] = []
    if lines(of: "before") != lines(of: "after") {
      found.append("terminal modes: \(lines(of: "before")) became \(lines(of: "after"))")
    }
    // Bracketed paste (2004) has no format of its own in tmux 3.3: what is pasted shows it.
    let flags = try session.value(
      "mouse=#{mouse_any_flag}#{mouse_sgr_flag} alternate=#{alternate_on} cursor=#{cursor_flag} "
        + "keypad=#{keypad_cursor_flag}#{keypad_flag}")
    if flags != "mouse=00 alternate=0 cursor=1 keypad=00" { found.append(flags) }
    return found
  }

  static var path: String {
    // Test bundle and probe are built into the same folder.
    let runner = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return runner.deletingLastPathComponent().appendingPathComponent("TerminalProbe").path
  }

  /// The path of a file that lives as long as the probe.
  func file(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  func bytes(of file: String) -> [UInt8] {
    Array((try? Data(contentsOf: folder.appendingPathComponent(file))) ?? Data())
  }

  func lines(of file: String) -> [String] {
    let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    // A line that is being written does not count yet.
    return (text ?? "").components(separatedBy: "\n").dropLast().map { $0 }
  }
}
