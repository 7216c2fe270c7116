/// What one labeler says of one image: boxes (perhaps none), or that it cannot be labeled.
package enum Answer: Hashable, Sendable {
  case boxes([LabeledBox])
  case skip(reason: String)

  /// The boxes; a skip has none.
  package var boxes: [LabeledBox] {
    switch self {
    case .boxes(let boxes): boxes
    case .skip: []
    }
  }

  package var isSkip: Bool {
    switch self {
    case .boxes: false
    case .skip: true
    }
  }
}

/// One labeler's whole answer for one image. Immutable once submitted: a correction is a new
/// revision, and the highest revision is the one that counts.
package struct Annotation: Hashable, Sendable {
  package var labeler: String
  package var answer: Answer
  /// From 1.
  package var revision: Int

  package init(labeler: String, answer: Answer, revision: Int = 1) {
    self.labeler = labeler
    self.answer = answer
    self.revision = revision
  }
}
