import FoundationEssentials
import GRDB
import Labels

/// Writes an archive's records into a workspace's tables, in the order in which `ArchiveWriter` made
/// them. What is read was written by anybody: a member that is unknown, missing or of another kind is a
/// fault, and what the schema does not allow is one.
final class ArchiveReader {
  private let database: Database
  private var people: [String: Int] = [:]
  private var classes: [String: Int] = [:]
  private var attributes: [String: Int] = [:]
  private var records = 0
  private var isComplete = false
  private let tables: [String: ArchiveTable]

  init(_ database: Database) {
    self.database = database
    tables = Dictionary(
      uniqueKeysWithValues: (ArchiveTables.before + ArchiveTables.after).map { ($0.name, $0) })
  }

  /// Takes the next record.
  ///
  /// - Throws: `RecordFault` where it cannot be part of a workspace; `DatabaseError` where nothing can
  ///   be written.
  func take(_ record: PlainRecord) throws {
    guard case .text(let kind)? = record["kind"] else { throw RecordFault("it has no \"kind\"") }
    guard !isComplete else { throw RecordFault("it comes after the end") }
    guard (records == 0) == (kind == "tessera") else {
      throw RecordFault(
        records == 0 ? "it is not the start of an archive" : "a second archive begins")
    }
    do {
      switch kind {
      case "tessera": try take(header: record)
      case "end": try take(end: record)
      case ArchiveTables.image.name: try take(image: record)
      default:
        guard let table = tables[kind] else { throw RecordFault("unknown kind \"\(kind)\"") }
        try insert(record, into: table, beside: ["kind"])
        try remember(record, of: kind)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw RecordFault("it cannot be in a workspace (\(error.message ?? "\(error.resultCode)"))")
    }
    records += 1
  }

  /// Ends the reading, and makes what an archive does not have.
  func finish() throws {
    guard isComplete else { throw RecordFault("it ends in the middle: was the file cut off?") }
    try database.execute(
      sql: """
        INSERT INTO answer_search (rowid, question, answer)
        SELECT a.id, q.text, a.text FROM answer AS a JOIN question AS q ON q.id = a.question
        ORDER BY a.id
        """)
  }

  private func take(header: PlainRecord) throws {
    guard case .whole(let version)? = header["version"] else {
      throw RecordFault("the archive does not say its version")
    }
    guard version == Migrations.latest else {
      throw RecordFault(
        version > Migrations.latest
          ? "made by a later version of Tessera (its format is \(version), this program knows "
            + "\(Migrations.latest)): update Tessera"
          : "made by an earlier version of Tessera (its format is \(version), this program's is "
            + "\(Migrations.latest)): import it with that one, open the workspace with this one")
    }
  }

  private func take(end: PlainRecord) throws {
    guard end["records"] == .whole(records) else {
      throw RecordFault("lines are missing, or were added: there are \(records) before the end")
    }
    isComplete = true
  }

  private func remember(_ record: PlainRecord, of kind: String) throws {
    guard case .text(let name)? = record["name"], case .whole(let id)? = record["id"] else {
      return
    }
    switch kind {
    case "person": people[name] = id
    case "class": classes[name] = id
    case "attribute": attributes[name] = id
    default: break
    }
  }

  // MARK: Images

  private func take(image record: PlainRecord) throws {
    let own: Set = [
      "proposals", "annotations", "resolution", "gold", "assignments", "desk", "standing",
    ]
    try insert(record, into: ArchiveTables.image, beside: own.union(["kind"]))
    guard case .whole(let image)? = record["id"] else { throw RecordFault("it has no \"id\"") }
    for proposal in try list("proposals", of: record) {
      try insert(proposal, into: ArchiveTables.proposal, at: [image], beside: ["attributes"])
      try insert(
        valuesOf: proposal, into: "proposal", owner: try whole("id", of: proposal), ordinal: 1)
    }
    for annotation in try list("annotations", of: record) {
      try insert(
        annotation, into: ArchiveTables.annotation, at: [image], beside: ["boxes", "outcomes"])
      let id = try whole("id", of: annotation)
      try insert(boxesOf: annotation, into: ArchiveTables.annotationBox, values: "annotation", id)
      for outcome in try list("outcomes", of: annotation) {
        try insert(outcome, into: ArchiveTables.outcome, at: [id])
      }
    }
    if let resolution = try one("resolution", of: record) {
      try insert(resolution, into: ArchiveTables.resolution, at: [image], beside: ["boxes"])
      try insert(
        boxesOf: resolution, into: ArchiveTables.resolutionBox, values: "resolution",
        try whole("id", of: resolution))
    }
    for gold in try list("gold", of: record) {
      try insert(gold, into: ArchiveTables.gold, at: [image], beside: ["boxes"])
      try insert(
        boxesOf: gold, into: ArchiveTables.goldBox, values: nil, try whole("id", of: gold))
    }
    // The standing after them: its triggers count whom they seat.
    for assignment in try list("assignments", of: record) {
      try insert(assignment, into: ArchiveTables.assignment, at: [image])
    }
    if let desk = try one("desk", of: record) {
      try insert(desk, into: ArchiveTables.desk, at: [image])
    }
    if let standing = try one("standing", of: record) {
      try insert(standing, into: ArchiveTables.standing, at: [image], beside: ["boxes"])
      try insert(boxesOf: standing, into: ArchiveTables.mergedBox, values: "merged", image)
    }
  }

  private func insert(
    boxesOf record: PlainRecord, into table: ArchiveTable, values: String?, _ owner: Int
  ) throws {
    for (index, box) in try list("boxes", of: record).enumerated() {
      try insert(
        box, into: table, at: [owner, index + 1], beside: values == nil ? [] : ["attributes"])
      if let values { try insert(valuesOf: box, into: values, owner: owner, ordinal: index + 1) }
    }
  }

  private func insert(
    valuesOf box: PlainRecord, into table: String, owner: Int, ordinal: Int
  ) throws {
    guard let values = try one("attributes", of: box) else { return }
    let statement = try database.cachedStatement(
      sql: "INSERT INTO \(table)_attribute VALUES (?, ?, ?, ?)")
    for member in values.members {
      guard let attribute = attributes[member.name] else {
        throw RecordFault("a box has the attribute \"\(member.name)\", which is not in the archive")
      }
      let value: any DatabaseValueConvertible
      switch member.value {
      case .flag(let flag): value = flag ? 1 : 0
      case .whole(let number): value = Double(number)
      case .number(let number): value = number
      case .text(let text): value = text
      case .null, .list, .record: throw RecordFault("\"\(member.name)\" of a box has no value")
      }
      try statement.execute(arguments: [owner, ordinal, attribute, value])
    }
  }

  // MARK: Rows

  /// Adds a row: `place` are the columns that follow from where the record stands, `others` its members
  /// that are no columns.
  private func insert(
    _ record: PlainRecord, into table: ArchiveTable, at place: [Int] = [],
    beside others: Set<String> = []
  ) throws {
    var values: [(any DatabaseValueConvertible)?] = place
    var found = 0
    for column in table.columns {
      if column.kind == .boxCount {
        values.append(try list("boxes", of: record).count)
        continue
      }
      let member = record[column.key]
      if member != nil { found += 1 }
      values.append(try value(member ?? .null, of: column))
    }
    if found + others.count(where: { record[$0] != nil }) != record.members.count {
      let known = Set(table.columns.map(\.key)).union(others)
      let stranger = record.members.first { !known.contains($0.name) }?.name ?? "a member"
      throw RecordFault("\"\(stranger)\" comes twice, or is not known by this version")
    }
    try database.cachedStatement(sql: table.insertion).execute(
      arguments: StatementArguments(values))
  }

  private func value(
    _ value: PlainValue, of column: ArchiveTable.Column
  ) throws -> (any DatabaseValueConvertible)? {
    switch (column.kind, value) {
    case (_, .null): return nil
    case (.whole, .whole(let number)): return number
    case (.number, .whole(let number)): return Double(number)
    case (.number, .number(let number)): return number
    case (.flag, .flag(let flag)): return flag ? 1 : 0
    case (.text, .text(let text)): return text
    case (.person, .text(let name)): return try id(of: name, in: people, column)
    case (.label, .text(let name)): return try id(of: name, in: classes, column)
    case (.bytes, .text(let text)):
      guard let bytes = Data(base64Encoded: text) else { break }
      return bytes
    default: break
    }
    throw RecordFault("\"\(column.key)\" is not what it has to be")
  }

  private func id(
    of name: String, in names: [String: Int], _ column: ArchiveTable.Column
  ) throws -> Int {
    guard let id = names[name] else {
      throw RecordFault("\"\(column.key)\" is \"\(name)\", which is not in the archive")
    }
    return id
  }

  private func whole(_ key: String, of record: PlainRecord) throws -> Int {
    guard case .whole(let number)? = record[key] else {
      throw RecordFault("\"\(key)\" is missing")
    }
    return number
  }

  private func one(_ key: String, of record: PlainRecord) throws -> PlainRecord? {
    switch record[key] {
    case .record(let one)?: return one
    case nil, .null?: return nil
    default: throw RecordFault("\"\(key)\" is no object")
    }
  }

  private func list(_ key: String, of record: PlainRecord) throws -> [PlainRecord] {
    switch record[key] {
    case nil, .null?: return []
    case .list(let values)?:
      return try values.map {
        guard case .record(let one) = $0 else {
          throw RecordFault("\"\(key)\" holds something that is no object")
        }
        return one
      }
    default: throw RecordFault("\"\(key)\" is no list")
    }
  }
}
