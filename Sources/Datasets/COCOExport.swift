package import Labels

/// Writes a workspace as a COCO detection data set: a directory of
///
/// - `annotations.json`: what COCO's own tools load and evaluate. Categories have the workspace's
///   class ids, images and annotations ids from 1. Each annotation also has `score` (its
///   confidence) and `attributes` (who decided, from what, with how many votes).
/// - `detections.json`: the same boxes as COCO results.
/// - `provenance.jsonl`: a line an image, those that were not exported included.
/// - `README.txt`: what is in it and what the numbers mean, for people.
/// - `SHA256SUMS`: of all of these.
///
/// Images come one at a time and are written at once; only their names are held. The directory
/// appears when `finish` has everything on the disk. An export that is given up leaves nothing.
package final class COCOExport {
  package struct Options: Sendable {
    /// Images in other states are counted, not exported.
    package var states: Set<ImageState>
    package var toolVersion: String
    package var workspace: String
    package var policy: Policy
    /// When it was made, as text; left out where nil, so that the same labels give the same bytes.
    package var created: String?
    /// Whether an earlier export at the same place is replaced.
    package var replaces: Bool

    package init(
      states: Set<ImageState> = [.agreed, .resolved], toolVersion: String, workspace: String,
      policy: Policy, created: String? = nil, replaces: Bool = false
    ) {
      self.states = states
      self.toolVersion = toolVersion
      self.workspace = workspace
      self.policy = policy
      self.created = created
      self.replaces = replaces
    }
  }

  /// Holds the annotations until all images are written: one file cannot grow in two places.
  private static let spoolName = "annotations.partial"
  private static let files: Set<String> = [
    "annotations.json", "detections.json", "provenance.jsonl", "README.txt", "SHA256SUMS",
    spoolName,
  ]

  private let classes: [LabelClass]
  private let table: ClassTable
  private let options: Options
  private let directory: OutputDirectory
  private let annotations: OutputFile
  private let spool: OutputFile
  private let detections: OutputFile
  private let provenance: OutputFile
  private var summary: ExportSummary
  private var names: Set<String> = []

  /// - Parameters:
  ///   - path: of the directory to be.
  ///   - classes: of the workspace; their ids from 1.
  ///   - options: what to write.
  /// - Throws: `DatasetsError` where something is at `path` that is not to be replaced, or nothing
  ///   can be written there.
  package init(to path: String, classes: [LabelClass], options: Options) throws(DatasetsError) {
    self.classes = classes.sorted { $0.id < $1.id }
    self.options = options
    table = ClassTable(classes)
    summary = ExportSummary(classes: classes)
    directory = try OutputDirectory(
      path: path, knownFiles: Self.files, replaces: options.replaces)
    annotations = try directory.file("annotations.json")
    spool = try directory.file(Self.spoolName)
    detections = try directory.file("detections.json")
    provenance = try directory.file("provenance.jsonl")
    try annotations.write(
      "{\"info\":\(info),\n\"licenses\":[],\n\"categories\":\(categories),\n\"images\":[")
    try detections.write("[")
  }

  /// Writes one image.
  ///
  /// - Throws: `DatasetsError` where a box has an unknown class or nothing can be written; then the
  ///   export is to be given up.
  package func add(_ dossier: Dossier) throws(DatasetsError) {
    let state = dossier.standing.state
    guard options.states.contains(state) else {
      summary.notExported[state, default: 0] += 1
      try provenance.write(ImageProvenance.line(ExportedImage(dossier), id: nil) + "\n")
      return
    }
    let exported = ExportedImage(dossier)
    let id = summary.images + 1
    summary.exported[state, default: 0] += 1
    if !names.insert(dossier.image.name).inserted { summary.sharedNames += 1 }
    try annotations.write((id == 1 ? "\n" : ",\n") + image(exported, id: id))
    for box in exported.boxes { try add(box, of: exported, imageID: id) }
    try provenance.write(ImageProvenance.line(exported, id: id) + "\n")
  }

  /// Completes the files and gives the directory its name.
  package func finish() throws(DatasetsError) -> ExportSummary {
    try spool.close()
    try annotations.write("],\n\"annotations\":[")
    try annotations.append(contentsOf: spool.path)
    try annotations.write("]}\n")
    try directory.remove(Self.spoolName)
    try detections.write("]\n")

    let card = try directory.file("README.txt")
    try card.write(DataCard.text(summary: summary, classes: classes, options: options))
    let sums = try directory.file("SHA256SUMS")
    for (name, file) in [
      ("README.txt", card), ("annotations.json", annotations), ("detections.json", detections),
      ("provenance.jsonl", provenance),
    ] {
      try sums.write("\(try file.close())  \(name)\n")
    }
    try sums.close()
    try directory.publish()
    return summary
  }

  /// Writes all of some images at once.
  package static func write(
    _ dossiers: some Sequence<Dossier>, to path: String, classes: [LabelClass], options: Options
  ) throws(DatasetsError) -> ExportSummary {
    let export = try COCOExport(to: path, classes: classes, options: options)
    for dossier in dossiers { try export.add(dossier) }
    return try export.finish()
  }
}

// MARK: JSON

extension COCOExport {
  private var info: String {
    var members = [
      ("description", quoted("\(options.workspace), labeled with Tessera")),
      ("version", quoted(options.toolVersion)),
    ]
    if let created = options.created { members.append(("date_created", quoted(created))) }
    members.append(("tessera", object([("policy", Self.policy(options.policy))])))
    return object(members)
  }

  private static func policy(_ policy: Policy) -> String {
    object([
      ("minimum", String(policy.minimum)), ("maximum", String(policy.maximum)),
      ("escalation", quoted(policy.escalation.rawValue)),
      ("ask_threshold", number(policy.askThreshold)),
      ("dispute_threshold", number(policy.disputeThreshold)),
    ])
  }

  private var categories: String {
    array(
      classes.map {
        object([
          ("id", String($0.id)), ("name", quoted($0.name)), ("supercategory", quoted("")),
        ])
      })
  }

  private func image(_ exported: ExportedImage, id: Int) -> String {
    let image = exported.dossier.image
    let merged = exported.dossier.standing.merged
    return object([
      ("id", String(id)), ("file_name", quoted(image.name)), ("width", String(image.width)),
      ("height", String(image.height)), ("sha256", quoted(image.sha256)),
      (
        "tessera",
        object([
          ("state", quoted(exported.dossier.standing.state.rawValue)),
          ("labelers", String(exported.labelers)),
          ("disagreement", merged.map { number($0.disagreement) } ?? "null"),
          ("risk", merged.map { number($0.risk) } ?? "null"),
          ("decided_by", quoted(exported.decider.rawValue)),
        ])
      ),
    ])
  }

  private func add(
    _ exported: ExportedBox, of image: ExportedImage, imageID: Int
  ) throws(DatasetsError) {
    let labeled = exported.labeled
    guard table.name(of: labeled.classID) != nil else {
      throw .unknownClass(id: labeled.classID, image: image.dossier.image.name)
    }
    summary.boxes += 1
    summary.boxesOfClass[labeled.classID, default: 0] += 1
    if image.decider == .expert { summary.expertBoxes += 1 }

    let box = labeled.box
    // From 1: COCO's evaluation takes an annotation with the id 0 for a miss.
    let id = summary.boxes
    let separator = id == 1 ? "\n" : ",\n"
    let what = [
      ("image_id", String(imageID)), ("category_id", String(labeled.classID)),
      ("bbox", array([number(box.x), number(box.y), number(box.width), number(box.height)])),
    ]
    let score = number(exported.confidence)
    try spool.write(
      separator
        + object(
          [("id", String(id))] + what + [
            ("area", number(box.area)), ("iscrowd", "0"), ("segmentation", "[]"),
            ("score", score),
            (
              "attributes",
              object([
                ("decided_by", quoted(image.decider.rawValue)),
                ("source", quoted(image.source.rawValue)),
                ("votes", exported.votes.map { String($0) } ?? "null"),
                ("labelers", String(image.labelers)), ("confidence", score),
                ("disagreement", exported.disagreement.map { number($0) } ?? "null"),
              ])
            ),
          ]))
    try detections.write(separator + object(what + [("score", score)]))
  }
}
