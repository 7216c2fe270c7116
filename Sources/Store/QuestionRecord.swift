package import Labels

/// A question with the names of who asked and who answered: for the lead.
package struct QuestionRecord: Hashable, Sendable {
  package struct Answer: Hashable, Sendable {
    package var expert: String
    package var text: String
    /// Milliseconds since 1970.
    package var at: Int
    /// The version of the guideline that has it, where it became part of it.
    package var guideline: Int?

    package init(expert: String, text: String, at: Int, guideline: Int?) {
      self.expert = expert
      self.text = text
      self.at = at
      self.guideline = guideline
    }
  }

  package var id: Int
  package var asker: String
  package var text: String
  /// Nil for a question about a rule.
  package var image: ImageRecord?
  /// Milliseconds since 1970.
  package var at: Int
  package var answers: [Answer]

  package init(
    id: Int, asker: String, text: String, image: ImageRecord?, at: Int, answers: [Answer]
  ) {
    self.id = id
    self.asker = asker
    self.text = text
    self.image = image
    self.at = at
    self.answers = answers
  }
}

/// A question or an answer: somebody's words, stored as they are.
enum Words {
  /// Enough for any question that a person types.
  static let longest = 2_000

  static func check(_ text: String, as what: String) throws(StoreError) {
    try TidyName.checkText(text, as: what)
    if text.allSatisfy(\.isWhitespace) {
      throw .badName(what: what, name: text, reason: "it is empty; write a sentence")
    }
    if text.count > longest || text.utf8.count > 4 * longest {
      throw .tooLong(what: what, limit: "\(longest) characters")
    }
  }
}
