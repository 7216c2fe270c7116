import Cells
import Foundation
import Labels
import Pixels
import Store
import TerminalDriver

@testable import Workbench
@testable import tessera

/// A labeler whose program is killed again and again, and a model in memory that does what they do.
final class Storm {
  struct Fault: Error, CustomStringConvertible { let description: String }

  /// What was seen, to be told at the end.
  struct Tally {
    var kills = 0
    /// Entries of the journal that the screen had called saved when the program was killed.
    var promised = 0
    /// Entries that the journal held beyond those.
    var more = 0
    /// Strokes typed that were not on disk.
    var unsaved = 0
    /// Lines that were cut short.
    var torn = 0
    var answers = 0
    /// Programs killed after the answer was asked for and before it was stored.
    var answersToRepeat = 0
  }

  private(set) var tally = Tally()
  private let columns = 80
  private let rows = 24
  private let root: URL
  private let environment: [String]
  private let session: Session
  private let picture: Picture
  private let record: ImageRecord
  private var random: Random
  /// What the journal must begin with.
  private var past: [JournalEntry] = []

  private static let program: String = {
    let runner = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return runner.deletingLastPathComponent().appending(path: "tessera").path
  }()

  /// A workspace of one image.
  init(seed: UInt64) throws {
    random = Random(seed: seed)
    // In memory where there is such a place: every stroke is synced to the disk.
    let memory = URL(filePath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    root = place.appending(path: "tessera-storm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    environment =
      ["env", "-C", root.path, "-u", "COLORTERM", "XDG_STATE_HOME=\(root.path)/state"]
      + (try PlainTerminal.environment(in: root))
    // Without a guideline the panel is the model's own, which reads no workspace.
    try Data().write(to: root.appending(path: "nothing.md"))
    try Self.run(
      environment + [
        Self.program, "init", "shop.tessera", "--class", "lipstick", "--class", "gloss",
        "--minimum", "1", "--maximum", "1", "--guideline", "nothing.md",
      ])
    try Self.run(environment + [Self.program, "add", "-w", "shop.tessera", Self.sample.path])
    picture = try Picture(contentsOf: Self.sample.path)
    let workspace = try SQLiteWorkspace(opening: root.appending(path: "shop.tessera").path)
    let charter = try workspace.charter()
    session = Session(
      person: "ana", role: .labeler, workspace: charter.name, classes: charter.classes,
      guideline: GuidelinePage(), images: charter.images)
    record = ImageRecord(
      id: 1, sha256: "", name: Self.sample.lastPathComponent, path: "", width: picture.width,
      height: picture.height)
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  /// A picture with edges of its own, so that snapping has something to find.
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SampleImages/renders/lip_A004.png")

  // MARK: Being killed

  /// A labeler who has the image before them.
  private struct Desk {
    let terminal: PseudoTerminal
    var screen: PlainTerminal
    /// What the program should be like.
    var model: Model
    /// What it should have written to the journal.
    var entries: [JournalEntry] = []

    mutating func send(_ event: Event) {
      for case .journal(let entry, let stroke) in update(&model, event) {
        entries.append(entry)
        model.strokesSaved = stroke
      }
    }

    mutating func read(within milliseconds: Int32) -> Bool {
      let bytes = terminal.read(within: milliseconds)
      screen.take(bytes)
      return !bytes.isEmpty
    }

    /// Waits until the screen is as the model would have it.
    mutating func settle() throws {
      let wanted = chrome(of: model)
      let deadline = Date().addingTimeInterval(30)
      while chrome(of: screen.lines, model) != wanted {
        guard Date() < deadline else {
          throw Fault(
            description: "The screen is not the model's:\n"
              + screen.lines.joined(separator: "\n") + "\n\n" + wanted)
        }
        _ = read(within: 100)
      }
    }
  }

  /// Opens the program, and takes up the strokes that an earlier run left.
  private func open() throws -> Desk {
    var desk = try start()
    try desk.settle()
    if desk.model.dialog != nil {
      desk.terminal.type("y".utf8)
      desk.send(.input(.key(Key("y"))))
      try desk.settle()
    }
    desk.screen.forgetFrames()
    return desk
  }

  private func start() throws -> Desk {
    let model = Model(
      session: session, display: Display(colors: .none, unicode: true), columns: columns,
      rows: rows, drafts: Draft.replay(past))
    var desk = Desk(
      terminal: try PseudoTerminal(
        environment + [Self.program, "label", "-w", "shop.tessera", "--as", "ana"],
        columns: columns, rows: rows),
      screen: PlainTerminal(columns: columns, rows: rows), model: model)
    desk.send(.claimed(Assignment(image: record, epoch: 1)))
    desk.send(.loaded(image: 1, picture))
    return desk
  }

  /// Opens the program, does things, kills it at any moment, and looks at what is left.
  func kill() throws {
    let isEarly = random.below(8) == 0
    var desk = isEarly ? try start() : try open()
    var moments = [(model: desk.model, entries: desk.entries.count)]
    var strokes: [Stroke] = []
    for _ in 0..<(isEarly ? 0 : 2 + random.below(20)) {
      strokes += Stroke.random(
        &random, image: (picture.width, picture.height), columns: columns, rows: rows)
    }
    for stroke in strokes {
      desk.send(.input(stroke.input))
      moments.append((desk.model, desk.entries.count))
    }
    if isEarly { read(atMost: 300, in: &desk) }
    type(strokes, in: &desk)
    desk.terminal.end(by: SIGKILL)
    while desk.read(within: 1000) {}
    guard desk.screen.faults.isEmpty else {
      throw Fault(description: "The terminal was sent \(desk.screen.faults)")
    }
    try examine(desk, moments, isEarly: isEarly)
  }

  /// Types some of the strokes in pieces, and stops at any byte.
  private func type(_ strokes: [Stroke], in desk: inout Desk) {
    var left = random.below(strokes.reduce(0) { $0 + $1.bytes.count } + 1)
    var piece: [UInt8] = []
    for stroke in strokes where left > 0 {
      piece += stroke.bytes.prefix(left)
      // Only the last sequence may be cut: what comes late is taken for keys of its own.
      if left < stroke.bytes.count { return desk.terminal.type(piece) }
      left -= stroke.bytes.count
      if random.below(4) == 0 || left == 0 {
        desk.terminal.type(piece)
        piece = []
        _ = desk.read(within: Int32(random.below(4)))
      }
    }
    read(atMost: 25, in: &desk)
  }

  /// Reads what comes for so long at most.
  private func read(atMost milliseconds: Int, in desk: inout Desk) {
    let moment = Date().addingTimeInterval(Double(random.below(milliseconds)) / 1000)
    while Date() < moment { _ = desk.read(within: 1) }
  }

  /// Compares what the screen had promised with what the journal holds.
  private func examine(
    _ desk: Desk, _ moments: [(model: Model, entries: Int)], isEarly: Bool
  ) throws {
    var shown = 0
    var texts: [String?] = Array(repeating: nil, count: moments.count)
    for frame in desk.screen.frames where !isEarly && frame[rows - 2].contains("saved") {
      let seen = chrome(of: frame, desk.model)
      // The earliest that it can be: what it promises is no more than that.
      let found = moments.indices[shown...].first { moment in
        let text = texts[moment] ?? chrome(of: moments[moment].model)
        texts[moment] = text
        return text == seen
      }
      guard let found else {
        throw Fault(
          description: "Said to be saved, and never so:\n" + frame.joined(separator: "\n"))
      }
      shown = found
    }
    let bytes = (try? Data(contentsOf: journal)) ?? Data()
    let kept = JournalLine.entries(in: Array(bytes))
    let expected = past + desk.entries
    // A screen that was not awaited promised nothing.
    let saved = isEarly ? 0 : moments[shown].entries
    let promised = past.count + saved
    guard kept.count >= promised else {
      throw Fault(description: "\(kept.count) entries are kept of \(promised) called saved")
    }
    guard kept == Array(expected.prefix(kept.count)) else {
      throw Fault(description: "The journal is not what was done: \(kept) for \(expected)")
    }
    if !isEarly, let moment = moments.last(where: { past.count + $0.entries == kept.count }) {
      let draft = moment.model.drawing.draft(of: 1)
      guard Draft.replay(kept) == [draft] else {
        throw Fault(description: "The journal does not replay to \(draft)")
      }
    }
    tally.kills += 1
    tally.promised += saved
    tally.more += kept.count - promised
    tally.unsaved += expected.count - kept.count
    tally.torn += bytes.isEmpty || bytes.last == UInt8(ascii: "\n") ? 0 : 1
    past = kept
  }

  private var journal: URL { root.appending(path: "shop.tessera-drafts/ana.labeling.jsonl") }

  // MARK: Answering

  /// Submits, is killed meanwhile, submits again if need be; then the store must have the answer, once.
  func answer() throws {
    var desk = try open()
    let boxes = desk.model.drawing.boxes
    let keys = boxes.isEmpty ? "sy" : "s"
    desk.terminal.type(keys.utf8)
    read(atMost: 30, in: &desk)
    desk.terminal.end(by: SIGKILL)
    let place = root.appending(path: "shop.tessera").path
    let early = try SQLiteWorkspace(opening: place).answer(by: "ana", to: 1)
    let drafts = Draft.replay(JournalLine.entries(in: Array(try Data(contentsOf: journal))))
    if let early, early.annotation.answer != .boxes(boxes) {
      throw Fault(description: "\(early.annotation.answer) was stored for \(boxes)")
    }
    if early == nil {
      guard drafts.first?.history.boxes == boxes || (drafts.isEmpty && boxes.isEmpty) else {
        throw Fault(description: "\(drafts) is left of \(boxes)")
      }
      desk = try open()
      desk.terminal.type(keys.utf8)
      tally.answersToRepeat += 1
    } else {
      desk = Desk(
        terminal: try PseudoTerminal(
          environment + [Self.program, "label", "-w", "shop.tessera", "--as", "ana"],
          columns: columns, rows: rows),
        screen: PlainTerminal(columns: columns, rows: rows), model: desk.model)
    }
    let deadline = Date().addingTimeInterval(30)
    while !desk.screen.lines[rows - 2].contains("nothing waits"), Date() < deadline {
      _ = desk.read(within: 100)
      // What was submitted is said first, until the next key.
      if desk.screen.lines[rows - 2].contains("Submitted") { desk.terminal.type("l".utf8) }
    }
    desk.terminal.type("q".utf8)
    desk.terminal.end(by: 0)
    let workspace = try SQLiteWorkspace(opening: place)
    guard try workspace.answer(by: "ana", to: 1)?.annotation.answer == .boxes(boxes),
      try workspace.answered(by: "ana") == [1]
    else { throw Fault(description: "\(boxes) did not arrive, or not once") }
    guard try Data(contentsOf: journal).isEmpty else {
      throw Fault(description: "The journal was not emptied")
    }
    try Self.run(environment + [Self.program, "verify", "-w", "shop.tessera"])
    tally.answers += 1
  }

  private static func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = Array(words.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Fault(description: "\(words.joined(separator: " ")) failed")
    }
  }
}

/// What a screen shows around the picture.
private func chrome(of model: Model) -> String {
  let frame = view(model)
  return chrome(
    of: (0..<frame.rows).map { row in
      (0..<frame.columns).map { String(Character(frame[$0, row].glyph)) }.joined()
    }, model)
}

private func chrome(of lines: [String], _ model: Model) -> String {
  let canvas = Layout(model).canvas
  return lines.enumerated().map { row, line in
    let isBeside = (canvas.row..<canvas.row + canvas.height).contains(row)
    return String(isBeside ? line.dropFirst(canvas.width) : line[...])
  }.joined(separator: "\n")
}
