import Labels

/// YOLO in the layout of Ultralytics: `data.yaml`, `labels/SPLIT/NAME.txt`, and images, where they
/// are copied or linked, in `images/SPLIT/NAME`.
///
/// A line is a class's index from 0, then center and size as shares of the image. Where there is no
/// split, all images are in `train`, and `val` is the same: its trainer wants both. An image without
/// boxes has an empty file.
final class YOLOWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
  }

  static func imagePath(_ fileName: String, in split: String?) -> String {
    "images/\(split ?? "train")/\(fileName)"
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    try tree.write(
      Self.lines(image, in: dataset), to: "labels/\(image.split ?? "train")/\(image.stem).txt")
  }

  func finish() throws(DatasetsError) {
    let splits = dataset.splits.isEmpty ? ["train"] : dataset.splits
    var text =
      "# The order of the names is their meaning: the class on a line counts from 0.\npath: .\n"
    for name in splits { text += "\(name): images/\(name)\n" }
    for wanted in ["train", "val"] where !splits.contains(wanted) {
      text += "\(wanted): images/\(splits[0])\n"
    }
    text += "nc: \(dataset.classes.count)\nnames:\(dataset.classes.isEmpty ? " {}" : "")\n"
    for (index, one) in dataset.classes.enumerated() {
      text += "  \(index): \(quoted(one.name))\n"
    }
    try tree.write(text, to: "data.yaml")
  }

  /// Nine decimals: of an image of 100,000 pixels, a ten-thousandth of a pixel.
  static func lines(_ image: PlacedImage, in dataset: DatasetDescription) -> String {
    image.exported.boxes.compactMap { exported in
      let box = exported.labeled.box
      return dataset.index(of: exported.labeled.classID).map { index in
        let shares = [
          (box.x + box.width / 2) / image.width, (box.y + box.height / 2) / image.height,
          box.width / image.width, box.height / image.height,
        ]
        return ([String(index)] + shares.map { decimal($0, decimals: 9) }).joined(separator: " ")
          + "\n"
      }
    }.joined()
  }
}
