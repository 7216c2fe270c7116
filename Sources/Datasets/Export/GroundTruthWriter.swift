import Labels

/// The augmented manifest of SageMaker Ground Truth: JSON Lines, an image a line, `output.manifest`
/// or for a split `SPLIT-output.manifest`; and `label-categories.json`.
///
/// Boxes are whole pixels, `class_id` counts from 0. `source-ref` is the image's name in the
/// dataset: put the bucket before it.
final class GroundTruthWriter: DatasetWriter {
  private let tree: DatasetTree
  private let dataset: DatasetDescription
  private var manifests: [String?: OutputFile] = [:]

  init(into tree: DatasetTree, for dataset: DatasetDescription) throws(DatasetsError) {
    self.tree = tree
    self.dataset = dataset
    for part in dataset.parts {
      manifests[part] = try tree.file(DatasetDescription.name("output.manifest", of: part))
    }
  }

  func add(_ image: PlacedImage) throws(DatasetsError) {
    var annotations: [String] = []
    var objects: [String] = []
    var present: Set<Int> = []
    for exported in image.exported.boxes {
      guard let index = dataset.index(of: exported.labeled.classID) else { continue }
      let box = exported.labeled.box
      let (left, right) = VOCWriter.pixels(box.left, box.right, of: image.record.width)
      let (top, bottom) = VOCWriter.pixels(box.top, box.bottom, of: image.record.height)
      present.insert(index)
      annotations.append(
        object([
          ("class_id", String(index)), ("left", String(left - 1)), ("top", String(top - 1)),
          ("width", String(right - left + 1)), ("height", String(bottom - top + 1)),
        ]))
      objects.append(object([("confidence", number(exported.confidence))]))
    }
    let size = object([
      ("width", String(image.record.width)), ("height", String(image.record.height)),
      ("depth", "3"),
    ])
    var metadata = [
      ("objects", array(objects)),
      (
        "class-map",
        object(present.sorted().map { (String($0), quoted(dataset.classes[$0].name)) })
      ),
      ("type", quoted("groundtruth/object-detection")), ("human-annotated", quoted("yes")),
    ]
    if let created = dataset.created {
      // Its clock has no zone.
      metadata.append(
        ("creation-date", quoted(created.last == "Z" ? String(created.dropLast()) : created)))
    }
    metadata.append(("job-name", quoted(dataset.workspace)))
    try manifests[image.split]?.write(
      object([
        ("source-ref", quoted(image.fileName)),
        (
          "bounding-box",
          object([("image_size", array([size])), ("annotations", array(annotations))])
        ),
        ("bounding-box-metadata", object(metadata)),
      ]) + "\n")
  }

  func finish() throws(DatasetsError) {
    for part in dataset.parts { if let file = manifests[part] { try tree.close(file) } }
    let labels = dataset.classes.map { object([("label", quoted($0.name))]) }
    try tree.write(
      object([("document-version", quoted("2018-11-28")), ("labels", array(labels))]) + "\n",
      to: "label-categories.json")
  }
}
