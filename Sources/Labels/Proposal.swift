/// A box that a model or an earlier pass proposes for an image. It is nobody's label.
package struct Proposal: Hashable, Sendable {
  /// Of the store; 0 before it is stored.
  package var id: Int
  package var model: String
  package var labeled: LabeledBox
  /// How sure the model is, 0 to 1.
  package var score: Double

  package init(id: Int = 0, model: String, labeled: LabeledBox, score: Double) {
    self.id = id
    self.model = model
    self.labeled = labeled
    self.score = score
  }
}

/// What became of a proposal in a labeler's answer.
package struct ProposalOutcome: Hashable, Sendable {
  package enum Act: String, CaseIterable, Sendable {
    /// Taken as it was.
    case accepted
    /// Taken, then changed.
    case adjusted
    /// Turned down by a key, or taken and then deleted.
    case rejected
    /// Neither: it was not looked at, or left.
    case ignored
  }

  /// Its id.
  package var proposal: Int
  package var act: Act
  /// Of the proposed box with the box that it became, or with the nearest of the answer; 0 without any.
  package var iou: Double

  package init(proposal: Int, act: Act, iou: Double) {
    self.proposal = proposal
    self.act = act
    self.iou = iou
  }
}
