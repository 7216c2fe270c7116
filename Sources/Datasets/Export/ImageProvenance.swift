import Labels

extension Resolution {
  /// The reason that the expert gave; for a skip without one, why it cannot be labeled.
  fileprivate var explanation: String {
    if reason.isEmpty, case .skip(let why) = answer { return why }
    return reason
  }
}

/// How an image came to its boxes, as a line of JSON. Nobody is named.
enum ImageProvenance {
  /// `placed` is the image in the dataset, nil where it was not exported.
  static func line(_ image: ExportedImage, placed: PlacedImage?) -> String {
    let dossier = image.dossier
    let merged = dossier.standing.merged
    return object([
      ("image", quoted(dossier.image.name)), ("sha256", quoted(dossier.image.sha256)),
      ("state", quoted(dossier.standing.state.rawValue)),
      ("exported", placed == nil ? "false" : "true"),
      ("image_id", placed.map { String($0.id) } ?? "null"),
      ("file_name", placed.map { quoted($0.fileName) } ?? "null"),
      ("split", placed?.split.map(quoted) ?? "null"),
      ("people", String(dossier.annotations.count)), ("labelers", String(image.labelers)),
      ("skips", String(dossier.annotations.count - image.labelers)),
      ("boxes", String(placed == nil ? 0 : image.boxes.count)),
      ("disagreement", merged.map { number($0.disagreement) } ?? "null"),
      ("risk", merged.map { number($0.risk) } ?? "null"),
      ("decision", merged.map { quoted($0.decision.rawValue) } ?? "null"),
      ("decided_by", quoted(image.decider.rawValue)),
      (
        "resolution",
        dossier.resolution.map {
          object([
            ("source", quoted(image.source.rawValue)),
            ("skipped", $0.answer.isSkip ? "true" : "false"), ("reason", quoted($0.explanation)),
          ])
        } ?? "null"
      ),
    ])
  }
}
