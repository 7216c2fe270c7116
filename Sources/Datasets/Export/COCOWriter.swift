import Labels

/// COCO detection: `annotations/instances_SPLIT.json`, which COCO's own tools load and evaluate, and
/// `detections_SPLIT.json`, the same boxes as COCO results. Images, where they are copied
/// or linked, are in `images/SPLIT`, and without splits in `images/default`.
///
/// Categories have the workspace's class ids, images the export's, annotations ids from 1. Each
/// annotation also has `score` (its confidence) and `attributes` (its own, then who decided, from what, with how
/// many votes).
final class COCOWriter: DatasetWriter {
  /// A data set that is complete in itself.
  private final class Part {
    let annotations, detections: OutputFile
    /// Holds the annotations until all images are written: one file cannot grow in two places.
    let spool: OutputFile
    var images = 0
    var boxes = 0

    init(_ part: String?, in tree: DatasetTree) throws(DatasetsError) {
      let name = part ?? COCOWriter.onlyPart
      annotations = try tree.file("annotations/instances_\(name).json")
      detections = try tree.file("detections_\(name).json")
      spool = try tree.spool()
    }
  }

  /// What a dataset without splits is called.
  static let onlyPart = "default"

  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var parts: [String?: Part] = [:]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    for name in dataset.parts {
      let part = try Part(name, in: tree)
      try part.annotations.write(
        "{\"info\":\(info),\n\"licenses\":[],\n\"categories\":\(categories),\n\"images\":[")
      try part.detections.write("[")
      parts[name] = part
    }
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    guard let part = parts[image.split] else { return }
    part.images += 1
    try part.annotations.write((part.images == 1 ? "\n" : ",\n") + entry(image))
    for box in image.exported.boxes { try add(box, of: image, to: part) }
  }

  func finish() throws(DatasetsError) {
    for name in dataset.parts {
      guard let part = parts[name] else { continue }
      try part.annotations.write("],\n\"annotations\":[")
      try part.annotations.append(contentsOf: part.spool)
      try part.annotations.write("]}\n")
      try part.detections.write("]\n")
      try tree.close(part.annotations)
      try tree.close(part.detections)
    }
  }
}

// MARK: JSON

extension COCOWriter {
  private var info: String {
    var members = [
      ("description", quoted("\(dataset.workspace), labeled with Tessera")),
      ("version", quoted(dataset.toolVersion)),
    ]
    if let created = dataset.created { members.append(("date_created", quoted(created))) }
    members.append(("tessera", object([("policy", Self.policy(dataset.policy))])))
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
      dataset.classes.map {
        object([
          ("id", String($0.id)), ("name", quoted($0.name)), ("supercategory", quoted("")),
        ])
      })
  }

  private func entry(_ image: PlacedImage) -> String {
    let exported = image.exported
    let merged = exported.dossier.standing.merged
    return object([
      ("id", String(image.id)), ("file_name", quoted(image.fileName)),
      ("width", String(image.record.width)), ("height", String(image.record.height)),
      ("sha256", quoted(image.record.sha256)),
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
    _ box: ExportedBox, of image: PlacedImage, to part: Part
  ) throws(DatasetsError) {
    part.boxes += 1
    let edges = box.labeled.box
    // From 1: COCO's evaluation takes an annotation with the id 0 for a miss.
    let separator = part.boxes == 1 ? "\n" : ",\n"
    let what = [
      ("image_id", String(image.id)), ("category_id", String(box.labeled.classID)),
      ("bbox", array([edges.x, edges.y, edges.width, edges.height].map(number))),
    ]
    let score = number(box.confidence)
    let own = box.labeled.attributes.members.map { ($0.name, json($0.value)) }
    try part.spool.write(
      separator
        + object(
          [("id", String(part.boxes))] + what + [
            ("area", number(edges.area)), ("iscrowd", "0"), ("segmentation", "[]"),
            ("score", score),
            (
              "attributes",
              object(
                own + [
                  ("decided_by", quoted(image.exported.decider.rawValue)),
                  ("source", quoted(image.exported.source.rawValue)),
                  ("votes", box.votes.map { String($0) } ?? "null"),
                  ("labelers", String(image.exported.labelers)), ("confidence", score),
                  ("disagreement", box.disagreement.map { number($0) } ?? "null"),
                ])
            ),
          ]))
    try part.detections.write(separator + object(what + [("score", score)]))
  }
}
