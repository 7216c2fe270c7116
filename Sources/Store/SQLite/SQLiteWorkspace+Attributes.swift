import GRDB
package import Labels

extension SQLiteWorkspace {
  @discardableResult
  package func addAttributes(
    _ attributes: [Attribute], by person: String
  ) throws(StoreError) -> [Attribute] {
    let tidy = try Self.tidy(attributes)
    let person = try TidyName.of(person, as: "person")
    return try write { [tidy] database, time in
      try FactWriter(database: database, time: time, person: person).insert(new: tidy)
    }
  }

  /// Names that an export's `attributes` have besides.
  private static let taken = [
    "decided_by", "source", "votes", "labelers", "confidence", "disagreement",
  ]

  static func tidy(_ attributes: [Attribute]) throws(StoreError) -> [Attribute] {
    var all: [Attribute] = []
    for attribute in attributes { all.append(try tidy(attribute)) }
    return all
  }

  private static func tidy(_ attribute: Attribute) throws(StoreError) -> Attribute {
    var tidy = attribute
    tidy.name = try TidyName.of(attribute.name, as: "attribute")
    func bad(_ reason: String) -> StoreError {
      .badName(what: "attribute", name: tidy.name, reason: reason)
    }
    if taken.contains(tidy.name) { throw bad("exports use that name; choose another") }
    switch attribute.kind {
    case .flag, .text: break
    case .choice(let choices):
      var names: [String] = []
      for choice in choices { names.append(try TidyName.of(choice, as: "choice")) }
      if Set(names).count != names.count { throw bad("a choice is there twice; give each once") }
      if names.count < 2 {
        throw bad("it has fewer than two choices; give more, or make it a flag")
      }
      tidy.kind = .choice(names)
    case .number(let range):
      if !range.lowerBound.isFinite || !range.upperBound.isFinite {
        throw bad("its bounds are not finite; give two numbers")
      }
    }
    if let key = attribute.key, !key.isASCII || !key.properties.isAlphabetic {
      throw bad("its key is no letter; give one of a to z")
    }
    return tidy
  }
}

extension FactWriter {
  /// Adds those that are not there yet; `attributes` are tidy.
  @discardableResult
  func insert(new attributes: [Attribute]) throws -> [Attribute] {
    let classes = Set(try database.classes().map(\.id))
    var known = try database.attributes()
    var added: [Attribute] = []
    for attribute in attributes {
      if let id = attribute.classID, !classes.contains(id) { throw StoreError.unknownClass(id) }
      if var same = known.first(where: { $0.name == attribute.name }) {
        same.id = attribute.id
        if same == attribute { continue }
        throw StoreError.badName(
          what: "attribute", name: attribute.name,
          reason: "it is there already as \(same.allowed); choose another name")
      }
      if let twin = known.first(where: { $0.shares(keyOf: attribute) }) {
        throw StoreError.badName(
          what: "attribute", name: attribute.name,
          reason: "its key is that of \(twin.name); choose another key")
      }
      let stored = try insert(attribute: attribute)
      known.append(stored)
      added.append(stored)
    }
    return added
  }
}

extension Attribute {
  /// Whether both have the same key on boxes of some class.
  fileprivate func shares(keyOf other: Attribute) -> Bool {
    key != nil && key == other.key
      && (classID == nil || other.classID == nil || classID == other.classID)
  }
}
