extension SkillsFile {
  /// Reads a file's bytes.
  ///
  /// Numbers that no estimate comes near are refused: a file that was damaged, or made by hand,
  /// never leads to boxes without a meaning.
  ///
  /// - Parameters:
  ///   - bytes: all of the file.
  ///   - path: for messages.
  ///   - version: the one that this program can use.
  /// - Returns: what the file says.
  /// - Throws: `DatasetsError.notSkills`, which says what is wrong.
  package static func read(
    _ bytes: [UInt8], path: String, version: Int
  ) throws(DatasetsError) -> SkillsFile {
    try bytes.withUnsafeBufferPointer { bytes throws(DatasetsError) in
      let document: JSONDocument
      do throws(JSONFault) {
        document = try JSONReader.read(bytes, from: 0)
      } catch {
        throw .notSkills(path: path, problem: "not JSON at byte \(error.column): \(error.problem)")
      }
      return try SkillsFileReader(path: path, document: document).file(version: version)
    }
  }
}

/// Reads one file; `place` of its functions says where they are, for their messages.
private struct SkillsFileReader {
  let path: String
  let document: JSONDocument

  /// Counts beyond which whole numbers are no longer exact.
  private static let counts = 0.0...9e15
  /// Far beyond what estimates are held within.
  private static let factors = 1e-4...1e4
  private static let probabilities = 1e-4...0.9999
  private static let shares = -10.0...10.0
  private static let coefficients = -1e4...1e4

  private func bad(_ problem: String) -> DatasetsError {
    .notSkills(path: path, problem: problem)
  }

  func file(version: Int) throws(DatasetsError) -> SkillsFile {
    guard document[0] == .object, let format = document.value(of: "format", in: 0),
      isText(format), document.text(format) == SkillsFile.format
    else { throw bad(#"its "format" is not \#(quoted(SkillsFile.format))"#) }
    let found = try count("version", in: 0, "")
    guard found == version else {
      throw bad("it has version \(found), and this program uses version \(version)")
    }
    var classes: Set<String> = []
    for value in try list("classes", in: 0, "") {
      let name = try text(value, "classes")
      guard classes.insert(name).inserted else {
        throw bad("classes: \(quoted(name)) is there twice")
      }
    }
    var labelers: [String: SkillsFile.Labeler] = [:]
    for value in try list("labelers", in: 0, "") {
      let name = try text(try member("name", in: value, "labelers: "), "labelers: name")
      let place = "labeler \(quoted(name)): "
      guard labelers[name] == nil else { throw bad(place + "is there twice") }
      labelers[name] = try labeler(value, place, classes: classes)
    }
    return SkillsFile(
      version: found, classes: classes, common: try common(), labelers: labelers,
      named: try namings(in: 0, "", classes: classes),
      objects: try counts(try member("objects", in: 0, ""), "objects: ", classes: classes),
      calibration: try calibration())
  }

  private func common() throws(DatasetsError) -> SkillsFile.Common {
    let (value, place) = (try member("common", in: 0, ""), "common: ")
    return SkillsFile.Common(
      images: try count("images", in: value, place),
      floor: try number("floor", in: value, place, Self.factors),
      spread: try number("spread", in: value, place, Self.factors),
      objects: try number("objects", in: value, place, Self.probabilities),
      missesBySize: try numbers("missesBySize", in: value, place, Self.factors))
  }

  private func labeler(
    _ value: Int, _ place: String, classes: Set<String>
  ) throws(DatasetsError) -> SkillsFile.Labeler {
    let copies = try member("copies", in: value, place)
    guard case .bool(let copies) = document[copies] else {
      throw bad("\(place)copies: expected true or false, found \(document.kind(of: copies))")
    }
    return SkillsFile.Labeler(
      images: try count("images", in: value, place),
      boxes: try number("boxes", in: value, place, Self.counts),
      bias: try edges("bias", in: value, place, Self.shares),
      variance: try edges("variance", in: value, place, Self.factors),
      misses: try number("misses", in: value, place, Self.probabilities),
      inventions: try number("inventions", in: value, place, Self.probabilities),
      copies: copies, named: try namings(in: value, place, classes: classes))
  }

  private func calibration() throws(DatasetsError) -> SkillsFile.Calibration {
    let (value, place) = (try member("calibration", in: 0, ""), "calibration: ")
    return SkillsFile.Calibration(
      experts: try count("experts", in: value, place),
      right: try numbers("right", in: value, place, Self.coefficients),
      present: try numbers("present", in: value, place, Self.coefficients),
      overlap: try numbers("overlap", in: value, place, Self.coefficients),
      risk: try numbers("risk", in: value, place, Self.coefficients))
  }

  // MARK: Classes

  private func namings(
    in object: Int, _ place: String, classes: Set<String>
  ) throws(DatasetsError) -> SkillsFile.Namings {
    let value = try member("named", in: object, place)
    var namings: SkillsFile.Namings = [:]
    for (name, votes) in try members(of: value, "\(place)named: ", classes: classes) {
      namings[name] = try counts(votes, "\(place)named: \(quoted(name)): ", classes: classes)
    }
    return namings
  }

  private func counts(
    _ value: Int, _ place: String, classes: Set<String>
  ) throws(DatasetsError) -> [String: Double] {
    var counts: [String: Double] = [:]
    for (name, count) in try members(of: value, place, classes: classes) {
      counts[name] = try number(count, place + quoted(name), Self.counts)
    }
    return counts
  }

  /// The members of an object whose keys are classes.
  private func members(
    of object: Int, _ place: String, classes: Set<String>
  ) throws(DatasetsError) -> [(String, Int)] {
    guard document[object] == .object else {
      throw bad("\(place)expected an object, found \(document.kind(of: object))")
    }
    var members: [(String, Int)] = []
    var children = document.children(of: object)
    while let key = children.next(), let value = children.next() {
      let name = document.text(key)
      guard classes.contains(name) else {
        throw bad("\(place)\(quoted(name)) is none of its classes")
      }
      members.append((name, value))
    }
    return members
  }

  // MARK: Values

  private func member(
    _ key: StaticString, in object: Int, _ place: String
  ) throws(DatasetsError) -> Int {
    guard document[object] == .object else {
      throw bad("\(place)expected an object, found \(document.kind(of: object))")
    }
    guard let value = document.value(of: key, in: object) else {
      throw bad("\(place)\(key) is missing")
    }
    return value
  }

  private func list(
    _ key: StaticString, in object: Int, _ place: String
  ) throws(DatasetsError) -> JSONDocument.Children {
    let value = try member(key, in: object, place)
    guard document[value] == .list else {
      throw bad("\(place)\(key): expected a list, found \(document.kind(of: value))")
    }
    return document.children(of: value)
  }

  private func isText(_ value: Int) -> Bool {
    switch document[value] {
    case .text, .escapedText: true
    default: false
    }
  }

  private func text(_ value: Int, _ place: String) throws(DatasetsError) -> String {
    guard isText(value), !document.text(value).isEmpty else {
      throw bad("\(place): expected a text, found \(document.kind(of: value))")
    }
    return document.text(value)
  }

  private func number(
    _ value: Int, _ place: String, _ range: ClosedRange<Double>
  ) throws(DatasetsError) -> Double {
    guard let number = document.number(value), range.contains(number) else {
      throw bad(
        "\(place): expected a number from \(range.lowerBound) to \(range.upperBound), "
          + "found \(document.kind(of: value))")
    }
    return number
  }

  private func number(
    _ key: StaticString, in object: Int, _ place: String, _ range: ClosedRange<Double>
  ) throws(DatasetsError) -> Double {
    try number(try member(key, in: object, place), "\(place)\(key)", range)
  }

  private func count(
    _ key: StaticString, in object: Int, _ place: String
  ) throws(DatasetsError) -> Int {
    let value = try number(key, in: object, place, Self.counts)
    guard value == value.rounded() else {
      throw bad("\(place)\(key): expected a whole number, found the number \(value)")
    }
    return Int(value)
  }

  private func numbers(
    _ key: StaticString, in object: Int, _ place: String, _ range: ClosedRange<Double>
  ) throws(DatasetsError) -> [Double] {
    var numbers: [Double] = []
    for value in try list(key, in: object, place) {
      numbers.append(try number(value, "\(place)\(key)", range))
    }
    return numbers
  }

  private func edges(
    _ key: StaticString, in object: Int, _ place: String, _ range: ClosedRange<Double>
  ) throws(DatasetsError) -> SIMD4<Double> {
    let numbers = try numbers(key, in: object, place, range)
    guard numbers.count == 4 else {
      throw bad("\(place)\(key): expected 4 numbers, found \(numbers.count)")
    }
    return SIMD4(numbers)
  }
}
