import Foundation
import TerminalDriver

/// `TerminalProbe` at a pseudoterminal whose other end the test reads, as slowly as it likes.
final class SlowTerminal {
  private let terminal: PseudoTerminal
  private let folder: URL
  private(set) var output: [UInt8] = []

  init(_ picture: String, columns: Int, rows: Int) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("slow-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appendingPathComponent("log").path
    terminal = try PseudoTerminal(
      [
        "env", "-i", "TERM=xterm-256color", "LC_ALL=C.UTF-8", Probe.path, log, picture, "truecolor",
      ],
      columns: columns, rows: rows)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func type(_ keys: String) {
    terminal.type(Array(keys.utf8))
  }

  func lines(_ line: String) -> Int {
    let log = try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
    return (log ?? "").components(separatedBy: "\n").count { $0 == line }
  }

  /// Reads at most `limit` bytes every 10 milliseconds until a condition holds; none at all for 0.
  /// Returns whether it came to hold.
  func read(_ limit: Int, until condition: () -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(20)
    while !condition() {
      guard Date() < deadline else { return false }
      output += terminal.read(limit, within: 10)
      // A slow line: the condition decides, not this pause.
      if limit < 65_536 { usleep(10_000) }
    }
    return true
  }

  /// Whether the probe ends by itself after a signal, within a few seconds.
  func ends(by signal: Int32) -> Bool { terminal.ends(by: signal) }
}
