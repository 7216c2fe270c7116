/// What a box's attribute says.
package enum AttributeValue: Hashable, Sendable {
  case flag(Bool)
  case number(Double)
  /// A choice, or free text.
  case text(String)

  /// One order for all values: flags, then numbers, then texts.
  package func precedes(_ other: AttributeValue) -> Bool {
    switch (self, other) {
    case (.flag(let one), .flag(let two)): !one && two
    case (.number(let one), .number(let two)): one < two
    case (.text(let one), .text(let two)): one < two
    case (.flag, _): true
    case (.number, .text): true
    case (.number, .flag), (.text, _): false
    }
  }
}

/// The attributes of one box, by name.
///
/// Invariant: in the order of the names, each once; so two boxes that say the same are equal.
package struct Attributes: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: AttributeValue
  }

  package private(set) var members: [Member]

  package static let none = Attributes()

  package init() { members = [] }

  package init(_ values: [String: AttributeValue]) {
    members = values.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: $0.value) }
  }

  package var isEmpty: Bool { members.isEmpty }

  /// Nil takes the attribute away.
  package subscript(name: String) -> AttributeValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let place = members.firstIndex { $0.name >= name } ?? members.count
      let isThere = place < members.count && members[place].name == name
      switch (newValue, isThere) {
      case (let value?, true): members[place].value = value
      case (let value?, false): members.insert(Member(name: name, value: value), at: place)
      case (nil, true): members.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Lexicographic, by name and then by value.
  package func precedes(_ other: Attributes) -> Bool {
    members.lexicographicallyPrecedes(other.members) {
      $0.name == $1.name ? $0.value.precedes($1.value) : $0.name < $1.name
    }
  }
}
