/// Something that a workspace asks about boxes besides their class. The id never changes.
package struct Attribute: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case flag
    /// One of these, in their order.
    case choice([String])
    /// From the lower to the upper bound, both included.
    case number(ClosedRange<Double>)
    case text
  }

  /// Characters that a text may have.
  package static let longestText = 200

  package var id: Int
  package var name: String
  package var kind: Kind
  /// The class whose boxes have it; nil: all boxes.
  package var classID: Int?
  /// The letter that chooses it in the workbench; nil leaves that to the workbench.
  package var key: Unicode.Scalar?

  package init(
    id: Int = 0, name: String, kind: Kind, classID: Int? = nil, key: Unicode.Scalar? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.classID = classID
    self.key = key
  }

  package func applies(to classID: Int) -> Bool { self.classID.map { $0 == classID } ?? true }

  /// What may be said, for messages: `one of Rose, Ruby`.
  package var allowed: String {
    switch kind {
    case .flag: "true or false"
    case .choice(let choices): "one of \(choices.joined(separator: ", "))"
    case .number(let range):
      "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    case .text: "a text of 1 to \(Self.longestText) characters"
    }
  }

  package func allows(_ value: AttributeValue) -> Bool {
    switch (kind, value) {
    case (.flag, .flag): true
    case (.choice(let choices), .text(let text)): choices.contains(text)
    case (.number(let range), .number(let number)): range.contains(number)
    case (.text, .text(let text)):
      !text.isEmpty && text.unicodeScalars.count <= Self.longestText
        && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    default: false
    }
  }
}

extension [Attribute] {
  /// What is wrong with a box's attributes, in a sentence that says what may be said; nil when
  /// nothing is.
  package func fault(in box: LabeledBox) -> String? {
    for member in box.attributes.members {
      guard let attribute = first(where: { $0.name == member.name }) else {
        return isEmpty
          ? "there is no attribute \(member.name): this workspace has none"
          : "there is no attribute \(member.name): there are \(map(\.name).joined(separator: ", "))"
      }
      if !attribute.applies(to: box.classID) {
        return "\(member.name) is no attribute of boxes of this class"
      }
      if !attribute.allows(member.value) {
        return "\(member.name) is \(member.value.shown), but must be \(attribute.allowed)"
      }
    }
    return nil
  }
}

extension AttributeValue {
  /// For people: `yes`, `2.5`, `Ruby`.
  package var shown: String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): plain(number)
    case .text(let text): text
    }
  }
}

/// Without a needless `.0`.
private func plain(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
