import Labels

/// One table, `boxes.csv`, a row a box: RFC 4180 with a header, line feeds, UTF-8 and no byte-order
/// mark.
///
/// `x`, `y`, `box_width` and `box_height` are pixels from the top left corner with six decimals. An
/// image without boxes has one row, whose box fields are empty.
final class CSVWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private let file: OutputFile

  static let header = [
    "image", "sha256", "width", "height", "split", "class", "x", "y", "box_width", "box_height",
    "confidence", "votes", "labelers", "decided_by",
  ]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    file = try tree.file("boxes.csv")
    try file.write(row(Self.header))
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    let exported = image.exported
    let start = [
      image.fileName, image.record.sha256, String(image.record.width),
      String(image.record.height), image.split ?? "",
    ]
    let end = [String(exported.labelers), exported.decider.rawValue]
    if exported.boxes.isEmpty {
      try file.write(row(start + Array(repeating: "", count: 7) + end))
    }
    for one in exported.boxes {
      let box = one.labeled.box
      let name = dataset.className(of: one)
      try file.write(
        row(
          start + [name] + [box.x, box.y, box.width, box.height, one.confidence].map(number)
            + [one.votes.map { String($0) } ?? ""] + end))
    }
  }

  func finish() throws(DatasetsError) { try tree.close(file) }
}
