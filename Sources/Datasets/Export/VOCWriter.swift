import Labels

/// Pascal VOC: `Annotations/NAME.xml`, the images' names by split in `ImageSets/Main`, and
/// `labelmap.txt`.
///
/// Its pixels count from 1 and its far edges are the last pixels, whole numbers: a box from 0 to 10
/// is written 1 to 10. That is how the challenge's own tools read it; edges are rounded to whole
/// pixels, at least one wide and high.
final class VOCWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var lists: [String: OutputFile] = [:]
  private let splits: [String]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    splits = dataset.splits.isEmpty ? ["trainval"] : dataset.splits
    for name in splits { lists[name] = try tree.file("ImageSets/Main/\(name).txt") }
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    try lists[image.split ?? "trainval"]?.write(image.stem + "\n")
    var text = """
      <annotation>
        <folder>JPEGImages</folder>
        <filename>\(escaped(image.fileName))</filename>
        <source>
          <database>\(escaped(dataset.workspace))</database>
          <annotation>Tessera</annotation>
          <image>\(image.record.sha256)</image>
        </source>
        <size>
          <width>\(image.record.width)</width>
          <height>\(image.record.height)</height>
          <depth>3</depth>
        </size>
        <segmented>0</segmented>

      """
    for exported in image.exported.boxes {
      let box = exported.labeled.box
      let (left, right) = Self.pixels(box.left, box.right, of: image.record.width)
      let (top, bottom) = Self.pixels(box.top, box.bottom, of: image.record.height)
      let name = dataset.className(of: exported)
      text += """
          <object>
            <name>\(escaped(name))</name>
            <pose>Unspecified</pose>
            <truncated>0</truncated>
            <difficult>0</difficult>
            <bndbox>
              <xmin>\(left)</xmin>
              <ymin>\(top)</ymin>
              <xmax>\(right)</xmax>
              <ymax>\(bottom)</ymax>
            </bndbox>
          </object>

        """
    }
    try tree.write(text + "</annotation>\n", to: "Annotations/\(image.stem).xml")
  }

  func finish() throws(DatasetsError) {
    for name in splits { if let list = lists[name] { try tree.close(list) } }
    let map = dataset.classes.map { FileNames.line($0.name) + ":::\n" }
    try tree.write("# label:color_rgb:parts:actions\n" + map.joined(), to: "labelmap.txt")
  }

  /// The first and the last pixel, from 1, between two continuous edges.
  static func pixels(_ near: Double, _ far: Double, of size: Int) -> (Int, Int) {
    let first = min(Int(near.rounded()), size - 1)
    return (first + 1, min(max(Int(far.rounded()), first + 1), size))
  }
}
