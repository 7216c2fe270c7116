import Foundation
import TerminalDriver

/// What happens to one workspace: a folder of its own, commands run in it, workbenches opened in it.
///
///     let story = try Story()
///     try story.makeWorkspace(of: ["one.png"], "--minimum", "1")
///     let ana = try story.open("label", "--as", "ana")
///     try ana.press("s")
///
/// Commands find the workspace by TESSERA_WORKSPACE.
final class Story {
  /// Where commands run.
  let folder: URL
  private let root: URL
  private var started = 0

  /// The built program; the test bundle lies beside it.
  static let program: String = {
    let runner = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return runner.deletingLastPathComponent().appending(path: "tessera").path
  }()

  init() throws {
    // In memory where there is such a place: every answer is synced to the disk.
    let memory = URL(filePath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    root = place.appending(path: "tessera-story-\(UUID().uuidString)")
    folder = root.appending(path: "here")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  // MARK: Setting the stage

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Makes `shop.tessera` with these pictures, each of 64 x 48 pixels, and one class unless told.
  func makeWorkspace(
    of pictures: [String], width: Int = 64, height: Int = 48, classes: [String] = ["lipstick"],
    _ policy: String...
  ) throws {
    try succeed(
      ["init", "shop.tessera"] + classes.flatMap { ["--class", $0] } + policy)
    for (index, name) in pictures.enumerated() {
      try write(SmallPicture(width: width, height: height, tint: index).bytes, to: "in/" + name)
    }
    // One by one, so that they wait in this order.
    if !pictures.isEmpty { try succeed(["add"] + pictures.map { "in/" + $0 }) }
  }

  // MARK: Commands

  /// Runs `tessera` with these arguments to its end.
  func run(
    _ arguments: String..., input: Running.Input = .nothing, environment: [String: String] = [:],
    through wrapper: [String] = []
  ) throws -> Outcome {
    try start(arguments, input: input, environment: environment, through: wrapper).wait()
  }

  /// Starts `tessera` and goes on. `wrapper` is a command that runs the command that follows it.
  func start(
    _ arguments: [String], input: Running.Input = .nothing, environment: [String: String] = [:],
    through wrapper: [String] = []
  ) throws -> Running {
    started += 1
    return try Running(
      words(environment) + wrapper + [Self.program] + arguments, input: input,
      log: root.appending(path: "log/\(started)"))
  }

  /// Runs a command of the stage, which must succeed.
  @discardableResult
  func succeed(_ arguments: [String], input: Running.Input = .nothing) throws -> Outcome {
    let outcome = try start(arguments, input: input).wait()
    guard outcome.code == 0 else {
      throw Running.Failure(
        description: "tessera \(arguments.joined(separator: " ")) ended with \(outcome.code): "
          + outcome.complaint)
    }
    return outcome
  }

  private func words(_ environment: [String: String]) -> [String] {
    let cleared = ["NO_COLOR", "COLORTERM", "TESSERA_LABELER"].flatMap { ["-u", $0] }
    let variables = Self.variables.merging(environment) { $1 }
    return ["env", "-C", folder.path] + cleared
      + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  private static let variables = [
    "LC_ALL": "C.UTF-8", "TESSERA_WORKSPACE": "shop.tessera", "XDG_STATE_HOME": "../state",
    "XDG_CONFIG_HOME": "../config",
  ]

  // MARK: People

  /// Opens a workbench in a terminal of its own.
  func open(
    _ arguments: String..., columns: Int = 100, rows: Int = 30,
    environment: [String: String] = [:]
  ) throws -> Desk {
    started += 1
    return try Desk(
      arguments, in: folder, note: root.appending(path: "process-\(started)"), columns: columns,
      rows: rows, environment: Self.variables.merging(environment) { $1 })
  }

  /// Submits what another program would.
  @discardableResult
  func submit(_ lines: [String]) throws -> Outcome {
    try start(["submit"], input: .text(lines.joined(separator: "\n") + "\n")).wait()
  }

  // MARK: What came of it

  func status() throws -> StatusReport {
    try JSONDecoder().decode(
      StatusReport.self, from: Data(succeed(["status", "--json"]).output.utf8))
  }

  /// Exports the images in these states.
  func export(_ states: String = "agreed,resolved") throws -> Dataset {
    started += 1
    let output = "out-\(started)"
    try succeed(["export", "--format", "coco", "--output", output, "--state", states])
    let file = folder.appending(path: output + "/annotations/instances_default.json")
    return try JSONDecoder().decode(Dataset.self, from: Data(contentsOf: file))
  }
}
