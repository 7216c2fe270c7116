/// One box of a consensus.
package struct MergedBox: Hashable, Sendable {
  package var box: Box
  package var classID: Int
  package var attributes: Attributes
  /// The probability, 0 to 1, that the box is right.
  package var confidence: Double
  /// Labelers who drew it.
  package var votes: Int
  /// 0 (all who drew it drew the same) to 1.
  package var disagreement: Double

  package init(
    box: Box, classID: Int, attributes: Attributes = .none, confidence: Double, votes: Int,
    disagreement: Double
  ) {
    self.box = box
    self.classID = classID
    self.attributes = attributes
    self.confidence = confidence
    self.votes = votes
    self.disagreement = disagreement
  }

  package var labeled: LabeledBox {
    LabeledBox(box: box, classID: classID, attributes: attributes)
  }
}

/// What the annotations of one image merge to.
package struct MergedImage: Hashable, Sendable {
  package enum Decision: String, Sendable {
    case agreed
    /// Too few labels, or disagreeing with labels still to be had.
    case needsLabels = "needs-labels"
    case disputed
  }

  package var boxes: [MergedBox]
  /// Labelers who answered with boxes (perhaps none); skips do not count.
  package var labelers: Int
  /// How far the labelers are from each other, 0 (identical) to 1.
  package var disagreement: Double
  /// How far the boxes are expected to be from the truth, in the same unit.
  package var risk: Double
  package var decision: Decision

  package init(
    boxes: [MergedBox], labelers: Int, disagreement: Double, risk: Double, decision: Decision
  ) {
    self.boxes = boxes
    self.labelers = labelers
    self.disagreement = disagreement
    self.risk = risk
    self.decision = decision
  }
}
