import Labels

/// Open Images: `annotations/SPLIT-annotations-bbox.csv`, the images' list and the classes'
/// descriptions.
///
/// Columns are XMin, XMax, YMin, YMax, in this order, as shares of the image. A class's `LabelName`
/// is its name: it has no machine id. `Source` is `xclick`, drawn by people; flags that nobody was
/// asked about are -1.
final class OpenImagesWriter: DatasetWriter {
  /// What a dataset without splits is called.
  static let onlyPart = "train"

  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var boxes: [String: OutputFile] = [:]
  private let images: OutputFile
  private let parts: [String]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    parts = dataset.splits.isEmpty ? [Self.onlyPart] : dataset.splits
    for part in parts {
      let file = try tree.file("annotations/\(part)-annotations-bbox.csv")
      try file.write(
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
          + "IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n")
      boxes[part] = file
    }
    images = try tree.file("annotations/image_ids_and_rotation.csv")
    try images.write(
      "ImageID,Subset,OriginalURL,OriginalLandingURL,License,AuthorProfileURL,Author,Title,"
        + "OriginalSize,OriginalMD5,Thumbnail300KURL,Rotation\n")
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    let part = image.split ?? Self.onlyPart
    try images.write(
      row([image.stem, part, "", "", "", "", "", image.fileName, "", "", "", "0.0"]))
    for exported in image.exported.boxes {
      let box = exported.labeled.box
      let name = dataset.className(of: exported)
      let edges = [
        box.left / image.width, box.right / image.width, box.top / image.height,
        box.bottom / image.height,
      ].map { decimal($0, decimals: 9) }
      try boxes[part]?.write(
        row(
          [image.stem, "xclick", name, number(exported.confidence)] + edges
            + ["-1", "-1", "-1", "-1", "-1"]))
    }
  }

  func finish() throws(DatasetsError) {
    for part in parts { if let file = boxes[part] { try tree.close(file) } }
    try tree.close(images)
    try tree.write(
      dataset.classes.map { row([$0.name, $0.name]) }.joined(),
      to: "annotations/class-descriptions.csv")
  }
}
