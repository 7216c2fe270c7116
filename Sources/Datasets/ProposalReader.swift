package import Labels

/// A box that a file proposes.
package struct ProposedBox: Hashable, Sendable {
  /// The image's name.
  package var image: String
  package var labeled: LabeledBox
  /// 0 to 1; 1 where the file has none.
  package var score: Double
}

/// What the numbers of COCO detections mean: `image_id` and `category_id` by a COCO annotations file.
package struct COCONames: Sendable {
  package var images: [Int: String] = [:]
  package var categories: [Int: String] = [:]

  package init() {}

  /// Reads the `images` and `categories` of a COCO annotations file. `path` is for messages.
  package init(_ bytes: [UInt8], path: String) throws(DatasetsError) {
    let (images, categories) = try ProposalReader.document(of: bytes, path: path) {
      document throws(DatasetsError) in
      (
        try Self.names("images", "file_name", document, path),
        try Self.names("categories", "name", document, path)
      )
    }
    (self.images, self.categories) = (images, categories)
  }

  private static func names(
    _ list: StaticString, _ key: StaticString, _ document: JSONDocument, _ path: String
  ) throws(DatasetsError) -> [Int: String] {
    guard document[0] == .object, let list = document.value(of: list, in: 0),
      document[list] == .list
    else { throw .notProposals(path: path, problem: "it has no list \"\(list)\"") }
    var names: [Int: String] = [:]
    for each in document.children(of: list) where document[each] == .object {
      if let id = document.number(document.value(of: "id", in: each)).flatMap({ Int(exactly: $0) }),
        let name = document.value(of: key, in: each)
      {
        names[id] = document.text(name)
      }
    }
    return names
  }
}

/// Reads boxes that are proposed, from a file of either form:
///
/// - JSON Lines, an image a line, as `tessera submit` reads them and `tessera merge` writes them: each
///   box of each annotation, with its `score` or `confidence`;
/// - COCO detections, `[{"image_id":1,"category_id":1,"bbox":[x,y,w,h],"score":0.9}, ...]`, with
///   `file_name` in the place of `image_id` or a `COCONames`.
package struct ProposalReader {
  private let path: String
  private let classes: ClassTable
  private let names: COCONames
  private let document: JSONDocument

  /// - Parameters:
  ///   - bytes: all of the file.
  ///   - path: for messages.
  ///   - classes: of the workspace. A `category_id` without a name in `names` is one of their ids.
  ///   - names: what the numbers of detections mean.
  /// - Returns: the boxes, in the file's order.
  /// - Throws: `DatasetsError.notProposals`, which says where and what.
  package static func read(
    _ bytes: [UInt8], path: String, classes: ClassTable, names: COCONames = COCONames()
  ) throws(DatasetsError) -> [ProposedBox] {
    let first = bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "[") {
      return try document(of: bytes, path: path) { document throws(DatasetsError) in
        try ProposalReader(path: path, classes: classes, names: names, document: document)
          .detections()
      }
    }
    var boxes: [ProposedBox] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      let place = "\(path), line \(index + 1)"
      boxes += try document(of: Array(line), path: place) { document throws(DatasetsError) in
        try ProposalReader(path: place, classes: classes, names: names, document: document).line()
      }
    }
    return boxes
  }

  static func document<Result>(
    of bytes: [UInt8], path: String, _ body: (JSONDocument) throws(DatasetsError) -> Result
  ) throws(DatasetsError) -> Result {
    try bytes.withUnsafeBufferPointer { bytes throws(DatasetsError) in
      let document: JSONDocument
      do throws(JSONFault) {
        document = try JSONReader.read(bytes, from: 0)
      } catch {
        throw .notProposals(
          path: path, problem: "not JSON at byte \(error.column): \(error.problem)")
      }
      return try body(document)
    }
  }

  private func bad(_ problem: String) -> DatasetsError {
    .notProposals(path: path, problem: problem)
  }

  // MARK: JSON Lines

  private func line() throws(DatasetsError) -> [ProposedBox] {
    guard document[0] == .object, let name = document.value(of: "image", in: 0), isText(name) else {
      throw bad("expected an object with an \"image\", found \(document.kind(of: 0))")
    }
    var lists: [Int] = []
    if let list = document.value(of: "boxes", in: 0) { lists.append(list) }
    if let answers = document.value(of: "annotations", in: 0), document[answers] == .list {
      for answer in document.children(of: answers) where document[answer] == .object {
        if let list = document.value(of: "boxes", in: answer) { lists.append(list) }
      }
    }
    guard !lists.isEmpty else { throw bad("there are no \"boxes\"") }
    var boxes: [ProposedBox] = []
    for list in lists {
      guard document[list] == .list else {
        throw bad("boxes: expected a list, found \(document.kind(of: list))")
      }
      for value in document.children(of: list) {
        guard document[value] == .object else {
          throw bad("boxes: expected an object, found \(document.kind(of: value))")
        }
        let box = Box(
          x: try number("x", in: value), y: try number("y", in: value),
          width: try number("width", in: value), height: try number("height", in: value))
        guard let kind = document.value(of: "class", in: value), isText(kind) else {
          throw bad("class: expected a text, found nothing")
        }
        let labeled = LabeledBox(
          box: box, classID: try classID(of: document.text(kind)),
          attributes: try attributes(of: value))
        boxes.append(
          ProposedBox(image: document.text(name), labeled: labeled, score: try score(of: value)))
      }
    }
    return boxes
  }

  private func attributes(of box: Int) throws(DatasetsError) -> Attributes {
    guard let list = document.value(of: "attributes", in: box) else { return .none }
    switch document.attributes(list) {
    case .attributes(let attributes): return attributes
    case .fault(let problem): throw bad(problem)
    }
  }

  // MARK: COCO

  private func detections() throws(DatasetsError) -> [ProposedBox] {
    var boxes: [ProposedBox] = []
    for each in document.children(of: 0) {
      guard document[each] == .object else {
        throw bad("expected an object, found \(document.kind(of: each))")
      }
      guard let list = document.value(of: "bbox", in: each), document[list] == .list else {
        throw bad(
          "bbox: expected a list, found \(document.kind(of: document.value(of: "bbox", in: each)))")
      }
      let sides = document.children(of: list).compactMap { document.number($0) }
      guard sides.count == 4 else { throw bad("bbox: expected x, y, width and height") }
      let id = Int(exactly: try number("category_id", in: each)) ?? 0
      let kind: Int
      if let name = names.categories[id] {
        kind = try classID(of: name)
      } else {
        kind = try knownID(id)
      }
      let labeled = LabeledBox(
        box: Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3]),
        classID: kind)
      boxes.append(
        ProposedBox(image: try image(of: each), labeled: labeled, score: try score(of: each)))
    }
    return boxes
  }

  private func image(of detection: Int) throws(DatasetsError) -> String {
    if let name = document.value(of: "file_name", in: detection), isText(name) {
      return document.text(name)
    }
    let id = try number("image_id", in: detection)
    guard let name = Int(exactly: id).flatMap({ names.images[$0] }) else {
      throw bad(
        "image_id \(id): give the annotations file that says which image that is (--annotations)")
    }
    return name
  }

  private func knownID(_ id: Int) throws(DatasetsError) -> Int {
    guard classes.name(of: id) != nil else {
      throw bad("category_id \(id) is no class: the classes are \(known)")
    }
    return id
  }

  // MARK: Both

  private func classID(of name: String) throws(DatasetsError) -> Int {
    guard let id = classes.id(of: name) else {
      throw bad("there is no class \(quoted(name)): the classes are \(known)")
    }
    return id
  }

  private var known: String {
    classes.classes.map { "\($0.id) \(quoted($0.name))" }.joined(separator: ", ")
  }

  private func score(of box: Int) throws(DatasetsError) -> Double {
    guard
      let value = document.value(of: "score", in: box) ?? document.value(of: "confidence", in: box)
    else { return 1 }
    guard let score = document.number(value), (0...1).contains(score) else {
      throw bad("score: expected a number from 0 to 1, found \(document.kind(of: value))")
    }
    return score
  }

  private func number(_ key: StaticString, in object: Int) throws(DatasetsError) -> Double {
    let value = document.value(of: key, in: object)
    guard let number = document.number(value), number.isFinite else {
      throw bad("\(key): expected a number, found \(document.kind(of: value))")
    }
    return number
  }

  private func isText(_ node: Int) -> Bool {
    switch document[node] {
    case .text, .escapedText: true
    default: false
    }
  }
}
