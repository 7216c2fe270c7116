import Labels

/// YOLO as Darknet reads it and CVAT writes it ("YOLO 1.1"): `obj.data`, `obj.names`, a list of
/// images for each split (`train.txt`), and `obj_SPLIT_data/NAME.txt` beside each image.
final class DarknetWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var lists: [String: OutputFile] = [:]
  private let splits: [String]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    splits = dataset.splits.isEmpty ? ["train"] : dataset.splits
    for name in splits { lists[name] = try tree.file("\(name).txt") }
  }

  static func imagePath(_ fileName: String, in split: String?) -> String {
    "obj_\(split ?? "train")_data/\(fileName)"
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    let path = Self.imagePath(image.fileName, in: image.split)
    try lists[image.split ?? "train"]?.write("data/\(path)\n")
    try tree.write(
      YOLOWriter.lines(image, in: dataset), to: "\(FileNames.stem(of: path)).txt")
  }

  func finish() throws(DatasetsError) {
    for name in splits { if let list = lists[name] { try tree.close(list) } }
    var text = "classes = \(dataset.classes.count)\n"
    for name in splits { text += "\(name == "val" ? "valid" : name) = data/\(name).txt\n" }
    try tree.write(text + "names = data/obj.names\nbackup = backup/\n", to: "obj.data")
    try tree.write(
      dataset.classes.map { FileNames.line($0.name) + "\n" }.joined(), to: "obj.names")
  }
}
