import Labels

/// Reads one line, and remembers where it is for its messages.
struct AnnotationLineReader {
  /// Keys that `ConsensusLine` writes and that no annotations line has: they would clash.
  private static let outputKeys: [StaticString] = [
    "labelers", "disagreement", "risk", "decision", "boxes",
  ]
  /// Keys that `ConsensusLine` writes itself, or that it has no use for.
  private static let inputKeys: [StaticString] = ["image", "width", "height", "annotations"]
  /// Pixels; beyond any image, and far from where numbers lose their decimals.
  private static let largestSide = 1_000_000

  private let number: Int
  private let classes: ClassTable
  private let document: JSONDocument
  private var image: String?
  private var labeler: String?

  /// What a line says; see `AnnotationLine.read(_:number:classes:)`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, number: Int, classes: ClassTable
  ) throws(DatasetsError) -> AnnotationLine {
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, from: start)
    } catch {
      throw .line(
        number: number, image: nil, labeler: nil,
        problem: "not JSON at byte \(error.column): \(error.problem)")
    }
    var reader = AnnotationLineReader(number: number, classes: classes, document: document)
    return try reader.line()
  }

  private init(number: Int, classes: ClassTable, document: JSONDocument) {
    self.number = number
    self.classes = classes
    self.document = document
  }

  private func bad(_ problem: String) -> DatasetsError {
    .line(number: number, image: image, labeler: labeler, problem: problem)
  }

  private mutating func line() throws(DatasetsError) -> AnnotationLine {
    guard document[0] == .object else {
      throw bad("expected an object, found \(document.kind(of: 0))")
    }
    let name = try text(document.value(of: "image", in: 0), "image")
    image = name
    let sha256 = try sha256(document.value(of: "sha256", in: 0))
    let width = try side("width")
    let height = try side("height")
    let answers = document.value(of: "annotations", in: 0)
    guard let answers, document[answers] == .list else {
      throw bad("annotations: expected a list, found \(document.kind(of: answers))")
    }
    let table = classes.isOpen ? classes.adding(classNames(in: answers)) : classes
    var line = AnnotationLine(
      number: number, image: name, sha256: sha256, width: width, height: height, submitted: [],
      classes: table, passengers: [])
    for answer in document.children(of: answers) {
      let submitted = try annotation(answer, in: line)
      try add(submitted, to: &line)
      labeler = nil
    }
    line.passengers = try passengers()
    return line
  }

  // MARK: The image

  private func sha256(_ value: Int?) throws(DatasetsError) -> String? {
    guard let value else { return nil }
    guard let digits = string(value), digits.utf8.count == 64,
      digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { throw bad("sha256: expected 64 hexadecimal digits, found \(document.kind(of: value))") }
    return digits.lowercased()
  }

  private func side(_ key: StaticString) throws(DatasetsError) -> Int {
    let value = document.value(of: key, in: 0)
    guard let pixels = document.number(value), pixels == pixels.rounded(),
      pixels >= 1, pixels <= Double(Self.largestSide)
    else {
      throw bad(
        "\(key): expected a whole number of pixels from 1 to \(Self.largestSide), "
          + "found \(document.kind(of: value))")
    }
    return Int(pixels)
  }

  /// Keys that mean nothing here, and `sha256`, which the consensus keeps.
  private func passengers() throws(DatasetsError) -> [AnnotationLine.Passenger] {
    var passengers: [AnnotationLine.Passenger] = []
    var members = document.children(of: 0)
    while let key = members.next(), let value = members.next() {
      if Self.inputKeys.contains(where: { document.says($0, at: key) }) { continue }
      if Self.outputKeys.contains(where: { document.says($0, at: key) }) {
        throw bad(
          "the key \(quoted(document.text(key))) would clash with the consensus's own: rename it")
      }
      if document.holdsNonFinite(value) {
        throw bad(
          "\(quoted(document.text(key))) holds NaN or Infinity, which JSON does not have")
      }
      passengers.append(
        AnnotationLine.Passenger(key: document.text(key), member: document.member(key, value)))
    }
    return passengers
  }

  // MARK: Annotations

  private mutating func annotation(
    _ value: Int, in line: AnnotationLine
  ) throws(DatasetsError) -> SubmittedAnnotation {
    guard document[value] == .object else {
      throw bad("annotations: expected an object, found \(document.kind(of: value))")
    }
    let name = try text(document.value(of: "labeler", in: value), "labeler")
    labeler = name
    let revision = try revision(document.value(of: "revision", in: value))
    return SubmittedAnnotation(
      annotation: Annotation(
        labeler: name, answer: try answer(value, in: line), revision: revision ?? 1),
      revision: revision,
      submission: try submission(document.value(of: "submission", in: value)),
      seconds: try seconds(document.value(of: "seconds", in: value)))
  }

  private func answer(_ annotation: Int, in line: AnnotationLine) throws(DatasetsError) -> Answer {
    let skip = document.value(of: "skip", in: annotation)
    let list = document.value(of: "boxes", in: annotation)
    guard list.map({ document[$0] == .list }) ?? (skip != nil) else {
      throw bad("boxes: expected a list, found \(document.kind(of: list))")
    }
    if let skip {
      let reason = try text(skip, "skip")
      let count = list.map { Array(document.children(of: $0)).count } ?? 0
      guard count == 0 else {
        throw bad("it skips the image and has \(count) boxes: leave out one or the other")
      }
      return .skip(reason: reason)
    }
    var boxes: [LabeledBox] = []
    if let list {
      for value in document.children(of: list) {
        boxes.append(try box(value, number: boxes.count + 1, in: line))
      }
    }
    return .boxes(boxes)
  }

  private func box(
    _ value: Int, number: Int, in line: AnnotationLine
  ) throws(DatasetsError) -> LabeledBox {
    guard document[value] == .object else {
      throw bad("box \(number): expected an object, found \(document.kind(of: value))")
    }
    func side(_ key: StaticString) throws(DatasetsError) -> Double {
      let side = document.value(of: key, in: value)
      guard let pixels = document.number(side) else {
        throw bad("box \(number): \(key): expected a number, found \(document.kind(of: side))")
      }
      return pixels
    }
    let box = Box(
      x: try side("x"), y: try side("y"), width: try side("width"), height: try side("height"))
    if let fault = box.fault(imageWidth: line.width, imageHeight: line.height) {
      throw bad("box \(number): \(fault)")
    }
    let name = try text(document.value(of: "class", in: value), "box \(number): class")
    guard let id = line.classes.id(of: name) else {
      let known = line.classes.classes.map { quoted($0.name) }.joined(separator: ", ")
      throw bad("box \(number): there is no class \(quoted(name)): the classes are \(known)")
    }
    return LabeledBox(
      box: box, classID: id, attributes: try attributes(of: value, number: number))
  }

  /// Most boxes have their five members and no attributes: their keys are not looked through again.
  private func attributes(of box: Int, number: Int) throws(DatasetsError) -> Attributes {
    guard document.hasMoreNodes(than: 10, in: box),
      let list = document.value(of: "attributes", in: box)
    else { return .none }
    switch document.attributes(list) {
    case .attributes(let attributes): return attributes
    case .fault(let problem): throw bad("box \(number): \(problem)")
    }
  }

  private func revision(_ value: Int?) throws(DatasetsError) -> Int? {
    guard let value else { return nil }
    guard let revision = document.number(value), revision == revision.rounded(),
      (1...1e9).contains(revision)
    else {
      throw bad("revision: expected a whole number from 1, found \(document.kind(of: value))")
    }
    return Int(revision)
  }

  private func submission(_ value: Int?) throws(DatasetsError) -> String? {
    guard let value else { return nil }
    let groups = string(value)?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.joined().utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { throw bad("submission: expected a UUID, found \(document.kind(of: value))") }
    return groups.joined(separator: "-")
  }

  private func seconds(_ value: Int?) throws(DatasetsError) -> Double? {
    guard let value else { return nil }
    guard let seconds = document.number(value), seconds.isFinite, seconds >= 0 else {
      throw bad("seconds: expected a number from 0, found \(document.kind(of: value))")
    }
    return seconds
  }

  /// One labeler answers once in each revision. The same answer twice is one; of two different
  /// ones nobody could say which counts.
  private func add(
    _ new: SubmittedAnnotation, to line: inout AnnotationLine
  ) throws(DatasetsError) {
    let twin = line.submitted.first {
      $0.annotation.labeler == new.annotation.labeler
        && $0.annotation.revision == new.annotation.revision
    }
    guard let twin else {
      line.submitted.append(new)
      return
    }
    guard twin.annotation == new.annotation else {
      throw bad(
        "two different answers of revision \(new.annotation.revision): "
          + "give the later one a higher \"revision\"")
    }
  }

  // MARK: Texts

  /// Every class that any box names, so that ids can follow from the names alone.
  private func classNames(in answers: Int) -> Set<String> {
    var names: Set<String> = []
    var last: Int?
    for answer in document.children(of: answers) where document[answer] == .object {
      guard let boxes = document.value(of: "boxes", in: answer), document[boxes] == .list else {
        continue
      }
      for box in document.children(of: boxes) where document[box] == .object {
        // Most boxes have the class of the one before.
        guard let name = document.value(of: "class", in: box),
          last.map({ document.same($0, name) }) != true, let text = string(name)
        else { continue }
        names.insert(text)
        last = name
      }
    }
    return names
  }

  private func string(_ value: Int?) -> String? {
    guard let value else { return nil }
    switch document[value] {
    case .text, .escapedText: return document.text(value)
    default: return nil
    }
  }

  private func text(_ value: Int?, _ key: @autoclosure () -> String) throws(DatasetsError) -> String
  {
    guard let text = string(value) else {
      throw bad("\(key()): expected a text, found \(document.kind(of: value))")
    }
    guard !text.isEmpty else { throw bad("\(key()): the text is empty") }
    return text
  }
}
