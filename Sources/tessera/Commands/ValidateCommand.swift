import ArgumentParser
import Consensus
import Datasets
import FoundationEssentials

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a dataset, or a file of tessera's own, without a workspace.",
    discussion: """
      Examples:
        tessera validate dataset/
        tessera validate ANNOTATIONS.jsonl

      It says by file, line and value what cannot be imported, and warns of what some reader of the \
      format chokes on. PATH is anything that tessera import takes; JSON Lines of annotations, of a \
      consensus or of proposals; COCO detections; or skills as merge --fit makes them. What ours must \
      look like is said by the schemas in Documentation/schemas. Exit code 65 where anything cannot \
      be imported.
      """)

  @Argument(help: "A dataset's folder, or a file.") var path: String
  @Option(help: "\(DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: DatasetFormat?
  @Option(help: "The number of VOC's first pixel: 1, or 0 for programs that count from there.")
  var vocFrom = 1
  @Flag(help: "One JSON object.") var json = false

  func validate() throws {
    guard (0...1).contains(vocFrom) else { throw ValidationError("--voc-from is 1 or 0.") }
  }

  func run() throws {
    let report = ImportReport()
    var images = 0
    var boxes = 0
    let name = try Failure.reporting {
      if format == nil, FileManager.default.fileExists(atPath: path),
        let own = try OwnFormat.format(of: path)
      {
        try own.check(path, skillsVersion: Skills.currentVersion, into: report) { images += 1 }
        return own.rawValue
      }
      let format = try ImportCommand.format(of: path, told: format)
      try format.reader(of: path, firstPixel: vocFrom).read(into: report) { image in
        images += 1
        boxes += image.boxes.count
        // Where the dataset does not say how large an image is, shares of it can be checked.
        let (width, height) = (image.width ?? 1, image.height ?? 1)
        let isSized = image.width != nil || image.unit == .shares
        let faults = isSized ? image.placed(width: width, height: height).faults : image.faults
        for finding in faults { report.add(finding) }
      }
      return format.rawValue
    }
    if json {
      try Console.emit(encoded(Report(report, format: name, images: images, boxes: boxes)))
    } else {
      FindingText.tell(report)
      try Console.say(
        "\(name): \(StatusText.counted(images, "image")), "
          + "\(StatusText.counted(report.faults, "fault")), "
          + "\(StatusText.counted(report.warnings, "warning"))")
    }
    if report.faults > 0 {
      throw Failure(
        .badData, "\(path) has \(StatusText.counted(report.faults, "fault")): mend them.")
    }
  }

  private struct Report: Encodable {
    let format: String
    let images, boxes, faults, warnings: Int
    let lost: [String: Int]
    let findings: [FindingReport]

    init(_ report: ImportReport, format: String, images: Int, boxes: Int) {
      self.format = format
      self.images = images
      self.boxes = boxes
      faults = report.faults
      warnings = report.warnings
      lost = report.lost
      findings = report.findings.map(FindingReport.init)
    }
  }
}
