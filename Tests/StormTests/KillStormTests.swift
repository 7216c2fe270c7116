import Foundation
import Testing

/// `kill -9` at any byte and any moment. `make kill-storm` does it a thousand times.
struct KillStormTests {
  private static func number(_ name: String, or usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  @Test func `whatever the screen called saved is there after a kill, once and in its order`()
    throws
  {
    let kills = Self.number("KILLS", or: 10)
    let seed = Self.number("SEED", or: 1)
    var sum = Storm.Tally()
    var round = 0
    while sum.kills < kills {
      let storm = try Storm(seed: UInt64(seed + round))
      do {
        for _ in 0..<min(20, kills - sum.kills) { try storm.kill() }
        try storm.answer()
      } catch {
        Issue.record("SEED=\(seed + round), kill \(storm.tally.kills + 1): \(error)")
        return
      }
      sum.add(storm.tally)
      round += 1
    }
    print(sum)
    #expect(sum.promised > 0, "the screen called something saved")
  }
}

extension Storm.Tally: CustomStringConvertible {
  mutating func add(_ other: Self) {
    kills += other.kills
    promised += other.promised
    more += other.more
    unsaved += other.unsaved
    torn += other.torn
    answers += other.answers
    answersToRepeat += other.answersToRepeat
  }

  var description: String {
    """
    \(kills) kills: \(promised) entries of the journal had been called saved, and all are there; \
    \(more) more are, \(unsaved) were typed and not on disk yet; \(torn) lines were torn. \(answers) answers arrived once \
    (\(answersToRepeat) had to be sent again), and every store verifies clean.
    """
  }
}
