import FoundationEssentials
import GRDB
import Labels

/// Makes records of a workspace's rows, in one snapshot.
///
/// A record's first member is its `kind`: `tessera` for the first one, then the tables'; an image's
/// record has all that was said of it. The last one is of the kind `end` and counts the others.
struct ArchiveWriter {
  let database: Database
  private let people: [Int: String]
  private let classes: [Int: String]
  private let attributes: [Int: String]

  init(_ database: Database) throws {
    self.database = database
    people = try Self.names(in: "person", database)
    classes = try Self.names(in: "class", database)
    attributes = try Self.names(in: "attribute", database)
  }

  private static func names(in table: String, _ database: Database) throws -> [Int: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM \(table)")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["name"]) })
  }

  /// Calls `body` with each record; memory does not grow with their number.
  func forEach(_ body: (PlainRecord) throws -> Void) throws {
    var count = 0
    func give(_ record: PlainRecord) throws {
      try body(record)
      count += 1
    }
    try give(Archive.header(version: Migrations.latest))
    for table in ArchiveTables.before { try forEachRow(of: table, give) }
    try forEachImage(give)
    for table in ArchiveTables.after { try forEachRow(of: table, give) }
    try body(Archive.end(records: count))
  }

  private func forEachRow(
    of table: ArchiveTable, _ body: (PlainRecord) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \(table.name) ORDER BY id")
    while let row = try rows.next() {
      try body(members(of: row, table, after: [.init("kind", .text(table.name))]))
    }
  }

  // MARK: Images

  private static let imagesOfPage = 200

  private func forEachImage(_ body: (PlainRecord) throws -> Void) throws {
    let statement = try database.makeStatement(
      sql: "SELECT * FROM image WHERE id > ? ORDER BY id LIMIT \(Self.imagesOfPage)")
    var last = 0
    while true {
      let rows = try Row.fetchAll(statement, arguments: [last])
      guard let first = rows.first?["id"] as Int?, let end = rows.last?["id"] as Int? else {
        return
      }
      let page = try Page(self, images: first...end)
      for row in rows {
        var record = members(
          of: row, ArchiveTables.image, after: [.init("kind", .text(ArchiveTables.image.name))])
        page.add(to: &record, image: row["id"])
        try body(record)
      }
      last = end
    }
  }

  /// What was said of some images.
  private struct Page {
    private var proposals: [Int: [PlainValue]] = [:]
    private var annotations: [Int: [PlainValue]] = [:]
    private var resolutions: [Int: [PlainValue]] = [:]
    private var golds: [Int: [PlainValue]] = [:]
    private var assignments: [Int: [PlainValue]]
    private var desks: [Int: [PlainValue]]
    private var standings: [Int: [PlainValue]] = [:]

    init(_ writer: ArchiveWriter, images: ClosedRange<Int>) throws {
      let proposed = try writer.values(of: "proposal", images)
      for (row, image) in try writer.rows(of: ArchiveTables.proposal, images) {
        var record = writer.members(of: row, ArchiveTables.proposal)
        if let values = proposed[BoxPlace(owner: row["id"], ordinal: 1)] {
          record.append("attributes", .record(values))
        }
        proposals[image, default: []].append(.record(record))
      }
      let boxes = try writer.boxes(of: "annotation", ArchiveTables.annotationBox, images)
      let outcomes = try writer.outcomes(images)
      for (row, image) in try writer.rows(of: ArchiveTables.annotation, images) {
        var record = writer.members(of: row, ArchiveTables.annotation)
        record.append("boxes", .list(boxes[row["id"]] ?? []))
        if let outcomes = outcomes[row["id"]] { record.append("outcomes", .list(outcomes)) }
        annotations[image, default: []].append(.record(record))
      }
      let decided = try writer.boxes(of: "resolution", ArchiveTables.resolutionBox, images)
      for (row, image) in try writer.rows(of: ArchiveTables.resolution, images) {
        var record = writer.members(of: row, ArchiveTables.resolution)
        record.append("boxes", .list(decided[row["id"]] ?? []))
        resolutions[image, default: []].append(.record(record))
      }
      let golden = try writer.boxes(of: "gold", ArchiveTables.goldBox, images, hasValues: false)
      for (row, image) in try writer.rows(of: ArchiveTables.gold, images) {
        var record = writer.members(of: row, ArchiveTables.gold)
        record.append("boxes", .list(golden[row["id"]] ?? []))
        golds[image, default: []].append(.record(record))
      }
      let merged = try writer.boxes(of: nil, ArchiveTables.mergedBox, images)
      for (row, image) in try writer.rows(of: ArchiveTables.standing, images, order: "image") {
        var record = writer.members(of: row, ArchiveTables.standing)
        if let boxes = merged[image] { record.append("boxes", .list(boxes)) }
        standings[image, default: []].append(.record(record))
      }
      assignments = try writer.grouped(ArchiveTables.assignment, images, order: "image, person")
      desks = try writer.grouped(ArchiveTables.desk, images, order: "image")
    }

    func add(to record: inout PlainRecord, image: Int) {
      if let proposals = proposals[image] { record.append("proposals", .list(proposals)) }
      if let annotations = annotations[image] { record.append("annotations", .list(annotations)) }
      if let resolution = resolutions[image]?.first { record.append("resolution", resolution) }
      if let golds = golds[image] { record.append("gold", .list(golds)) }
      if let assignments = assignments[image] { record.append("assignments", .list(assignments)) }
      if let desk = desks[image]?.first { record.append("desk", desk) }
      if let standing = standings[image]?.first { record.append("standing", standing) }
    }
  }

  private struct BoxPlace: Hashable {
    let owner: Int
    let ordinal: Int
  }

  /// A table's rows with the images that they belong to.
  private func rows(
    of table: ArchiveTable, _ images: ClosedRange<Int>, order: String = "image, id"
  ) throws -> [(Row, image: Int)] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT * FROM \(table.name) WHERE image BETWEEN ? AND ? ORDER BY \(order)"),
      arguments: [images.lowerBound, images.upperBound]
    ).map { ($0, $0["image"]) }
  }

  private func grouped(
    _ table: ArchiveTable, _ images: ClosedRange<Int>, order: String
  ) throws -> [Int: [PlainValue]] {
    try rows(of: table, images, order: order).reduce(into: [:]) { found, each in
      found[each.image, default: []].append(.record(members(of: each.0, table)))
    }
  }

  /// Boxes by their owner, with their attributes; without an `owner` table they are the image's.
  private func boxes(
    of owner: String?, _ table: ArchiveTable, _ images: ClosedRange<Int>, hasValues: Bool = true
  ) throws -> [Int: [PlainValue]] {
    let values = hasValues ? try values(of: owner ?? "merged", images) : [:]
    let key = owner ?? "image"
    let source = owner.map { "\($0) AS o JOIN \(table.name) AS b ON b.\($0) = o.id" }
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT b.* FROM \(source ?? "\(table.name) AS b")
          WHERE \(owner == nil ? "b" : "o").image BETWEEN ? AND ? ORDER BY b.\(key), b.ordinal
          """), arguments: [images.lowerBound, images.upperBound])
    var found: [Int: [PlainValue]] = [:]
    while let row = try rows.next() {
      let place = BoxPlace(owner: row[key], ordinal: row["ordinal"])
      var record = members(of: row, table)
      if let values = values[place] { record.append("attributes", .record(values)) }
      found[place.owner, default: []].append(.record(record))
    }
    return found
  }

  private func outcomes(_ images: ClosedRange<Int>) throws -> [Int: [PlainValue]] {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT b.* FROM annotation AS o JOIN proposal_outcome AS b ON b.annotation = o.id
          WHERE o.image BETWEEN ? AND ? ORDER BY b.annotation, b.proposal
          """), arguments: [images.lowerBound, images.upperBound])
    var found: [Int: [PlainValue]] = [:]
    while let row = try rows.next() {
      found[row["annotation"], default: []].append(
        .record(members(of: row, ArchiveTables.outcome)))
    }
    return found
  }

  /// What was said of the boxes of annotations, resolutions, proposals or of merged ones.
  private func values(
    of owner: String, _ images: ClosedRange<Int>
  ) throws -> [BoxPlace: PlainRecord] {
    let isMerged = owner == "merged"
    let source =
      isMerged
      ? "merged_attribute AS v"
      : "\(owner) AS o JOIN \(owner)_attribute AS v ON v.\(owner) = o.id"
    let key = isMerged ? "image" : owner
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT v.\(key) AS owner, v.ordinal, v.attribute, v.value FROM \(source)
          WHERE \(isMerged ? "v" : "o").image BETWEEN ? AND ?
          ORDER BY v.\(key), v.ordinal, v.attribute
          """), arguments: [images.lowerBound, images.upperBound])
    var found: [BoxPlace: PlainRecord] = [:]
    while let row = try rows.next() {
      let value: PlainValue =
        switch (row["value"] as DatabaseValue).storage {
        case .int64(let flag): .flag(flag != 0)
        case .double(let number): .number(number)
        case .string(let text): .text(text)
        case .null, .blob: .null
        }
      found[BoxPlace(owner: row["owner"], ordinal: row["ordinal"]), default: PlainRecord()]
        .append(attributes[row["attribute"]] ?? "", value)
    }
    return found
  }

  // MARK: Rows

  private func members(
    of row: Row, _ table: ArchiveTable, after first: [PlainRecord.Member] = []
  ) -> PlainRecord {
    var record = PlainRecord(first)
    for column in table.columns {
      record.append(column.key, value(row[column.name], column.kind))
    }
    return record
  }

  private func value(_ stored: DatabaseValue, _ kind: ArchiveTable.Kind) -> PlainValue {
    switch (kind, stored.storage) {
    case (.boxCount, _), (_, .null): .null
    case (.flag, .int64(let flag)): .flag(flag != 0)
    case (.person, .int64(let id)): .text(people[Int(id)] ?? "")
    case (.label, .int64(let id)): .text(classes[Int(id)] ?? "")
    case (_, .int64(let number)): .whole(Int(number))
    case (_, .double(let number)): .number(number)
    case (_, .string(let text)): .text(text)
    case (_, .blob(let bytes)): .text(bytes.base64EncodedString())
    }
  }
}

/// The records that are no rows.
enum Archive {
  static func header(version: Int) -> PlainRecord {
    PlainRecord([.init("kind", .text("tessera")), .init("version", .whole(version))])
  }

  static func end(records: Int) -> PlainRecord {
    PlainRecord([.init("kind", .text("end")), .init("records", .whole(records))])
  }
}
