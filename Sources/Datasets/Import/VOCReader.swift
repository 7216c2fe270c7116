import Labels

/// Reads Pascal VOC: `Annotations/*.xml`, a file an image.
///
/// Its pixels count from 1 and its far edges are the last pixels: 1 to 10 is a box from 0 to 10. Programs
/// that count from 0 (`firstPixel`) write far edges as ours are.
struct VOCReader: DatasetReader {
  let files: [String]
  var firstPixel = 1

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    for file in files {
      var image: ImportedImage?
      var isBroken = false
      do {
        image = try read(file, report)
      } catch let fault as FileFault {
        report.add(Finding(file: file, line: fault.line, problem: fault.problem))
        isBroken = true
      }
      guard var image else {
        if !isBroken {
          report.add(
            Finding(
              file: file, line: 0, problem: "it is no annotation of Pascal VOC with a filename"))
        }
        continue
      }
      if !names.insert(image.name) {
        image.fault("there is another image of this name", line: image.line)
      }
      try body(image)
    }
  }

  /// An object of the picture, as it is read.
  private struct Object {
    var name: String?
    var edges: [String: (text: String, line: Int)] = [:]
    var line: Int
  }

  private func read(_ file: String, _ report: ImportReport) throws -> ImportedImage? {
    let events = XMLEvents(try report.open(file))
    var path: [String] = []
    var text = ""
    var line = 0
    var image: ImportedImage?
    var sides: [String: (text: String, line: Int)] = [:]
    var object: Object?
    var objects: [Object] = []
    var digest: String?
    while let event = try events.next() {
      switch event {
      case .text(let more): text += more
      case .start(let name, _, let at):
        path.append(name)
        (text, line) = ("", at)
        if path == ["annotation", "object"] { object = Object(line: at) }
        if name == "polygon" || name == "segm" { report.lose("masks, of which the boxes are kept") }
        if name == "part" { report.lose("parts of objects") }
      case .end(let name, _):
        let value = trimmed(text)
        switch path.joined(separator: "/") {
        case "annotation/filename":
          image = ImportedImage(name: value, file: file, line: line)
        case "annotation/source/image": digest = imageDigest(value)
        case "annotation/size/width", "annotation/size/height": sides[name] = (value, line)
        case "annotation/object/name": object?.name = value
        case "annotation/object/bndbox/xmin", "annotation/object/bndbox/ymin",
          "annotation/object/bndbox/xmax", "annotation/object/bndbox/ymax":
          object?.edges[name] = (value, line)
        case "annotation/object/robndbox":
          report.lose("rotated boxes")
          object = nil
        case "annotation/object":
          if let object { objects.append(object) }
          object = nil
        default: break
        }
        text = ""
        path.removeLast()
      }
    }
    guard var image else { return nil }
    image.sha256 = digest
    image.width = side("width", of: sides, &image)
    image.height = side("height", of: sides, &image)
    for object in objects { add(object, to: &image) }
    return image
  }

  private func side(
    _ name: String, of sides: [String: (text: String, line: Int)], _ image: inout ImportedImage
  ) -> Int? {
    guard let (text, line) = sides[name] else {
      image.fault("there is no \(name) in its size", line: 0)
      return nil
    }
    guard let side = Int(text), (1...largestSide).contains(side) else {
      image.fault(
        "\(name): expected a whole number of pixels from 1 to \(largestSide), "
          + "found \(Finding.value(text))", line: line)
      return nil
    }
    return side
  }

  private func add(_ object: Object, to image: inout ImportedImage) {
    guard let name = object.name else {
      return image.fault("an object without a name", line: object.line)
    }
    var values: [Double] = []
    for key in ["xmin", "ymin", "xmax", "ymax"] {
      guard let (text, line) = object.edges[key] else {
        return image.fault("an object without \(key)", line: object.line)
      }
      guard let value = plainNumber(text) else {
        return image.fault("\(key): expected a number, found \(Finding.value(text))", line: line)
      }
      values.append(value)
    }
    if firstPixel == 1, let zero = [0, 1].first(where: { values[$0] == 0 }) {
      let key = ["xmin", "ymin"][zero]
      return image.fault(
        "\(key) 0: VOC's pixels count from 1; give --voc-from 0 for a program that counts from 0",
        line: object.edges[key]?.line ?? object.line)
    }
    let first = Double(firstPixel)
    image.boxes.append(
      ImportedBox(
        box: Box(
          left: values[0] - first, top: values[1] - first, right: values[2], bottom: values[3]),
        className: name, line: object.line))
  }
}
