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
      Examples:
        tessera export -w lips.tessera --format coco --output out
        tessera export -w lips.tessera --format yolo --output out --images copied \\
          --split train=0.8,val=0.2

        tessera export -w lips.tessera --format tessera --output backup

      Formats: \(DatasetFormat.allCases.map { "\($0.rawValue) (\($0.title))" }.joined(separator: ", ")),
      and tessera: all of the workspace, as JSON Lines, of which tessera import makes an equal one. It
      takes no option but --output and --force; the images' files are not in it.

      Images that are not decided are left out and counted on standard error. A split follows from an
      image's content alone: no image moves to another when images are added.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Option(help: "\(ExportFormat.names).") var format: ExportFormat
  @Option(help: "The folder to make.") var output: String
  @Option(help: "Which images: agreed, resolved, disputed, labeling, ... with commas.")
  var state = "agreed,resolved"
  @Option(help: "Whose boxes: consensus, annotations (a dataset for each labeler) or both.")
  var boxes = ExportOptions.Voice.consensus
  @Option(help: "Parts of the dataset and their shares, such as train=0.8,val=0.1,test=0.1.")
  var split: String?
  @Option(
    name: .customLong("class"),
    help: "Only this class (repeatable); NAME=OTHER exports it under another name.")
  var classes: [String] = []
  @Option(help: "Leave merged boxes of less confidence out; 0 to 1.") var minimumConfidence = 0.0
  @Option(help: "The images' files: left where they are, linked or copied.")
  var images = ExportOptions.Files.left
  @Flag(help: "Call labelers by number instead of name.") var pseudonyms = false
  @Option(name: .customLong("as"), help: "Who exports, for the audit.") var person = "lead"
  @Flag(help: "Replace an earlier export.") var force = false
  @Flag(help: "One JSON object.") var json = false

  func validate() throws {
    guard (0...1).contains(minimumConfidence) else {
      throw ValidationError("--minimum-confidence is a share between 0 and 1, such as 0.5.")
    }
    let takesAll =
      state == "agreed,resolved" && boxes == .consensus && split == nil && classes.isEmpty
      && minimumConfidence == 0 && images == .left && !pseudonyms
    guard format != .tessera || takesAll else {
      throw ValidationError(
        "--format tessera has all of the workspace: leave the other options out.")
    }
  }

  func run() throws {
    let store = try workspace.open()
    guard case .dataset(let format) = format else {
      return try ArchiveCopy.export(store, to: output, force: force, json: json)
    }
    let charter = try Failure.reporting { try store.charter() }
    let summary = try Self.export(
      store, charter, to: output,
      options: Failure.reporting {
        ExportOptions(
          format: format, states: try Set(imageStates: state), voice: boxes,
          splits: try split.map(Split.parse) ?? [], classes: try ClassSelection.parse(classes),
          minimumConfidence: minimumConfidence, files: images, hidesNames: pseudonyms,
          toolVersion: Program.version, workspace: charter.name, policy: charter.policy,
          created: Date().formatted(.iso8601), replaces: force)
      }, by: person)
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
    if summary.boxesLeftOut > 0 {
      Console.note("left out: \(StatusText.counted(summary.boxesLeftOut, "box", "boxes"))")
    }
    if summary.renamed > 0 {
      Console.note(
        "\(summary.renamed) images share their name with an earlier one: "
          + "the start of their sha256 comes after it")
    }
  }

  static func export(
    _ store: SQLiteWorkspace, _ charter: Charter, to output: String, options: ExportOptions,
    by person: String = "lead"
  ) throws -> ExportSummary {
    try Failure.reporting {
      let bookmark = try store.bookmark()
      let export = try Export(to: output, classes: charter.classes, options: options)
      var count = 0
      try store.forEachDossier { dossier in
        try export.add(dossier)
        count += 1
        if count % 1000 == 0 { Console.progress("\(count) of \(charter.images) images") }
      }
      Console.endProgress()
      let summary = try export.finish()
      // A workspace that may only be read can be exported, and cannot be told so.
      if !store.isReadOnly {
        let path = URL(filePath: output).absoluteURL.path
        try store.record(
          ExportFact(
            format: options.format.rawValue, path: path, images: summary.images,
            boxes: summary.boxes,
            bookmark: bookmark), by: person)
      }
      return summary
    }
  }
}

extension ExportOptions.Voice: ExpressibleByArgument {}
extension ExportOptions.Files: ExpressibleByArgument {}

private struct ExportReport: Encodable {
  let output: String
  let images, boxes, boxesLeftOut, renamed, labelers: Int
  let splits: [String: Int]
  let exported, notExported: [String: Int]

  init(_ summary: ExportSummary, output: String) {
    self.output = output
    images = summary.images
    boxes = summary.boxes
    boxesLeftOut = summary.boxesLeftOut
    renamed = summary.renamed
    labelers = summary.labelers
    splits = summary.imagesOfSplit
    exported = Self.named(summary.exported)
    notExported = Self.named(summary.notExported)
  }

  private static func named(_ counts: [ImageState: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
  }
}
