import Labels

/// Reads augmented manifests of SageMaker Ground Truth: JSON Lines, an image a line. Of several
/// attributes with boxes the last one counts, as after an adjustment job.
struct GroundTruthReader: DatasetReader {
  let files: [String]

  /// A line, and an attribute of it, in characters: beyond them the service refuses it.
  private static let longestLine = 100_000
  private static let longestAttribute = 20_000

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    for file in files {
      let stream = try report.open(file)
      while let (bytes, number) = try stream.nextLine() {
        guard bytes.contains(where: { $0 > 0x20 }) else { continue }
        if bytes.count > Self.longestLine {
          report.warn(
            "a line of \(bytes.count) bytes: the service takes \(Self.longestLine) characters",
            file: file, line: number)
        }
        do {
          let image = try JSONValue.reading(bytes, line: number) {
            try Self.image($0, file, report)
          }
          guard var image else { continue }
          if !names.insert(image.name) {
            image.fault("there is another image of this name", line: number)
          }
          try body(image)
        } catch let fault as FileFault {
          report.add(Finding(file: file, line: number, problem: fault.problem))
        }
      }
    }
  }

  private static func image(
    _ value: JSONValue, _ file: String, _ report: ImportReport
  ) throws -> ImportedImage? {
    guard value.isObject(0) else {
      throw FileFault(
        line: value.line, problem: "expected an object, found \(value.document.kind(of: 0))")
    }
    guard let source = value.text("source-ref") else {
      throw FileFault(
        line: value.line,
        problem: "source-ref: expected a text, found \(value.kind("source-ref"))")
    }
    guard let (boxes, metadata) = attribute(of: value) else {
      report.lose("images without boxes of any job")
      return nil
    }
    var image = ImportedImage(name: name(of: source), file: file, line: value.line)
    let sizes = value.elements("image_size", in: boxes)
    if sizes.count == 1, let width = value.side("width", in: sizes[0]),
      let height = value.side("height", in: sizes[0])
    {
      (image.width, image.height) = (width, height)
    } else {
      image.fault(
        "image_size: expected a list of one width and height, found \(sizes.count)",
        line: value.line)
    }
    let source0 = value.document.source(of: boxes)
    if source0.count > longestAttribute {
      report.warn(
        "an attribute of \(source0.count) bytes: the service takes \(longestAttribute) characters",
        file: file, line: value.line)
    }
    guard let metadata else {
      image.fault("there is no metadata with a class-map beside the boxes", line: value.line)
      return image
    }
    if value.text("type", in: metadata) != "groundtruth/object-detection" {
      report.warn(
        "the metadata has no type \"groundtruth/object-detection\"", file: file, line: value.line)
    }
    if value.text("creation-date", in: metadata) == nil {
      report.warn("the metadata has no creation-date", file: file, line: value.line)
    }
    add(boxes, metadata, of: value, to: &image, report)
    return image
  }

  /// The last member that has boxes, and its metadata.
  private static func attribute(of value: JSONValue) -> (boxes: Int, metadata: Int?)? {
    var found: (name: String, node: Int)?
    var members = value.document.children(of: 0)
    while let key = members.next(), let node = members.next() {
      if value.isObject(node), let list = value.document.value(of: "annotations", in: node),
        value.isList(list)
      {
        found = (value.document.text(key), node)
      }
    }
    guard let found else { return nil }
    members = value.document.children(of: 0)
    while let key = members.next(), let node = members.next() {
      if value.isObject(node), value.document.text(key) == found.name + "-metadata" {
        return (found.node, node)
      }
    }
    return (found.node, nil)
  }

  private static func add(
    _ boxes: Int, _ metadata: Int, of value: JSONValue, to image: inout ImportedImage,
    _ report: ImportReport
  ) {
    var classes: [String: String] = [:]
    if let map = value.document.value(of: "class-map", in: metadata), value.isObject(map) {
      var members = value.document.children(of: map)
      while let key = members.next(), let node = members.next() {
        classes[value.document.text(key)] = value.text(node)
      }
    }
    for name in classes.values { report.declare(name) }
    let annotations = value.elements("annotations", in: boxes)
    let objects = value.elements("objects", in: metadata)
    if objects.count != annotations.count {
      image.fault(
        "\(annotations.count) annotations, but \(objects.count) objects in the metadata",
        line: value.line)
    }
    for (index, annotation) in annotations.enumerated() {
      var sides: [Double] = []
      for key: StaticString in ["left", "top", "width", "height"] {
        guard let side = value.number(key, in: annotation) else {
          return image.fault(
            "\(key): expected a number, found \(value.kind(key, in: annotation))",
            line: value.line)
        }
        sides.append(side)
      }
      let id = value.whole("class_id", in: annotation)
      guard let id, let name = classes[String(id)] else {
        image.fault(
          "class_id: \(value.kind("class_id", in: annotation)) is not in the class-map",
          line: value.line)
        continue
      }
      let score = index < objects.count ? value.number("confidence", in: objects[index]) : nil
      image.boxes.append(
        ImportedBox(
          box: Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3]), className: name,
          score: score, line: value.line))
    }
  }

  /// What of a reference is the image's path: without the bucket.
  private static func name(of source: String) -> String {
    guard source.hasPrefix("s3://") else { return source }
    let path = source.dropFirst(5)
    return path.firstIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? String(path)
  }
}
