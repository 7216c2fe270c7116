import Labels

/// Label Studio: `tasks.json`, a task an image, and `label-config.xml`, the interface that belongs
/// to it.
///
/// Coordinates are percent of the image. A split is the task's `data.split`.
final class LabelStudioWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private let tasks: OutputFile
  private var count = 0

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    tasks = try tree.file("tasks.json")
    try tasks.write("[")
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    count += 1
    let result = image.exported.boxes.enumerated().map { index, exported in
      let box = exported.labeled.box
      let name = dataset.className(of: exported)
      return object([
        ("id", quoted("\(image.id)-\(index + 1)")), ("type", quoted("rectanglelabels")),
        ("from_name", quoted("label")), ("to_name", quoted("image")),
        ("origin", quoted("manual")), ("original_width", String(image.record.width)),
        ("original_height", String(image.record.height)), ("image_rotation", "0"),
        ("score", number(exported.confidence)),
        (
          "value",
          object([
            ("x", percent(box.x, of: image.width)), ("y", percent(box.y, of: image.height)),
            ("width", percent(box.width, of: image.width)),
            ("height", percent(box.height, of: image.height)), ("rotation", "0"),
            ("rectanglelabels", array([quoted(name)])),
          ])
        ),
      ])
    }
    let annotation = object([
      ("id", String(image.id)), ("completed_by", "1"), ("was_cancelled", "false"),
      ("ground_truth", image.exported.decider == .expert ? "true" : "false"),
      ("result", array(result)),
    ])
    // The size is here, too, since a task without boxes says it nowhere else.
    var data = [
      ("image", quoted(image.fileName)), ("width", String(image.record.width)),
      ("height", String(image.record.height)), ("sha256", quoted(image.record.sha256)),
    ]
    if let split = image.split { data.append(("split", quoted(split))) }
    try tasks.write(
      (count == 1 ? "\n" : ",\n")
        + object([
          ("id", String(image.id)), ("data", object(data)), ("annotations", array([annotation])),
          ("predictions", "[]"),
        ]))
  }

  func finish() throws(DatasetsError) {
    try tasks.write("\n]\n")
    try tree.close(tasks)
    let labels = dataset.classes.map { "    <Label value=\"\(escaped($0.name))\"/>\n" }.joined()
    try tree.write(
      """
      <View>
        <Image name="image" value="$image"/>
        <RectangleLabels name="label" toName="image">
      \(labels)  </RectangleLabels>
      </View>

      """, to: "label-config.xml")
  }

  /// Twelve decimals: readers that cut to whole pixels would lose one for the last digit.
  private func percent(_ value: Double, of size: Double) -> String {
    decimal(value / size * 100, decimals: 12)
  }
}
