import GRDB
import Labels

/// One revision of a labeler's answer, as stored.
struct StoredAnswer {
  var image: Int
  var annotation: Annotation
}

extension Database {
  func submission(_ id: String) throws -> StoredAnswer? {
    let statement = try cachedStatement(
      sql: """
        SELECT a.id, a.image, a.revision, a.skip, p.name
        FROM annotation AS a JOIN person AS p ON p.id = a.person WHERE a.submission = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let fact: Int = row["id"]
    let boxes = try boxes(ofAnnotation: fact)
    return StoredAnswer(
      image: row["image"],
      annotation: Annotation(
        labeler: row["name"],
        answer: Answer(skip: row["skip"], boxes: boxes),
        revision: row["revision"]))
  }

  /// 0 when the person has not answered.
  func latestRevision(of image: Int, by person: Int) throws -> Int {
    let statement = try cachedStatement(
      sql: "SELECT max(revision) FROM annotation WHERE image = ? AND person = ?")
    return try Int.fetchOne(statement, arguments: [image, person]) ?? 0
  }

  /// Throws `badBox`, `unknownClass` or `badAttribute` when the answer cannot be stored.
  func check(_ answer: Answer, of image: ImageRecord, by person: String) throws {
    guard !answer.boxes.isEmpty else { return }
    let asked = try attributes()
    let classes = Set(try classes().map(\.id))
    for (index, labeled) in answer.boxes.enumerated() {
      if let fault = labeled.box.fault(imageWidth: image.width, imageHeight: image.height) {
        throw StoreError.badBox(
          image: image.name, labeler: person, fault: "box \(index + 1): \(fault)")
      }
      if !classes.contains(labeled.classID) { throw StoreError.unknownClass(labeled.classID) }
      if let fault = asked.fault(in: labeled) {
        throw StoreError.badAttribute(
          image: image.name, labeler: person, fault: "box \(index + 1): \(fault)")
      }
    }
  }
}
