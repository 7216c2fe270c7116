import Labels

/// The files that this program reads and writes itself, besides datasets: what they are is said in
/// `Documentation/schemas`.
package enum OwnFormat: String, CaseIterable, Sendable {
  /// JSON Lines of `annotations`, of a consensus, or of proposed `boxes`.
  case annotations, consensus, proposals
  /// COCO results: a list of boxes with scores.
  case detections
  case skills

  /// The format of a file; nil where it is none of these.
  package static func format(of path: String) throws(DatasetsError) -> OwnFormat? {
    guard !DatasetFiles.isFolder(path) else { return nil }
    let start = try ByteStream(path: path).nextPiece().drop { $0 <= 0x20 }
    let text = String(decoding: start, as: UTF8.self)
    let line = text.prefix { !$0.isNewline }
    switch start.first {
    case UInt8(ascii: "["): return text.contains("\"bbox\"") ? .detections : nil
    case UInt8(ascii: "{"):
      if line.contains("\"tessera-skills\"") { return .skills }
      guard line.contains("\"image\"") else { return nil }
      if line.contains("\"annotations\"") { return .annotations }
      if line.contains("\"decision\"") { return .consensus }
      return line.contains("\"boxes\"") ? .proposals : nil
    default: return nil
    }
  }

  /// Tells the report what is wrong in a file, and calls `count` for each image or box.
  ///
  /// `skillsVersion` is the one of skills files that this program reads.
  package func check(
    _ path: String, skillsVersion: Int, into report: ImportReport, count: () -> Void
  ) throws {
    switch self {
    case .skills:
      let bytes = try Self.contents(of: path, report)
      do throws(DatasetsError) {
        _ = try SkillsFile.read(bytes, path: path, version: skillsVersion)
      } catch {
        report.add(Finding(file: path, line: 0, problem: "\(error)"))
      }
    case .detections: try Self.checkDetections(path, report, count)
    case .annotations, .consensus, .proposals: try checkLines(path, report, count)
    }
  }

  private static func contents(
    of path: String, _ report: ImportReport
  ) throws(DatasetsError) -> [UInt8] {
    let stream = try report.open(path)
    var bytes: [UInt8] = []
    while true {
      let piece = try stream.nextPiece()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  private func checkLines(
    _ path: String, _ report: ImportReport, _ count: () -> Void
  ) throws {
    let stream = try report.open(path)
    while let (bytes, number) = try stream.nextLine() {
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      count()
      if self == .annotations {
        if let finding = Self.fault(inAnnotations: bytes, path, number) { report.add(finding) }
        continue
      }
      do {
        try JSONValue.reading(bytes, line: number) { value in
          var line = BoxesLine(value: value, isConsensus: self == .consensus, file: path)
          line.check()
          for finding in line.faults { report.add(finding) }
        }
      } catch let fault as FileFault {
        report.add(Finding(file: path, line: number, problem: fault.problem))
      }
    }
  }

  private static func fault(
    inAnnotations bytes: [UInt8], _ path: String, _ number: Int
  ) -> Finding? {
    do throws(DatasetsError) {
      _ = try AnnotationLine.read(bytes, number: number)
      return nil
    } catch {
      guard case .line(_, let image, let labeler, let problem) = error else {
        return Finding(file: path, line: number, problem: "\(error)")
      }
      let who = labeler.map { "labeler \(quoted($0)): " } ?? ""
      return Finding(file: path, line: number, image: image, problem: who + problem)
    }
  }

  private static func checkDetections(
    _ path: String, _ report: ImportReport, _ count: () -> Void
  ) throws {
    try report.reading(path) { stream in
      let elements = JSONElements(stream)
      while let element = try elements.next() {
        count()
        try JSONValue.reading(element.bytes, line: element.line) { value in
          func fault(_ problem: String) {
            report.add(Finding(file: path, line: value.line, problem: problem))
          }
          if value.text("file_name") == nil, value.whole("image_id") == nil {
            fault("image_id: expected a whole number, found \(value.kind("image_id"))")
          }
          if value.whole("category_id") == nil {
            fault("category_id: expected a whole number, found \(value.kind("category_id"))")
          }
          let sides = value.elements("bbox").compactMap { value.document.number($0) }
          if sides.count != 4 || !sides.allSatisfy(\.isFinite) || sides[2] <= 0 || sides[3] <= 0 {
            fault("bbox: expected [x, y, width, height], found \(value.kind("bbox"))")
          }
          if value.document.value(of: "score", in: 0) == nil
            || !(0...1).contains(value.number("score") ?? -1)
          {
            fault("score: expected a number from 0 to 1, found \(value.kind("score"))")
          }
        }
      }
    }
  }
}

/// A line with boxes: a consensus, or what a model proposes.
private struct BoxesLine {
  let value: JSONValue
  let isConsensus: Bool
  let file: String
  private(set) var faults: [Finding] = []

  init(value: JSONValue, isConsensus: Bool, file: String) {
    self.value = value
    self.isConsensus = isConsensus
    self.file = file
  }

  private mutating func fault(_ problem: String) {
    faults.append(
      Finding(
        file: file, line: value.line, image: value.isObject(0) ? value.text("image") : nil,
        problem: problem))
  }

  mutating func check() {
    guard value.isObject(0) else {
      return fault("expected an object, found \(value.document.kind(of: 0))")
    }
    if value.text("image") == nil {
      fault("image: expected a text, found \(value.kind("image"))")
    }
    for side: StaticString in ["width", "height"] where value.side(side) == nil {
      // Proposals need not say how large their image is.
      if isConsensus || value.document.value(of: side, in: 0) != nil {
        fault(
          "\(side): expected a whole number of pixels from 1 to \(largestSide), "
            + "found \(value.kind(side))")
      }
    }
    if isConsensus {
      count("labelers", in: 0)
      for share: StaticString in ["disagreement", "risk"] { self.share(share, in: 0) }
      let decision = value.text("decision").flatMap(MergedImage.Decision.init(rawValue:))
      if decision == nil {
        fault(
          "decision: expected agreed, needs-labels or disputed, found \(value.kind("decision"))")
      }
    }
    guard let list = value.document.value(of: "boxes", in: 0), value.isList(list) else {
      return fault("boxes: expected a list, found \(value.kind("boxes"))")
    }
    for box in value.document.children(of: list) { check(box: box) }
  }

  private mutating func check(box: Int) {
    var sides: [Double] = []
    for key: StaticString in ["x", "y", "width", "height"] {
      guard let side = value.number(key, in: box) else {
        return fault("\(key): expected a number, found \(value.kind(key, in: box))")
      }
      sides.append(side)
    }
    let bounds = (value.side("width") ?? largestSide, value.side("height") ?? largestSide)
    let shape = Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    if let problem = shape.fault(imageWidth: bounds.0, imageHeight: bounds.1) {
      fault("a box: \(problem)")
    }
    if value.text("class", in: box) == nil {
      fault("class: expected a text, found \(value.kind("class", in: box))")
    }
    if isConsensus {
      count("votes", in: box)
      for share: StaticString in ["confidence", "disagreement"] { self.share(share, in: box) }
    } else {
      for share: StaticString in ["score", "confidence"]
      where value.document.value(of: share, in: box) != nil {
        self.share(share, in: box)
      }
    }
  }

  private mutating func count(_ key: StaticString, in object: Int) {
    guard value.whole(key, in: object) ?? -1 < 0 else { return }
    fault("\(key): expected a whole number from 0 on, found \(value.kind(key, in: object))")
  }

  private mutating func share(_ key: StaticString, in object: Int) {
    guard !(0...1).contains(value.number(key, in: object) ?? -1) else { return }
    fault("\(key): expected a number from 0 to 1, found \(value.kind(key, in: object))")
  }
}
