import Labels

/// CVAT for images 1.1: `annotations.xml`, as a task's export has it, or for each split `SPLIT.xml`.
///
/// Edges have six decimals; CVAT itself writes two.
final class CVATWriter: DatasetWriter {
  private final class Part {
    let file: OutputFile
    /// The number of images comes before the first of them.
    let spool: OutputFile
    var images = 0

    init(_ name: String?, in tree: DatasetTree) throws(DatasetsError) {
      file = try tree.file("\(name ?? "annotations").xml")
      spool = try tree.spool()
    }
  }

  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var parts: [String?: Part] = [:]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    for name in dataset.parts { parts[name] = try Part(name, in: tree) }
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    guard let part = parts[image.split] else { return }
    let subset = image.split.map { " subset=\"\($0)\"" } ?? ""
    var text = """
        <image id="\(part.images)" name="\(escaped(image.fileName))"\(subset) \
      width="\(image.record.width)" height="\(image.record.height)">

      """
    part.images += 1
    let source = image.exported.decider == .consensus ? "consensus" : "manual"
    for exported in image.exported.boxes {
      let box = exported.labeled.box
      let name = dataset.className(of: exported)
      let edges = [("xtl", box.left), ("ytl", box.top), ("xbr", box.right), ("ybr", box.bottom)]
        .map { "\($0)=\"\(decimal($1, decimals: 6))\"" }.joined(separator: " ")
      text += """
            <box label="\(escaped(name))" source="\(source)" occluded="0" \(edges) z_order="0">
            </box>

        """
    }
    try part.spool.write(text + "  </image>\n")
  }

  func finish() throws(DatasetsError) {
    for name in dataset.parts { if let part = parts[name] { try finish(part) } }
  }

  private func finish(_ part: Part) throws(DatasetsError) {
    let labels = dataset.classes.map {
      "        <label><name>\(escaped($0.name))</name><attributes></attributes></label>\n"
    }.joined()
    try part.file.write(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <annotations>
        <version>1.1</version>
        <meta>
          <task>
            <id>1</id>
            <name>\(escaped(dataset.workspace))</name>
            <size>\(part.images)</size>
            <mode>annotation</mode>
            <labels>
      \(labels)      </labels>
          </task>
        </meta>

      """)
    try part.file.append(contentsOf: part.spool)
    try part.file.write("</annotations>\n")
    try tree.close(part.file)
  }
}
