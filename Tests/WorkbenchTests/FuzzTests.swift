import Cells
import Foundation
import Testing

@testable import Workbench

/// Random events, seeded: whatever a person, a broken terminal or a late answer sends, the promises hold.
/// `make fuzz` sends a million.
struct FuzzTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let eventsAWalk = 1000
  /// Cells drawn an event, on average: a large screen is drawn as much more seldom than a small one.
  private static let cellsAnEvent = number("EVENTS") == nil ? 200 : 1500

  @Test func `every promise holds under random events`() throws {
    let wanted = Self.number("EVENTS") ?? 5_000
    let seed = Self.number("SEED") ?? 1
    var (sent, drawn) = (0, 0)
    var walk = seed
    while sent < wanted {
      // A walk that traps can say no more than where it began.
      if Self.number("EVENTS") != nil, walk % 100 == 0 { print("SEED=\(walk)") }
      var events: [Event] = []
      do {
        drawn += try Self.walk(seed: UInt64(walk), into: &events)
      } catch {
        let few = Self.shrunk(events, seed: UInt64(walk))
        Issue.record(
          """
          SEED=\(walk): \(error)
          after \(events.count) events; these \(few.count) are enough:
          \(few.map { "\($0)" }.joined(separator: "\n"))
          """)
        return
      }
      sent += events.count
      walk += 1
    }
    print("\(sent) events in \(walk - seed) walks from SEED=\(seed), \(drawn) cells drawn")
  }

  /// Half of the walks are an expert's; a third begin with strokes of an earlier run.
  private static func begin(seed: UInt64) -> FuzzWalk {
    let drafts =
      seed % 3 == 0
      ? [Draft(image: 7, history: Bench.history([], [Bench.lip(1, 1, 9, 9)]), reason: "so")] : []
    return FuzzWalk(role: seed % 2 == 0 ? .expert : .labeler, drafts: drafts)
  }

  /// Sends events until there are enough or one breaks a promise; returns how many cells were drawn.
  private static func walk(seed: UInt64, into events: inout [Event]) throws -> Int {
    var random = RandomEvents(seed: seed, role: seed % 2 == 0 ? .expert : .labeler)
    var walk = begin(seed: seed)
    for step in 0..<eventsAWalk {
      let event = random.next(walk.model)
      events.append(event)
      try walk.send(event)
      if random.below(walk.model.columns * walk.model.rows) < cellsAnEvent {
        try walk.checkFrame()
      }
      if step % 100 == 99 { try walk.checkHistory() }
    }
    // The same events once more lead to the same screen.
    var again = begin(seed: seed)
    for event in events { try again.send(event) }
    guard view(again.model) == view(walk.model), view(walk.model) == view(walk.model) else {
      throw FuzzWalk.Fault(description: "the same events led to another screen")
    }
    return walk.drawn
  }

  /// Leaves out events, many at once and then single ones, as long as a promise is still broken.
  private static func shrunk(_ events: [Event], seed: UInt64) -> [Event] {
    func fails(_ events: [Event]) -> Bool {
      var walk = begin(seed: seed)
      do {
        for event in events { try walk.send(event) }
        try walk.checkFrame()
        try walk.checkHistory()
      } catch {
        return true
      }
      return false
    }
    var few = events
    guard fails(few) else { return events }
    var size = max(1, few.count / 2)
    while true {
      var start = 0
      while start < few.count {
        var fewer = few
        fewer.removeSubrange(start..<min(start + size, few.count))
        if fails(fewer) { few = fewer } else { start += size }
      }
      if size == 1 { return few }
      size /= 2
    }
  }
}
