import Labels

/// Reads "CVAT for images" 1.1. Tracks, rotated boxes and all shapes but boxes have no place here and
/// are counted.
struct CVATReader: DatasetReader {
  let files: [String]

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    for file in files {
      try report.reading(file) { try read($0, report, &names, body) }
    }
  }

  private static let shapes: Set<String> = [
    "polygon", "polyline", "points", "mask", "ellipse", "cuboid", "skeleton", "tag",
  ]

  private func read(
    _ stream: ByteStream, _ report: ImportReport, _ names: inout NameSet,
    _ body: (ImportedImage) throws -> Void
  ) throws {
    let file = stream.path
    let events = XMLEvents(stream)
    var path: [String] = []
    var text = ""
    var image: ImportedImage?
    var ids = NumberSet()
    var hasMeta = false
    while let event = try events.next() {
      switch event {
      case .text(let more): text += more
      case .start(let name, let attributes, let line):
        path.append(name)
        text = ""
        if path.count == 1, name != "annotations" {
          throw FileFault(line: line, problem: "the element is <\(name)>, not <annotations>")
        }
        switch path.dropFirst().joined(separator: "/") {
        case "meta": hasMeta = true
        case "track": report.lose("tracks")
        case "image":
          if !hasMeta {
            report.warn("no <meta> before the images, which datumaro wants", file: file, line: line)
          }
          image = Self.image(attributes, &ids, file, line)
        case "image/box": Self.add(attributes, line, to: &image, report)
        case let inner where inner == "image/\(name)" && Self.shapes.contains(name):
          report.lose(name == "polygon" || name == "mask" ? "masks" : "shapes: \(name)")
        default: break
        }
      case .end(let name, _):
        if name == "name", path.suffix(3) == ["labels", "label", "name"] {
          report.declare(trimmed(text))
        }
        if path.count == 2, name == "image", var found = image {
          if !names.insert(found.name) {
            found.fault("there is another image of this name", line: found.line)
          }
          try body(found)
          image = nil
        }
        path.removeLast()
      }
    }
  }

  private static func image(
    _ attributes: [String: String], _ ids: inout NumberSet, _ file: String, _ line: Int
  ) -> ImportedImage {
    var image = ImportedImage(name: attributes["name"] ?? "", file: file, line: line)
    func side(_ name: String) -> Int? {
      guard let side = Int(attributes[name] ?? ""), (1...largestSide).contains(side) else {
        image.fault(
          "\(name): expected a whole number of pixels from 1 to \(largestSide), "
            + "found \(attributes[name].map { Finding.value($0) } ?? "nothing")", line: line)
        return nil
      }
      return side
    }
    (image.width, image.height) = (side("width"), side("height"))
    if let text = attributes["id"] {
      if let id = Int(text) {
        if !ids.insert(id) { image.fault("there is another image with the id \(id)", line: line) }
      } else {
        image.fault("id: expected a whole number, found \(Finding.value(text))", line: line)
      }
    }
    return image
  }

  private static func add(
    _ attributes: [String: String], _ line: Int, to image: inout ImportedImage?,
    _ report: ImportReport
  ) {
    guard let rotation = plainNumber(attributes["rotation"] ?? "0") else {
      image?.fault(
        "rotation: expected a number, found \(Finding.value(attributes["rotation"] ?? ""))",
        line: line)
      return
    }
    guard rotation == 0 else { return report.lose("rotated boxes") }
    var edges: [Double] = []
    for key in ["xtl", "ytl", "xbr", "ybr"] {
      guard let text = attributes[key], let value = plainNumber(text) else {
        image?.fault(
          "\(key): expected a number, found "
            + (attributes[key].map { Finding.value($0) } ?? "nothing"), line: line)
        return
      }
      edges.append(value)
    }
    guard let label = attributes["label"] else {
      image?.fault("a box without a label", line: line)
      return
    }
    image?.boxes.append(
      ImportedBox(
        box: Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]),
        className: label, line: line))
  }
}
