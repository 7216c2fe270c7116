import Labels

extension [UInt8] {
  /// Adds a value as JSON. Numbers have all their digits: read again they are the same to the bit.
  mutating func append(plain value: PlainValue) {
    switch value {
    case .null: append(json: "null")
    case .flag(let flag): append(json: flag ? "true" : "false")
    case .whole(let number): append(contentsOf: "\(number)".utf8)
    case .number(let number): append(exact: number)
    case .text(let text): append(quoted: text)
    case .list(let values):
      append(json: "[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(json: ",") }
        append(plain: value)
      }
      append(json: "]")
    case .record(let record): append(record: record)
    }
  }

  mutating func append(record: PlainRecord) {
    append(json: "{")
    for (index, member) in record.members.enumerated() {
      if index > 0 { append(json: ",") }
      append(quoted: member.name)
      append(json: ":")
      append(plain: member.value)
    }
    append(json: "}")
  }

  /// The fewest digits that are read as this very number.
  private mutating func append(exact value: Double) {
    precondition(value.isFinite, "JSON has no \(value)")
    let text = "\(value)"
    // A minus zero would lose its sign as a whole number.
    let isPlain = text.hasSuffix(".0") && text != "-0.0"
    append(contentsOf: isPlain ? text.utf8.dropLast(2) : text.utf8[...])
  }
}
