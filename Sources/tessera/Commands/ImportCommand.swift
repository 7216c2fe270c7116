import ArgumentParser
import Datasets
import FoundationEssentials
import Labels
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take labels made elsewhere, or make a workspace of an archive.",
    discussion: """
      Examples:
        tessera import -w lips.tessera coco.json --as ana
        tessera import -w lips.tessera --format voc dataset/ --as-truth
        tessera import -w lips.tessera predictions/ --as-predictions yolo-11 --skip-bad skipped.jsonl
        tessera import -w copy.tessera backup/

      PATH is a file or a folder as tessera export writes it or its makers do; the format is told by \
      the content unless --format says it. The images must be in the workspace: they are found by \
      sha256 where the dataset has it, else by name. --as NAME submits the boxes as that labeler's \
      answers, by the same rules as a person's; --as-predictions proposes them to the labelers; \
      --as-truth makes them gold, which labelers are measured by and never see.

      Everything that is wrong is told by file, line and value, and then nothing is imported. With \
      --skip-bad FILE the other images are; FILE gets a line of JSON for each reason. What has no \
      place here (masks, rotated boxes, tracks) is counted.

      What tessera export --format tessera wrote becomes an equal workspace. It must not be there yet, \
      or nothing may have been done in it since tessera init; all is taken, and every promise of the \
      workspace is checked, or nothing.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Argument(help: "A dataset's folder or file.") var path: String
  @Option(help: "\(ExportFormat.names).") var format: ExportFormat?
  @OptionGroup var person: PersonOption
  @Option(help: "As what this model proposes.") var asPredictions: String?
  @Flag(help: "As gold.") var asTruth = false
  @Option(help: "Import the rest; the file to make for what is left out.") var skipBad: String?
  @Option(help: "The number of VOC's first pixel: 1, or 0 for programs that count from there.")
  var vocFrom = 1
  @Flag(help: "Replace the file of --skip-bad.") var force = false
  @Flag(help: "One JSON object.") var json = false

  func validate() throws {
    let goals = [person.person != nil, asPredictions != nil, asTruth].count { $0 }
    guard goals <= 1 else {
      throw ValidationError("give one of --as NAME, --as-predictions MODEL and --as-truth.")
    }
    guard (0...1).contains(vocFrom) else {
      throw ValidationError("--voc-from is 1 or 0.")
    }
    guard format != .tessera || goals == 0 && skipBad == nil else {
      throw ValidationError("--format tessera is a whole workspace: leave the other options out.")
    }
  }

  func run() throws {
    guard format.map({ $0 != .tessera }) ?? !TesseraReader.recognizes(path) else {
      return try ArchiveCopy.restore(path, to: workspace.path(), json: json)
    }
    let goal = try goal()
    let store = try workspace.open()
    let skipped = try skipBad.map { try SkippedFile(path: $0, replaces: force) }
    let report = ImportReport { skipped?.take($0) }
    try Failure.reporting {
      let reader = try Self.format(of: path, told: format?.dataset).reader(
        of: path, firstPixel: vocFrom)
      var check = try ImportCheck(store: store, goal: goal, report: report)
      var images = 0
      try reader.read(into: report) { image in
        try check.take(image)
        images += 1
        if images % 1000 == 0 { Console.progress("\(images) images looked at") }
      }
      Console.endProgress()
      var refused: [Finding] = []
      if report.faults == 0 || skipped != nil {
        refused = try ImportStore(goal: goal, isWhole: skipped == nil).take(
          check.spool, into: store)
      }
      for finding in refused { report.add(finding) }
      try skipped?.close()
      FindingText.tell(report)
      guard report.faults == 0 || skipped != nil else {
        throw Failure(
          .badData,
          "\(StatusText.counted(report.faults, "fault")); nothing was imported. Mend them, or import "
            + "the other images with --skip-bad FILE.")
      }
      let summary = Summary(check, refused: refused.count)
      if json {
        try Console.emit(encoded(summary))
      } else {
        try Console.say(summary.text(for: goal))
      }
      if try store.refitIsDue() { _ = try store.refit(by: "import", reopening: false) }
      if report.faults > 0 {
        throw Failure(.badData, "not everything was imported; \(skipBad ?? "") tells what and why.")
      }
    }
  }

  private func goal() throws -> ImportGoal {
    if let asPredictions { return .predictions(asPredictions) }
    return asTruth ? .truth : .answers(try person.name())
  }

  /// The format that was told, or that the files have.
  static func format(of path: String, told: DatasetFormat?) throws -> DatasetFormat {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read; check the path.")
    }
    guard let format = try told ?? DatasetRecognizer.format(of: path) else {
      let known = DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.badData, "\(path): no format that is known; give --format: \(known).")
    }
    return format
  }

  private struct Summary: Encodable {
    let images, boxes, alreadyThere, leftOut: Int
    let lost: [String: Int]

    init(_ check: ImportCheck, refused: Int) {
      images = check.spool.images - refused
      boxes = check.spool.boxes
      alreadyThere = check.repeated
      leftOut = check.bad + refused
      lost = check.report.lost
    }

    func text(for goal: ImportGoal) -> String {
      let what =
        switch goal {
        case .answers(let labeler): "imported as answers of \(labeler)"
        case .predictions(let model): "proposed by \(model)"
        case .truth: "are gold"
        }
      let again = alreadyThere > 0 ? "; \(alreadyThere) there already" : ""
      let out = leftOut > 0 ? "; \(leftOut) left out" : ""
      return "\(StatusText.counted(images, "image")) \(what)\(again)\(out)"
    }
  }
}
