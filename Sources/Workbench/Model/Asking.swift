package import Labels

/// A question that a labeler types.
package struct AskForm: Hashable, Sendable {
  package var field: TextField
  /// What it is about, whatever lies on the desk when it is sent; nil is a rule.
  package var image: ImageRecord?
  /// Earlier questions like it, with their answers, the best first.
  package var matches: [Question] = []

  /// Long enough for a question and its reason.
  package static let limit = 500
}

/// An answer that an expert types.
package struct ReplyForm: Hashable, Sendable {
  package var question: Question
  package var field: TextField
  package var intoGuideline = false

  /// With what was typed before and not stored.
  package init(question: Question, text: String = "") {
    self.question = question
    field = TextField(text, limit: AskForm.limit)
  }
}
