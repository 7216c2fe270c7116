import Labels

/// Reads Label Studio's JSON: a list of tasks. Of a task's annotations the first one that was not
/// cancelled counts, and where there is none, its first prediction.
///
/// Polygons, brushes, rotated boxes and further annotations have no place here and are counted.
struct LabelStudioReader: DatasetReader {
  let file: String

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    var ids = NumberSet()
    try report.reading(file) { stream in
      let elements = JSONElements(stream)
      while let element = try elements.next() {
        guard element.key == nil else {
          throw FileFault(
            line: element.line, problem: "an object: Label Studio's tasks are a list")
        }
        try JSONValue.reading(element.bytes, line: element.line) { value in
          guard var image = image(value, report) else { return }
          if let id = value.whole("id"), !ids.insert(id) {
            image.fault("there is another task with the id \(id)", line: value.line)
          }
          if !names.insert(image.name) {
            image.fault("there is another image of this name", line: value.line)
          }
          try body(image)
        }
      }
    }
  }

  private func image(_ value: JSONValue, _ report: ImportReport) -> ImportedImage? {
    guard value.isObject(0), let data = value.document.value(of: "data", in: 0),
      let source = value.text("image", in: data)
    else {
      report.add(
        Finding(
          file: file, line: value.line,
          problem: "expected a task with data.image, found \(value.document.kind(of: 0))"))
      return nil
    }
    var image = ImportedImage(
      name: Self.name(of: source), unit: .shares, file: file, line: value.line)
    (image.width, image.height) = (value.side("width", in: data), value.side("height", in: data))
    image.sha256 = value.text("sha256", in: data).flatMap(imageDigest)
    let all = value.elements("annotations")
    let annotations = all.filter { annotation in
      guard value.isObject(annotation),
        let flag = value.document.value(of: "was_cancelled", in: annotation)
      else { return true }
      return value.document[flag] != .bool(true)
    }
    let predictions = value.elements("predictions")
    guard let answer = annotations.first ?? predictions.first else {
      report.lose(all.isEmpty ? "tasks that nobody answered" : "tasks that were skipped")
      return nil
    }
    for _ in annotations.dropFirst() { report.lose("further annotations of a task") }
    if !annotations.isEmpty { for _ in predictions { report.lose("predictions") } }
    let score = annotations.isEmpty ? value.number("score", in: answer) : nil
    for region in value.elements("result", in: answer) {
      add(region, of: value, score: score, to: &image, report)
    }
    return image
  }

  private func add(
    _ region: Int, of value: JSONValue, score: Double?, to image: inout ImportedImage,
    _ report: ImportReport
  ) {
    let line = value.line(of: region)
    let type = value.text("type", in: region) ?? "none"
    guard type == "rectanglelabels" else {
      let masks = ["polygonlabels", "brushlabels", "polygon", "brush"]
      return report.lose(masks.contains(type) ? "masks" : "regions of the type \(quoted(type))")
    }
    guard let shape = value.document.value(of: "value", in: region), value.isObject(shape) else {
      return image.fault("a region without a value", line: line)
    }
    if value.number("rotation", in: shape) ?? 0 != 0 { return report.lose("rotated boxes") }
    var percents: [Double] = []
    for key: StaticString in ["x", "y", "width", "height"] {
      guard let percent = value.number(key, in: shape) else {
        return image.fault(
          "\(key): expected a number, found \(value.kind(key, in: shape))", line: line)
      }
      percents.append(percent / 100)
    }
    let labels = value.elements("rectanglelabels", in: shape)
    guard labels.count == 1, let name = value.text(labels[0]) else {
      return image.fault("expected one label, found \(labels.count)", line: line)
    }
    if let width = value.side("original_width", in: region),
      let height = value.side("original_height", in: region)
    {
      if let own = image.width, let high = image.height, (own, high) != (width, height) {
        image.fault(
          "a region is of an image of \(width) x \(height), another of \(own) x \(high)",
          line: line)
      }
      (image.width, image.height) = (width, height)
    } else {
      report.warn("a region without original_width and original_height", file: file, line: line)
    }
    image.boxes.append(
      ImportedBox(
        box: Box(x: percents[0], y: percents[1], width: percents[2], height: percents[3]),
        className: name, score: value.number("score", in: region) ?? score, line: line))
  }

  /// What of an address is the image's path: without the folders of its uploads and its storages.
  private static func name(of source: String) -> String {
    if let path = after("/data/local-files/?d=", in: source) { return path }
    if let path = after("/data/upload/", in: source) {
      // The project's number comes first.
      let parts = path.split(separator: "/", maxSplits: 1)
      return withoutTag(parts.count == 2 ? String(parts[1]) : path)
    }
    for scheme in ["s3://", "gs://", "azure-blob://", "https://", "http://"] {
      guard let path = after(scheme, in: source) else { continue }
      let parts = path.split(separator: "/", maxSplits: 1)
      return parts.count == 2 ? String(parts[1]) : path
    }
    return source
  }

  /// Uploaded files get eight digits and a hyphen before their names.
  private static func withoutTag(_ name: String) -> String {
    let tag = name.prefix(9)
    guard tag.utf8.count == 9, tag.last == "-",
      tag.dropLast().allSatisfy({ $0.isHexDigit && !$0.isUppercase }), name.count > 9
    else { return name }
    return String(name.dropFirst(9))
  }

  private static func after(_ start: String, in text: String) -> String? {
    text.hasPrefix(start) ? String(text.dropFirst(start.count)) : nil
  }
}
