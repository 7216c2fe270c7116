import GRDB
import Labels

/// What is asked of boxes, and what was said.
extension Database {
  func attributes() throws -> [Attribute] {
    try Row.fetchAll(cachedStatement(sql: "SELECT * FROM attribute ORDER BY id"))
      .map(Attribute.init(row:))
  }

  /// `sql` takes an owner's id, a box's ordinal, an attribute's id and its value.
  func insertAttributes(of boxes: [LabeledBox], sql: String, id: Int) throws {
    guard boxes.contains(where: { !$0.attributes.isEmpty }) else { return }
    let ids = Dictionary(uniqueKeysWithValues: try attributes().map { ($0.name, $0.id) })
    let statement = try cachedStatement(sql: sql)
    for (index, box) in boxes.enumerated() {
      for member in box.attributes.members {
        try statement.execute(arguments: [
          id, index + 1, ids[member.name], member.value.databaseValue,
        ])
      }
    }
  }

  /// Calls `body` with each row's fact, its box's ordinal, the attribute's name and its value.
  func forEachAttribute(
    sql: String, _ arguments: StatementArguments, _ body: (Int, Int, String, AttributeValue) -> Void
  ) throws {
    let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() {
      guard let value = AttributeValue(row["value"] as DatabaseValue) else { continue }
      body(row["fact"], row["ordinal"], row["name"], value)
    }
  }
}

extension AttributeValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .flag(let flag): (flag ? 1 : 0).databaseValue
    case .number(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }

  fileprivate init?(_ value: DatabaseValue) {
    switch value.storage {
    case .int64(let number): self = .flag(number != 0)
    case .double(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .null, .blob: return nil
    }
  }
}

extension Attribute {
  fileprivate init(row: Row) {
    let detail = (row["detail"] as String? ?? "").split(separator: "\n").map(String.init)
    let bounds = detail.compactMap { Double($0) }
    let kind: Kind =
      switch row["kind"] as String {
      case "flag": .flag
      case "choice": .choice(detail)
      case "number" where bounds.count == 2 && bounds[0] <= bounds[1]:
        .number(bounds[0]...bounds[1])
      default: .text
      }
    self.init(
      id: row["id"], name: row["name"], kind: kind, classID: row["class"],
      key: (row["key"] as String?)?.unicodeScalars.first)
  }
}
