import Foundation
import TerminalDriver
import Testing

/// What `Documentation/speed.md` says of Tessera is done here in the real program.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct SpeedTests {
  private struct Sequences: Decodable {
    struct Sequence: Decodable {
      let way: String
      let boxes: [[Double]]
      let steps: [String]
    }
    struct Size: Decodable { let width, height: Int }
    struct Screen: Decodable { let columns, rows: Int }
    let picture: Size
    let screen: Screen
    let sequences: [Sequence]
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func sequences() throws -> Sequences {
    let file = Self.root.appending(path: "Benchmarks/Sequences/tessera.json")
    return try JSONDecoder().decode(Sequences.self, from: Data(contentsOf: file))
  }

  @Test func `each sequence draws its boxes and submits them`() throws {
    let all = try sequences()
    let story = try Story()
    let pictures = all.sequences.indices.map { "p\($0).png" } + ["last.png"]
    try story.makeWorkspace(
      of: pictures, width: all.picture.width, height: all.picture.height, "--minimum", "1",
      "--maximum", "1")
    let desk = try story.open(
      "label", "--as", "ana", columns: all.screen.columns, rows: all.screen.rows)
    for (index, sequence) in all.sequences.enumerated() {
      try desk.expect("\(pictures[index]) 74×54", "zoom fit 1:1", "BOXES 0")
      try desk.replay(sequence.steps)
      try desk.expect("\(pictures[index + 1]) 74×54")
      // Takes the message off the status line.
      try desk.press("Escape")
    }
    let dataset = try story.export()
    for (index, sequence) in all.sequences.enumerated() {
      #expect(
        Set(dataset.boxes(of: pictures[index])) == Set(sequence.boxes),
        "\(sequence.way), \(sequence.boxes.count)")
    }
  }

  @Test func `the page says what the script computes`() throws {
    let script = Self.root.appending(path: "Benchmarks/Scripts/klm.py").path
    let log = FileManager.default.temporaryDirectory.appending(path: "klm-\(UUID())")
    defer { try? FileManager.default.removeItem(at: log) }
    let outcome = try Running(["python3", script], input: .nothing, log: log).wait()
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let page = try String(
      contentsOf: Self.root.appending(path: "Documentation/speed.md"), encoding: .utf8)
    #expect(outcome.output == page, "run make klm")
  }
}

extension Desk {
  /// Does what the operators of a sequence say: `K l x3`, `P 10,20`, `B down`; thinking takes no time here.
  fileprivate func replay(_ steps: [String]) throws {
    var pointer = (column: 0, row: 0)
    for step in steps {
      let words = step.split(separator: " ").map(String.init)
      switch words[0] {
      case "K":
        let times = words.count == 3 ? Int(words[2].dropFirst()) ?? 1 : 1
        let isEscape = words[1] == "Esc"
        if isEscape { try expect("  box ", "saved ✓") }
        try session.keys(Array(repeating: Self.tmuxName(of: words[1]), count: times))
        // An Escape and the key after it at once would be Alt.
        if isEscape { try expectNo("  box ") }
      case "P":
        let place = words[1].split(separator: ",").compactMap { Int($0) }
        pointer = (place[0], place[1] / 2 + 1)
        try session.mouse(35, column: pointer.column + 1, row: pointer.row + 1)
      case "B":
        // A drag says where it is before it ends.
        if words[1] == "up" {
          try session.mouse(32, column: pointer.column + 1, row: pointer.row + 1)
        }
        try session.mouse(
          0, column: pointer.column + 1, row: pointer.row + 1, released: words[1] == "up")
      default: break
      }
    }
  }
}
