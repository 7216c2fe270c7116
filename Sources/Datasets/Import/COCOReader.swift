import Labels

/// Reads COCO annotations: `{"images":[...],"categories":[...],"annotations":[...]}`, in any order.
///
/// Masks, keypoints and crowds have no place here and are counted.
struct COCOReader: DatasetReader {
  let files: [String]

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    for file in files { try read(file, into: report, &names, body) }
  }

  /// What is known of a file besides what is gathered.
  private struct Tables {
    var categories: [String: String] = [:]
    var images = NumberSet()
    var annotations = NumberSet()
  }

  private func read(
    _ file: String, into report: ImportReport, _ names: inout NameSet,
    _ body: (ImportedImage) throws -> Void
  ) throws {
    var tables = Tables()
    let gathering = Gathering(file: file)
    try report.reading(file) { stream in
      let elements = JSONElements(stream)
      while let element = try elements.next() {
        guard let key = element.key else {
          throw FileFault(
            line: element.line,
            problem: "a list: COCO annotations are an object with images, annotations and "
              + "categories (detections go in by tessera propose)")
        }
        guard element.isInList, ["images", "categories", "annotations"].contains(key) else {
          continue
        }
        try JSONValue.reading(element.bytes, line: element.line) { value in
          switch key {
          case "images": try Self.image(value, file, &tables, gathering, report)
          case "categories": Self.category(value, file, &tables, report)
          default: try Self.annotation(value, file, &tables, gathering, report)
          }
        }
      }
      for wanted in ["info", "licenses"] where !elements.keys.contains(wanted) {
        report.warn("there is no \"\(wanted)\", which some readers want", file: file, line: 0)
      }
    }
    for name in tables.categories.values { report.declare(name) }
    try gathering.forEach { id, records in
      guard let image = Self.assembled(records, tables.categories, file, id, report) else { return }
      var unique = image
      if !names.insert(image.name) {
        unique.fault("there is another image of this name", line: image.line)
      }
      try body(unique)
    }
  }

  /// An image with its boxes; nil where boxes have an image that is not there.
  private static func assembled(
    _ records: [Gathering.Record], _ categories: [String: String], _ file: String, _ id: String,
    _ report: ImportReport
  ) -> ImportedImage? {
    var image: ImportedImage?
    for case .image(let found) in records where image == nil { image = found }
    guard var image else {
      for case .box(let box) in records {
        report.add(
          Finding(file: file, line: box.line, problem: "there is no image with the image_id \(id)"))
      }
      for case .fault(let problem, let line) in records {
        report.add(Finding(file: file, line: line, problem: problem))
      }
      return nil
    }
    for record in records {
      switch record {
      case .image: break
      case .fault(let problem, let line): image.fault(problem, line: line)
      case .box(var box):
        if let name = categories[box.className] {
          box.className = name
          image.boxes.append(box)
        } else {
          image.fault("there is no category with the category_id \(box.className)", line: box.line)
        }
      }
    }
    return image
  }

  // MARK: Elements

  private static func image(
    _ value: JSONValue, _ file: String, _ tables: inout Tables, _ gathering: Gathering,
    _ report: ImportReport
  ) throws {
    guard let id = value.whole("id") else {
      report.add(
        Finding(
          file: file, line: value.line,
          problem: "images: id: expected a whole number, found \(value.kind("id"))"))
      return
    }
    guard let name = value.text("file_name") else {
      report.add(
        Finding(
          file: file, line: value.line,
          problem: "images: file_name: expected a text, found \(value.kind("file_name"))"))
      return
    }
    var image = ImportedImage(name: name, file: file, line: value.line)
    let key = String(id)
    (image.width, image.height) = (value.side("width"), value.side("height"))
    image.sha256 = value.text("sha256").flatMap(imageDigest)
    try gathering.add(.image(image), to: key)
    for side: StaticString in ["width", "height"] where value.side(side) == nil {
      try gathering.add(
        .fault(
          problem: "\(side): expected a whole number of pixels from 1 to \(largestSide), "
            + "found \(value.kind(side))", line: value.line), to: key)
    }
    if !tables.images.insert(id) {
      try gathering.add(
        .fault(problem: "there is another image with the id \(id)", line: value.line), to: key)
    }
  }

  private static func category(
    _ value: JSONValue, _ file: String, _ tables: inout Tables, _ report: ImportReport
  ) {
    func fault(_ problem: String) {
      report.add(Finding(file: file, line: value.line, problem: "categories: \(problem)"))
    }
    guard let id = value.whole("id") else {
      return fault("id: expected a whole number, found \(value.kind("id"))")
    }
    guard let name = value.text("name") else {
      return fault("name: expected a text, found \(value.kind("name"))")
    }
    guard tables.categories.updateValue(name, forKey: String(id)) == nil else {
      return fault("there is another category with the id \(id)")
    }
  }

  private static func annotation(
    _ value: JSONValue, _ file: String, _ tables: inout Tables, _ gathering: Gathering,
    _ report: ImportReport
  ) throws {
    guard let imageID = value.whole("image_id") else {
      report.add(
        Finding(
          file: file, line: value.line,
          problem: "annotations: image_id: expected a whole number, found "
            + value.kind("image_id")))
      return
    }
    let key = String(imageID)
    func fault(_ problem: String) throws {
      try gathering.add(.fault(problem: problem, line: value.line), to: key)
    }
    if let id = value.whole("id") {
      if !tables.annotations.insert(id) {
        try fault("there is another annotation with the id \(id)")
      }
      if id == 0 {
        report.warn(
          "the annotation id 0: COCO's evaluation takes it for a miss; count from 1", file: file,
          line: value.line)
      }
    } else {
      try fault("annotations: id: expected a whole number, found \(value.kind("id"))")
    }
    for wanted: StaticString in ["area", "iscrowd"] where value.number(wanted) == nil {
      report.warn(
        "an annotation without \"\(wanted)\", without which COCO's evaluation fails", file: file,
        line: value.line)
    }
    if value.number("iscrowd") == 1 { return report.lose("crowds") }
    let hasMask =
      value.document.value(of: "segmentation", in: 0).map {
        value.isObject($0) || value.document.hasMoreNodes(than: 0, in: $0)
      } ?? false
    if hasMask { report.lose("masks, of which the boxes are kept") }
    if value.number("num_keypoints") ?? 0 > 0 { report.lose("sets of keypoints") }
    let sides = value.elements("bbox").map { value.document.number($0) ?? .nan }
    guard sides.count == 4, sides.allSatisfy(\.isFinite) else {
      let found = value.elements("bbox").prefix(5).map { value.document.kind(of: $0) }
      return try fault(
        "bbox: expected [x, y, width, height], found "
          + (found.isEmpty ? value.kind("bbox") : found.joined(separator: ", ")))
    }
    guard let category = value.whole("category_id") else {
      return try fault("category_id: expected a whole number, found \(value.kind("category_id"))")
    }
    let box = ImportedBox(
      box: Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3]),
      className: String(category), score: value.number("score"), line: value.line)
    try gathering.add(.box(box), to: key)
  }
}
