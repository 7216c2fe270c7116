/// An expert's final answer to a dispute.
package struct Resolution: Hashable, Sendable {
  /// Where the expert's answer came from.
  package enum Source: Hashable, Sendable {
    /// The merged candidate, taken as it was.
    case merged
    /// One labeler's boxes, taken as they were.
    case labeler(String)
    /// Drawn by the expert.
    case drawn
  }

  package var expert: String
  package var answer: Answer
  package var source: Source
  /// What the expert says of it; may be empty.
  package var reason: String

  package init(expert: String, answer: Answer, source: Source, reason: String = "") {
    self.expert = expert
    self.answer = answer
    self.source = source
    self.reason = reason
  }
}
