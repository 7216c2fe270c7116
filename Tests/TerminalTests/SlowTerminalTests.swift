import Cells
import Glibc
import Testing

@testable import Terminal
@testable import TerminalProbe

/// A terminal that takes output slowly, or none for a while, does not make the program wait.
@Suite(.serialized)
struct SlowTerminalTests {
  @Test func `keys are answered while nothing is read, and then the newest frame comes`() throws {
    let terminal = try SlowTerminal("whole", columns: 120, rows: 40)
    #expect(terminal.read(0) { terminal.lines("drawn") == 1 })
    terminal.type(String(repeating: "D", count: 30))
    #expect(terminal.read(0) { terminal.lines("drawn") == 31 }, "no key waits for the terminal")
    try expect(phase: 30, terminal, 65_536, 120, 40)
    // Of thirty frames most were dropped.
    #expect(terminal.output.count < 8 * 120 * 40 * 40)
  }

  @Test func `over a slow line each key is answered and the end is exact, no color coarse`() throws
  {
    let terminal = try SlowTerminal("whole", columns: 80, rows: 24)
    #expect(terminal.read(4096) { terminal.lines("drawn") == 1 })
    for turn in 1...12 {
      terminal.type("D")
      #expect(terminal.read(2048) { terminal.lines("drawn") == turn + 1 })
    }
    try expect(phase: 12, terminal, 4096, 80, 24)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal ends the program although nothing is read`(number: Int32) throws {
    let terminal = try SlowTerminal("whole", columns: 200, rows: 60)
    #expect(terminal.read(0) { terminal.lines("drawn") == 1 })
    #expect(terminal.ends(by: number))
  }

  private func expect(
    phase: Int, _ terminal: SlowTerminal, _ limit: Int, _ columns: Int, _ rows: Int
  ) throws {
    let frame = Picture(name: "whole", phase: phase).frame(columns: columns, rows: rows)
    let area = try #require(frame.viewport)
    var model = ModelTerminal(columns: columns, rows: rows, knowsMore: true)
    var taken = 0
    let isThere = terminal.read(limit) {
      // Whole updates only.
      let end: [UInt8] = Array("\u{1B}[?2026l".utf8)
      guard let last = terminal.output.lastRange(of: end)?.upperBound, last > taken else {
        return false
      }
      model.take(Array(terminal.output[taken..<last]))
      taken = last
      return model.differences(from: frame, in: area, .truecolor).isEmpty
    }
    #expect(isThere, "\(model.differences(from: frame, in: area, .truecolor))")
    #expect(model.faults == [])
  }
}

extension [UInt8] {
  fileprivate func lastRange(of end: [UInt8]) -> Range<Int>? {
    guard count >= end.count else { return nil }
    return stride(from: count - end.count, through: 0, by: -1).lazy
      .first { self[$0..<$0 + end.count].elementsEqual(end) }.map { $0..<$0 + end.count }
  }
}
