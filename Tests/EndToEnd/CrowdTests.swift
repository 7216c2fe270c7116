import Foundation
import Testing

/// Many programs submit to one workspace at the same time.
@Suite(.serialized)
struct CrowdTests {
  private static let pictures = (0..<200).map { "p\($0).png" }
  private static let people = ["ana", "bo", "cy", "dee", "eli", "fay"]

  /// Every fourth image is one on which no two people agree.
  private static func isQuarrel(_ picture: Int) -> Bool { picture % 4 == 0 }

  private static func box(of person: Int, on picture: Int) -> [Int] {
    isQuarrel(picture) ? [person * 10, picture % 40, 8, 8] : [picture % 30, picture % 20, 30, 25]
  }

  /// Three seats where people agree, five where they do not: whoever comes first.
  private static let seats = pictures.indices.reduce(0) { $0 + (isQuarrel($1) ? 5 : 3) }

  /// Lines by some of the people on all pictures, in an order of their own.
  private func lines(of people: [Int], from start: Int, backwards: Bool) -> [String] {
    let count = Self.pictures.count
    let order = (0..<count).map { backwards ? (start - $0 + count) % count : (start + $0) % count }
    return order.map { picture in
      line(
        Self.pictures[picture],
        people.map { (Self.people[$0], Self.box(of: $0, on: picture)) })
    }
  }

  /// Four processes' input: each person's answers come from two or three of them.
  private var inputs: [[String]] {
    [
      lines(of: [0, 1, 2], from: 0, backwards: false),
      lines(of: [3, 4, 5, 0], from: 0, backwards: false),
      lines(of: [1, 3, 5], from: 100, backwards: true),
      lines(of: [5, 4, 2, 1], from: 50, backwards: false),
    ]
  }

  private func input(_ lines: [String]) -> Running.Input {
    .text(lines.joined(separator: "\n") + "\n")
  }

  /// What `submit` counted: "N accepted, M there already, K refused".
  private func counts(_ outcome: Outcome) throws -> (accepted: Int, repeated: Int, refused: Int) {
    let found = try #require(
      outcome.complaint.firstMatch(of: /(\d+) accepted, (\d+) there already, (\d+) refused/),
      "\(outcome.complaint)")
    return (
      try #require(Int(found.1)), try #require(Int(found.2)), try #require(Int(found.3))
    )
  }

  /// What must hold of the workspace, whatever happened on the way.
  private func check(_ story: Story) throws {
    let status = try story.status()
    #expect(status.answers == Self.seats)
    #expect(status.images["agreed"] == 150)
    #expect(status.images["disputed"] == 50)
    #expect(try story.succeed(["verify"]).output == "All promises of the store hold.\n")
    let dataset = try story.export("agreed,disputed")
    #expect(dataset.images.count == 200)
    for (index, picture) in Self.pictures.enumerated() {
      #expect(dataset.facts(of: picture)?.labelers == (Self.isQuarrel(index) ? 5 : 3), "\(picture)")
    }
    for person in status.labelers { #expect(person.answered <= 200, "\(person.name)") }
  }

  @Test func `four submit at once: none twice, none too many, none lost`() throws {
    let story = try Story()
    try story.makeWorkspace(of: Self.pictures)
    let running = try inputs.map { try story.start(["submit"], input: input($0)) }
    let outcomes = try running.map { try $0.wait(within: 120) }
    var (accepted, sent) = (0, 0)
    for (outcome, people) in zip(outcomes, [3, 4, 3, 4]) {
      let counts = try counts(outcome)
      accepted += counts.accepted
      sent += counts.accepted + counts.repeated + counts.refused
      #expect(outcome.code == (counts.refused > 0 ? 65 : 0))
      #expect(outcome.lines.count == counts.refused)
      #expect(counts.accepted + counts.repeated + counts.refused == people * 200)
    }
    #expect(sent == 14 * 200)
    // As many are there as were acknowledged, and they fill every seat.
    #expect(accepted == Self.seats)
    try check(story)
  }

  @Test func `one of four is killed in the middle and run again: nothing is lost or doubled`()
    throws
  {
    let story = try Story()
    try story.makeWorkspace(of: Self.pictures)
    // A pipe that never ends: the victim cannot be through before it is killed.
    let pipe = story.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let end = open(pipe, O_RDWR | O_CLOEXEC)
    try #require(end >= 0)
    defer { close(end) }
    let victim = try story.start(["submit"], input: .file(pipe))
    let others = try inputs.dropFirst().map { try story.start(["submit"], input: input($0)) }
    let bytes = Array((inputs[0].prefix(120).joined(separator: "\n") + "\n").utf8)
    #expect(write(end, bytes, bytes.count) == bytes.count)
    try eventually("the first answers") { try story.status().answers > 20 }
    #expect(!victim.hasEnded)
    victim.kill(SIGKILL)
    #expect(try victim.wait().code == 128 + SIGKILL)
    for other in others { _ = try other.wait(within: 120) }
    let again = try story.start(["submit"], input: input(inputs[0])).wait(within: 120)
    let counts = try counts(again)
    #expect(counts.accepted + counts.repeated + counts.refused == 600)
    try check(story)
  }
}
