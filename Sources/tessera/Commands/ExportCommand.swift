import ArgumentParser
import Datasets
import FoundationEssentials
import Labels
import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the dataset.",
    discussion: """
      Example: tessera export -w lips.tessera --format coco --output out

      Images that are not decided are left out and counted on standard error.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Option(help: "coco.") var format: String
  @Option(help: "The folder to make.") var output: String
  @Option(help: "Which images: agreed, resolved, disputed, labeling, ... with commas.")
  var state = "agreed,resolved"
  @Flag(help: "Replace an earlier export.") var force = false
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    guard format == "coco" else {
      throw Failure(.usage, "--format \(format) is not known; there is: coco.")
    }
    let states = try Set(imageStates: state)
    let store = try workspace.open()
    let summary = try Self.export(store, to: output, states: states, force: force)
    if json {
      try Console.emit(encoded(ExportReport(summary, output: output)))
    } else {
      try Console.say(
        "\(StatusText.counted(summary.images, "image")) with "
          + "\(StatusText.counted(summary.boxes, "box", "boxes")) in \(output)")
    }
    for (state, count) in summary.notExported.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where count > 0 {
      Console.note("not exported: \(count) \(state.rawValue)")
    }
    if summary.sharedNames > 0 {
      Console.note("\(summary.sharedNames) images share their name with another; go by sha256")
    }
  }

  static func export(
    _ store: SQLiteWorkspace, to output: String, states: Set<ImageState>, force: Bool
  ) throws -> ExportSummary {
    try Failure.reporting {
      let charter = try store.charter()
      let export = try COCOExport(
        to: output, classes: charter.classes,
        options: COCOExport.Options(
          states: states, toolVersion: Program.version, workspace: charter.name,
          policy: charter.policy, created: Date().formatted(.iso8601), replaces: force))
      var count = 0
      try store.forEachDossier { dossier in
        try export.add(dossier)
        count += 1
        if count % 1000 == 0 { Console.progress("\(count) of \(charter.images) images") }
      }
      Console.endProgress()
      return try export.finish()
    }
  }
}

private struct ExportReport: Encodable {
  let output: String
  let images, boxes: Int
  let exported, notExported: [String: Int]

  init(_ summary: ExportSummary, output: String) {
    self.output = output
    images = summary.images
    boxes = summary.boxes
    exported = Self.named(summary.exported)
    notExported = Self.named(summary.notExported)
  }

  private static func named(_ counts: [ImageState: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
  }
}
