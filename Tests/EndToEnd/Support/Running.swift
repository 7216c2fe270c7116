import Foundation
import TerminalDriver

/// What a program left behind when it ended.
struct Outcome {
  /// The exit code; 128 and the signal's number where a signal ended it, as a shell has it.
  var code: Int32
  var output: String
  /// What it wrote on standard error.
  var complaint: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// A program that runs beside the test.
final class Running {
  enum Input {
    case nothing
    case text(String)
    case file(String)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let process: pid_t
  private let log: URL
  private let command: String
  private var status: Int32?
  /// Hangs up when the program, and whoever it left behind with its descriptors, has ended.
  private let end: Int32

  /// Starts a program, the first of the words, and keeps what it writes in the folder `log`.
  init(_ words: [String], input: Input, log: URL) throws {
    self.log = log
    command = words.joined(separator: " ")
    try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
    let source: String
    switch input {
    case .nothing: source = "/dev/null"
    case .file(let path): source = path
    case .text(let text):
      source = log.appending(path: "input").path
      try Data(text.utf8).write(to: URL(filePath: source))
    }
    var ends: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    guard socketpair(AF_UNIX, Int32(kind), 0, &ends) == 0 else {
      throw Failure(description: "socketpair: \(String(cString: strerror(errno)))")
    }
    defer { close(ends[1]) }
    end = ends[0]
    process = try spawn(words) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      for (descriptor, name) in [(Int32(1), "output"), (2, "complaint")] {
        let path = log.appending(path: name).path
        posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
      }
      // Only this program inherits it.
      posix_spawn_file_actions_adddup2(&actions, ends[1], 3)
    }
  }

  deinit {
    if !hasEnded {
      kill(SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(end)
  }

  func kill(_ signal: Int32) {
    if status == nil { Glibc.kill(process, signal) }
  }

  /// Whether it has ended by now.
  var hasEnded: Bool {
    if status == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { self.status = status }
    }
    return status != nil
  }

  /// Waits for its end.
  func wait(within seconds: Double = 60) throws -> Outcome {
    let deadline = Date().addingTimeInterval(seconds)
    while !hasEnded {
      var hangUp = pollfd(fd: end, events: 0, revents: 0)
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else {
        throw Failure(description: "Waited \(seconds) s in vain for the end of \(command).")
      }
      if poll(&hangUp, 1, Int32(left * 1000) + 1) > 0 {
        var status: Int32 = 0
        if waitpid(process, &status, 0) == process { self.status = status }
      }
    }
    let status = self.status ?? 0
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: try text(of: "output"),
      complaint: try text(of: "complaint"))
  }

  private func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: log.appending(path: name)), as: UTF8.self)
  }
}

/// Looks again and again until a condition holds, at most until a deadline.
func eventually(
  _ what: String, within seconds: Double = 30, _ condition: () throws -> Bool
) throws {
  let deadline = Date().addingTimeInterval(seconds)
  while try !condition() {
    guard Date() < deadline else {
      throw Running.Failure(description: "Waited \(seconds) s in vain for \(what).")
    }
    // Gives others the processor; the condition decides, not this pause.
    usleep(3_000)
  }
}

/// Whether a process is there and has not ended.
///
/// All of its threads are looked at: its files are open, and locked, until the last of them has ended.
func isAlive(_ process: pid_t) -> Bool {
  let threads =
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
  return threads.contains { thread in
    let path = "/proc/\(process)/task/\(thread)/stat"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      // The state follows the name, which is in parentheses and may hold any character.
      let state = text.split(separator: ")").last?.split(separator: " ").first
    else { return false }
    return state != "Z" && state != "X"
  }
}
