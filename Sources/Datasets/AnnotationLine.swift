package import Labels

/// One labeler's answer as a line has it.
package struct SubmittedAnnotation: Hashable, Sendable {
  /// Its revision is 1 where the line has none.
  package var annotation: Annotation
  /// As the line has it, from 1; nil leaves it to the store.
  package var revision: Int?
  /// A UUID: the same one twice is one submission.
  package var submission: String?
  /// Seconds of work.
  package var seconds: Double?
}

/// All annotations of one image: one line of the annotations JSON Lines.
///
/// ```json
/// {"image":"a.png","width":640,"height":480,"annotations":[
///   {"labeler":"ana","boxes":[{"x":10,"y":20.5,"width":100,"height":50,"class":"lipstick"}]},
///   {"labeler":"cy","boxes":[],"skip":"blurred"}]}
/// ```
///
/// (on one line). Optional are `sha256` of the image, and `skip`, `revision`, `submission` and
/// `seconds` of an annotation; null is as good as absent. Every other key of the line is kept as
/// it is written, for `ConsensusLine`. Boxes are pixels from the image's top left corner; one that
/// cannot be a label (`Box.fault`) is an error, never clipped or left out.
package struct AnnotationLine: Hashable, Sendable {
  /// A key that means nothing here.
  package struct Passenger: Hashable, Sendable {
    package var key: String
    /// The key and its value as they were written, byte for byte, with a colon between.
    package var member: [UInt8]
  }

  /// From 1.
  package var number: Int
  package var image: String
  /// 64 lower-case hexadecimal digits.
  package var sha256: String?
  /// Pixels.
  package var width: Int
  package var height: Int
  package var submitted: [SubmittedAnnotation]
  /// What the boxes' class ids mean.
  package var classes: ClassTable
  /// In the line's order.
  package var passengers: [Passenger]

  package var annotations: [Annotation] { submitted.map(\.annotation) }
}

extension AnnotationLine {
  /// Reads one line; nil when it is blank.
  ///
  /// A byte order mark before the first line, and a carriage return at a line's end, are skipped.
  ///
  /// - Parameters:
  ///   - bytes: without the line feed; nothing points into them afterwards.
  ///   - number: the line's, from 1.
  ///   - classes: those that boxes may have. Where they are open, other names are classes too,
  ///     with ids that follow from the line's set of names alone: so the outcome of a line does
  ///     not depend on the lines before it.
  /// - Returns: the line's content.
  /// - Throws: `DatasetsError.line`, which names the line, the image, the labeler and the number.
  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, number: Int, classes: ClassTable = .any
  ) throws(DatasetsError) -> AnnotationLine? {
    let hasMark = number == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : 0
    let isBlank = bytes[start...].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
    guard !isBlank else { return nil }
    return try AnnotationLineReader.read(bytes, from: start, number: number, classes: classes)
  }

  /// Reads one line of bytes; see `read(_:number:classes:)`.
  package static func read(
    _ bytes: [UInt8], number: Int, classes: ClassTable = .any
  ) throws(DatasetsError) -> AnnotationLine? {
    try bytes.withUnsafeBufferPointer { bytes throws(DatasetsError) in
      try read(bytes, number: number, classes: classes)
    }
  }

  /// Reads one line of text; see `read(_:number:classes:)`.
  package static func read(
    _ text: String, number: Int, classes: ClassTable = .any
  ) throws(DatasetsError) -> AnnotationLine? {
    try read(Array(text.utf8), number: number, classes: classes)
  }
}
