/// What a labeler asked, about an image or about a rule, and what experts answered. It bears nobody's
/// name: labelers work blind to each other.
package struct Question: Hashable, Sendable {
  /// The workspace's own number for it.
  package var id: Int
  package var text: String
  /// What it is about: nil for a rule, and where the one who looks at it may not know.
  package var image: ImageRecord?
  /// In their order; none while it is open.
  package var answers: [String]
  /// Whether one of the answers is new to the one who asked.
  package var isNews: Bool

  package init(
    id: Int, text: String, image: ImageRecord? = nil, answers: [String] = [], isNews: Bool = false
  ) {
    self.id = id
    self.text = text
    self.image = image
    self.answers = answers
    self.isNews = isNews
  }
}

/// What waits to be read by one person.
package struct News: Hashable, Sendable {
  /// Whether the guideline has a version that this person did not read yet, having read another.
  package var guidelineChanged: Bool
  /// Answers to this person's questions, not read yet.
  package var answers: Int
  /// Questions of anybody that nobody answered yet.
  package var openQuestions: Int

  package init(guidelineChanged: Bool = false, answers: Int = 0, openQuestions: Int = 0) {
    self.guidelineChanged = guidelineChanged
    self.answers = answers
    self.openQuestions = openQuestions
  }
}
