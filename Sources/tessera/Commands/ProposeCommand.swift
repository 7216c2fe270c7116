import ArgumentParser
import Datasets
import FoundationEssentials
import Labels
import Store

struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Propose boxes of a model or an earlier pass to the labelers.",
    discussion: """
      Example: tessera propose -w lips.tessera --model yolo-11 detections.json --annotations coco.json
      Example: tessera propose -w lips.tessera --model first-pass CONSENSUS.jsonl

      FILE is COCO detections (a list of image_id or file_name, category_id, bbox, score), or JSON \
      Lines as submit reads and merge writes them. Labelers see them as ghosts, which they accept, \
      adjust or reject; tessera policy --proposals says when. A later run of the same model takes \
      the place of the earlier one on the images that it has. tessera status tells how many were \
      taken.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Option(help: "Who proposes: a model and its version.") var model: String
  @Argument(help: "Detections or JSON Lines.") var file: String
  @Option(help: "A COCO file whose images and categories the detections are of.")
  var annotations: String?
  @Option(name: .customLong("as"), help: "Who brings them in, for the audit.") var person = "lead"

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      let classes = ClassTable(try store.charter().classes)
      let names = try annotations.map { try COCONames(Self.read($0), path: $0) } ?? COCONames()
      let boxes = try ProposalReader.read(
        Self.read(file), path: file, classes: classes, names: names)
      var intake = ProposalIntake()
      for (name, boxes) in Dictionary(grouping: boxes, by: \.image).sorted(by: { $0.key < $1.key })
      {
        try intake.take(boxes, of: name, in: store)
      }
      if !intake.proposals.isEmpty {
        try store.propose(intake.proposals, model: model, by: person)
      }
      try Console.say(
        "\(StatusText.counted(intake.count, "box", "boxes")) proposed on "
          + "\(StatusText.counted(intake.proposals.count, "image"))")
      try intake.report()
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read; check the path.")
    }
    return Array(data)
  }
}

/// Proposed boxes on their way to the images of a workspace.
struct ProposalIntake {
  private(set) var proposals: [NewProposals] = []
  private(set) var count = 0
  /// Boxes cut at their image's border: models often reach beyond it.
  private var clipped = 0
  /// Boxes of which nothing lies on their image.
  private var outside = 0
  private var unknown: [String] = []

  mutating func take(_ boxes: [ProposedBox], of name: String, in store: some Workspace) throws {
    let found = try store.images(named: name, sha256: nil)
    guard let image = found.first else {
      unknown.append(name)
      return
    }
    guard found.count == 1 else {
      throw Failure(
        .badData,
        "\(found.count) images are called \(name); nothing was proposed. Rename them first.")
    }
    var kept: [Proposal] = []
    for each in boxes {
      var labeled = each.labeled
      labeled.box = Box(
        left: max(0, labeled.box.left), top: max(0, labeled.box.top),
        right: min(Double(image.width), labeled.box.right),
        bottom: min(Double(image.height), labeled.box.bottom))
      guard labeled.box.width > 0, labeled.box.height > 0 else {
        outside += 1
        continue
      }
      if labeled.box.iou(with: each.labeled.box) < 1 - 1e-9 {
        clipped += 1
      } else {
        labeled.box = each.labeled.box
      }
      kept.append(Proposal(model: "", labeled: labeled, score: each.score))
    }
    count += kept.count
    if !kept.isEmpty { proposals.append(NewProposals(image: image.id, proposals: kept)) }
  }

  /// Says what was cut and what was left out; the latter is a failure.
  func report() throws {
    if clipped > 0 { Console.note("\(clipped) reached beyond their image and were cut there") }
    if outside > 0 { Console.note("left out: \(outside) without any area on their image") }
    for name in unknown.prefix(10) { Console.note("left out: \(name) is not in the workspace") }
    if unknown.count > 10 { Console.note("and \(unknown.count - 10) more images") }
    if outside > 0 || !unknown.isEmpty {
      throw Failure(
        .badData, "not everything was proposed; add the images, or leave those boxes out.")
    }
  }
}
