import Labels

/// Reads one line, and remembers where it is for its messages.
struct AnnotationLineReader {
  /// Keys that `ConsensusLine` writes and that no annotations line has: they would clash.
  static let outputKeys: Set<String> = ["labelers", "disagreement", "risk", "decision", "boxes"]
  /// Pixels; beyond any image, and far from where numbers lose their decimals.
  static let largestSide = 1_000_000

  let bytes: [UInt8]
  let number: Int
  let classes: ClassTable?
  private var image: String?
  private var labeler: String?

  init(bytes: [UInt8], number: Int, classes: ClassTable?) {
    self.bytes = bytes
    self.number = number
    self.classes = classes
  }

  private func bad(_ problem: String) -> DatasetsError {
    .line(number: number, image: image, labeler: labeler, problem: problem)
  }

  mutating func line(from start: Int) throws(DatasetsError) -> AnnotationLine {
    let value: JSONValue
    let nonFinite: [Int]
    do {
      (value, nonFinite) = try JSONReader.read(bytes, from: start)
    } catch {
      throw bad("not JSON at byte \(error.column): \(error.problem)")
    }
    guard case .object(let members) = value else {
      throw bad("expected an object, found \(value.kind)")
    }
    let fields = Fields(members)
    let name = try text(fields["image"], "image")
    image = name
    let sha256 = try sha256(fields["sha256"])
    let width = try side(fields["width"], "width")
    let height = try side(fields["height"], "height")
    guard case .array(let answers)? = fields["annotations"] else {
      throw bad("annotations: expected a list, found \(fields.kind("annotations"))")
    }
    let table = classes ?? ClassTable(names: classNames(in: answers))
    var line = AnnotationLine(
      number: number, image: name, sha256: sha256, width: width, height: height, submitted: [],
      classes: table, passengers: [])
    for answer in answers {
      let submitted = try annotation(answer, in: line)
      try add(submitted, to: &line)
      labeler = nil
    }
    line.passengers = try passengers(members, nonFinite: nonFinite)
    return line
  }

  // MARK: The image

  private func sha256(_ value: JSONValue?) throws(DatasetsError) -> String? {
    guard let value else { return nil }
    guard case .string(let digits) = value, digits.utf8.count == 64,
      digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { throw bad("sha256: expected 64 hexadecimal digits, found \(value.kind)") }
    return digits.lowercased()
  }

  private func side(_ value: JSONValue?, _ key: String) throws(DatasetsError) -> Int {
    guard case .number(let pixels)? = value, pixels == pixels.rounded(),
      pixels >= 1, pixels <= Double(Self.largestSide)
    else {
      throw bad(
        "\(key): expected a whole number of pixels from 1 to \(Self.largestSide), "
          + "found \(value?.kind ?? "nothing")")
    }
    return Int(pixels)
  }

  /// Keys that mean nothing here, and `sha256`, which the consensus keeps.
  private func passengers(
    _ members: [JSONMember], nonFinite: [Int]
  ) throws(DatasetsError) -> [AnnotationLine.Passenger] {
    var passengers: [AnnotationLine.Passenger] = []
    for member in members where !["image", "width", "height", "annotations"].contains(member.key) {
      if Self.outputKeys.contains(member.key) {
        throw bad(
          "the key \(quoted(member.key)) would clash with the consensus's own: rename it")
      }
      if nonFinite.contains(where: member.source.contains) {
        throw bad("\(quoted(member.key)) holds NaN or Infinity, which JSON does not have")
      }
      passengers.append(
        AnnotationLine.Passenger(
          key: member.key, json: String(decoding: bytes[member.source], as: UTF8.self)))
    }
    return passengers
  }

  // MARK: Annotations

  private mutating func annotation(
    _ value: JSONValue, in line: AnnotationLine
  ) throws(DatasetsError) -> SubmittedAnnotation {
    guard case .object(let members) = value else {
      throw bad("annotations: expected an object, found \(value.kind)")
    }
    let fields = Fields(members)
    let name = try text(fields["labeler"], "labeler")
    labeler = name
    let revision = try revision(fields["revision"])
    return SubmittedAnnotation(
      annotation: Annotation(
        labeler: name, answer: try answer(fields, in: line), revision: revision ?? 1),
      revision: revision, submission: try submission(fields["submission"]),
      seconds: try seconds(fields["seconds"]))
  }

  private func answer(
    _ fields: Fields, in line: AnnotationLine
  ) throws(DatasetsError) -> Answer {
    let isSkip = fields["skip"] != nil
    let values: [JSONValue]
    switch fields["boxes"] {
    case .array(let boxes)?: values = boxes
    case nil where isSkip: values = []
    default: throw bad("boxes: expected a list, found \(fields.kind("boxes"))")
    }
    guard !isSkip else {
      let reason = try text(fields["skip"], "skip")
      guard values.isEmpty else {
        throw bad("it skips the image and has \(values.count) boxes: leave out one or the other")
      }
      return .skip(reason: reason)
    }
    var boxes: [LabeledBox] = []
    for (index, value) in values.enumerated() {
      boxes.append(try box(value, "box \(index + 1)", in: line))
    }
    return .boxes(boxes)
  }

  private func box(
    _ value: JSONValue, _ place: String, in line: AnnotationLine
  ) throws(DatasetsError) -> LabeledBox {
    guard case .object(let members) = value else {
      throw bad("\(place): expected an object, found \(value.kind)")
    }
    let fields = Fields(members)
    var numbers: [Double] = []
    for key in ["x", "y", "width", "height"] {
      guard case .number(let number)? = fields[key] else {
        throw bad("\(place): \(key): expected a number, found \(fields.kind(key))")
      }
      numbers.append(number)
    }
    let box = Box(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    if let fault = box.fault(imageWidth: line.width, imageHeight: line.height) {
      throw bad("\(place): \(fault)")
    }
    let name = try text(fields["class"], "\(place): class")
    guard let id = line.classes.id(of: name) else {
      let known = line.classes.classes.map { quoted($0.name) }.joined(separator: ", ")
      throw bad("\(place): there is no class \(quoted(name)): the classes are \(known)")
    }
    return LabeledBox(box: box, classID: id)
  }

  private func revision(_ value: JSONValue?) throws(DatasetsError) -> Int? {
    guard let value else { return nil }
    guard case .number(let revision) = value, revision == revision.rounded(),
      (1...1e9).contains(revision)
    else { throw bad("revision: expected a whole number from 1, found \(value.kind)") }
    return Int(revision)
  }

  private func submission(_ value: JSONValue?) throws(DatasetsError) -> String? {
    guard let value else { return nil }
    guard case .string(let id) = value else {
      throw bad("submission: expected a UUID, found \(value.kind)")
    }
    let groups = id.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.joined().utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { throw bad("submission: expected a UUID, found \(value.kind)") }
    return id
  }

  private func seconds(_ value: JSONValue?) throws(DatasetsError) -> Double? {
    guard let value else { return nil }
    guard case .number(let seconds) = value, seconds.isFinite, seconds >= 0 else {
      throw bad("seconds: expected a number from 0, found \(value.kind)")
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

  // MARK: Fields

  /// Every class that any box names, so that ids can follow from the names alone.
  private func classNames(in answers: [JSONValue]) -> Set<String> {
    var names: Set<String> = []
    for case .object(let members) in answers {
      guard case .array(let boxes)? = Fields(members)["boxes"] else { continue }
      for case .object(let box) in boxes {
        if case .string(let name)? = Fields(box)["class"] { names.insert(name) }
      }
    }
    return names
  }

  private func text(_ value: JSONValue?, _ key: String) throws(DatasetsError) -> String {
    guard case .string(let text)? = value else {
      throw bad("\(key): expected a text, found \(value?.kind ?? "nothing")")
    }
    guard !text.isEmpty else { throw bad("\(key): the text is empty") }
    return text
  }
}

/// An object's members by key; null is as good as absent.
private struct Fields {
  private let values: [String: JSONValue]

  init(_ members: [JSONMember]) {
    values = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
      .filter { $0.value != .null }
  }

  subscript(key: String) -> JSONValue? { values[key] }

  func kind(_ key: String) -> String { values[key]?.kind ?? "nothing" }
}
