import Foundation
import TerminalDriver

/// A workbench in a terminal of its own, as a person has it before them.
final class Desk {
  let session: TmuxSession
  private let note: URL

  /// Long enough for a loaded machine; nothing waits longer than it must.
  private static let patience = 30.0

  /// Opens it; `note` is where the program's process number is written.
  init(
    _ arguments: [String], in folder: URL, note: URL, columns: Int, rows: Int,
    environment: [String: String]
  ) throws {
    self.note = note
    let quoted = TmuxSession.quoted
    let words = ([Story.program] + arguments).map(quoted).joined(separator: " ")
    let program = "echo $$ > \(quoted(note.path)); exec \(words)"
    // The exit code is written down, and the terminal outlives the program: tmux would scroll its last words
    // away, and does not always learn of the code.
    session = try TmuxSession(
      command:
        "cd \(quoted(folder.path)) && sh -c \(quoted(program)); echo $? > \(quoted(note.path + "-end")); exec cat > /dev/null",
      columns: columns, rows: rows, environment: environment)
  }

  // MARK: What a person does

  /// Presses keys by tmux's names for them.
  func press(_ keys: String...) throws {
    try session.keys(keys)
  }

  /// Types a command of the `:` line.
  func command(_ text: String) throws {
    try session.type(":\(text)\n")
  }

  /// Draws a box with the keyboard, corner by corner, and waits until it is on disk.
  func draw(_ x: Int, _ y: Int, _ width: Int, _ height: Int) throws {
    try command("go \(x),\(y)")
    try press("Space")
    try command("go \(x + width - 1),\(y + height - 1)")
    try press("Space")
    // In the list of boxes, that is: the status line has the same numbers before the second corner is set.
    try expect("  \(x),\(y) \(width)×\(height)", "saved ✓")
  }

  /// Presses the left button at one cell and lets it go at another; both from 0.
  func drag(from one: (column: Int, row: Int), to other: (column: Int, row: Int)) throws {
    try session.mouse(0, column: one.column + 1, row: one.row + 1)
    try session.mouse(32, column: other.column + 1, row: other.row + 1)
    try session.mouse(0, column: other.column + 1, row: other.row + 1, released: true)
  }

  /// Clicks on the first place where the screen has this text.
  func click(_ text: String) throws {
    let lines = try expect(text).split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let range = line.range(of: text) else { continue }
      let column = line.distance(from: line.startIndex, to: range.lowerBound)
      return try drag(from: (column, row), to: (column, row))
    }
  }

  // MARK: What a person sees

  /// Waits until all these texts are on the screen at once.
  @discardableResult
  func expect(_ texts: String...) throws -> String {
    try session.waitFor(texts.map { "“\($0)”" }.joined(separator: " and "), within: Self.patience) {
      screen in texts.allSatisfy { screen.contains($0) }
    }
  }

  /// Waits until the text is gone.
  @discardableResult
  func expectNo(_ text: String) throws -> String {
    try session.waitFor("the end of “\(text)”", within: Self.patience) { !$0.contains(text) }
  }

  /// Waits until the program has ended; its last words stay on the screen.
  func expectEnd(code: Int = 0) throws {
    let process = try process
    var ended: Int?
    let screen = try session.waitFor("the end of the program", within: Self.patience) { _ in
      ended = number(in: note.path + "-end")
      return !isAlive(process) && ended != nil
    }
    if let ended, ended != code {
      throw Running.Failure(description: "It ended with \(ended), not \(code):\n\(screen)")
    }
  }

  // MARK: What happens to a program

  /// The number of the program's process.
  var process: pid_t {
    get throws {
      var process: Int?
      try eventually("the process number") {
        process = number(in: note.path)
        return process != nil
      }
      return pid_t(process ?? 0)
    }
  }

  /// The number in a file; nil while it is not there or not complete.
  private func number(in path: String) -> Int? {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.hasSuffix("\n") ? Int(text.dropLast()) : nil
  }

  /// Sends a signal and waits until the program is gone.
  func end(by signal: Int32) throws {
    let process = try process
    kill(process, signal)
    try eventually("the end of the workbench") { !isAlive(process) }
  }

  /// Closes the terminal's window, and waits until the program is gone.
  func closeTerminal() throws {
    let process = try process
    session.kill()
    try eventually("the end of the workbench") { !isAlive(process) }
  }
}
