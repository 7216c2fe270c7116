import Foundation
import Labels
import Store
import Synchronization

/// A folder of its own for one test, in memory where the host has such a place.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    let memory = "/dev/shm"
    let parent = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
    folder = parent + "/tessera-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

/// A clock that stands still until a test moves it. Starts at a second of 2023.
final class HandClock: Sendable {
  private let time = Mutex(1_700_000_000_000)

  var read: @Sendable () -> Int { { self.time.withLock { $0 } } }

  func advance(seconds: Int) { time.withLock { $0 += seconds * 1_000 } }
}

/// What a test starts from.
struct Setup: Sendable {
  var classes = ["lipstick", "powder"]
  var policy = Policy()
  var guideline = "Draw tightly."
  var images = 0
}

/// A storage engine on its way through the conformance suite.
struct Engine: Sendable, CustomStringConvertible {
  var description: String
  /// Makes an empty workspace, and what opens it once more through a connection of its own.
  var make: @Sendable (Setup, Scratch, HandClock) throws -> Opener

  typealias Opener = @Sendable () throws -> any Workspace

  static let all = [
    Engine(description: "SQLite") { setup, scratch, clock in
      let path = scratch.folder + "/shop.tessera"
      _ = try SQLiteWorkspace.create(
        at: path, classes: setup.classes, policy: setup.policy, guideline: setup.guideline,
        by: "lead", now: clock.read)
      return { try SQLiteWorkspace(opening: path, now: clock.read) }
    }
  ]

  func bench(_ setup: Setup = Setup()) throws -> Bench {
    let scratch = try Scratch()
    let clock = HandClock()
    let open = try make(setup, scratch, clock)
    let bench = Bench(workspace: try open(), clock: clock, open: open, scratch: scratch)
    if setup.images > 0 { _ = try bench.add(1...setup.images) }
    return bench
  }
}

/// A workspace with its clock, and short words for what people do with it.
struct Bench: Sendable {
  let workspace: any Workspace
  let clock: HandClock
  let open: Engine.Opener
  private let scratch: Scratch

  init(
    workspace: any Workspace, clock: HandClock, open: @escaping Engine.Opener, scratch: Scratch
  ) {
    self.workspace = workspace
    self.clock = clock
    self.open = open
    self.scratch = scratch
  }

  @discardableResult
  func add(_ numbers: ClosedRange<Int>) throws -> [Addition] {
    try workspace.add(numbers.map(picture), by: "lead")
  }

  func claim(_ labeler: String, preferring image: Int? = nil) throws -> Claim? {
    try workspace.claim(for: labeler, preferring: image)
  }

  @discardableResult
  func submit(
    _ labeler: String, _ image: Int, _ answer: Answer, id: String = UUID().uuidString,
    revision: Int? = nil
  ) throws -> Receipt {
    try workspace.submit(
      Submission(id: id, image: image, labeler: labeler, answer: answer, revision: revision))
  }

  /// Five people who see five different things.
  func quarrel(over image: Int, people: ClosedRange<Int> = 1...5) throws {
    for number in people { try submit("quarreler \(number)", image, boxes(at: number * 100)) }
  }

  @discardableResult
  func resolve(
    _ expert: String, _ image: Int, _ answer: Answer = boxes(at: 0),
    source: Resolution.Source = .drawn, id: String = UUID().uuidString
  ) throws -> Standing {
    try workspace.resolve(
      Decision(
        id: id, image: image,
        resolution: Resolution(expert: expert, answer: answer, source: source, reason: "clear")))
  }

  func dossiers() throws -> [Dossier] {
    var found: [Dossier] = []
    try workspace.forEachDossier { found.append($0) }
    return found
  }

  func dossier(_ image: Int) throws -> Dossier? { try dossiers().first { $0.image.id == image } }
}

/// An image of 1000 x 800 pixels whose content is `number`.
func picture(_ number: Int) -> NewImage {
  let digits = String(number, radix: 16)
  return NewImage(
    sha256: String(repeating: "0", count: 64 - digits.count) + digits, name: "\(number).png",
    path: "/photos/\(number).png", width: 1_000, height: 800)
}

/// One box of 80 x 80 pixels; two of them agree only where they are near each other.
func boxes(at x: Int, classID: Int = 1) -> Answer {
  .boxes([
    LabeledBox(box: Box(x: Double(x), y: 10.5, width: 80, height: 80), classID: classID)
  ])
}

/// The error that `body` throws; nil when it throws none.
func failure<T>(_ body: () throws -> T) -> StoreError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? StoreError
  }
}
