package import Labels

/// Counts for the lead.
package struct Status: Hashable, Sendable {
  /// Images in each state; states without images are there with 0.
  package var images: [ImageState: Int]
  package var labelers: [LabelerStatus]
  /// Of images with at least two labelers: the mean disagreement and the mean risk, 0 to 1; nil
  /// without any.
  package var meanDisagreement: Double?
  package var meanRisk: Double?
  package var disputes: [DisputeStatus]
  /// Questions asked, and those of them without an answer.
  package var questions: Int
  package var openQuestions: Int
  /// By model.
  package var proposals: [ProposalStatus]

  package init(
    images: [ImageState: Int], labelers: [LabelerStatus], meanDisagreement: Double?,
    meanRisk: Double?, disputes: [DisputeStatus], questions: Int = 0, openQuestions: Int = 0,
    proposals: [ProposalStatus] = []
  ) {
    self.images = images
    self.labelers = labelers
    self.meanDisagreement = meanDisagreement
    self.meanRisk = meanRisk
    self.disputes = disputes
    self.questions = questions
    self.openQuestions = openQuestions
    self.proposals = proposals
  }
}

package struct LabelerStatus: Hashable, Sendable {
  package var name: String
  /// Images answered, skips included.
  package var answered: Int
  package var skipped: Int
  package var boxes: Int
  /// Live leases.
  package var holding: Int
  /// The mean IoU of this labeler's sets of boxes with the other labelers' sets on the same
  /// images (one minus disagreement); nil where nobody else answered.
  package var agreement: Double?

  package init(
    name: String, answered: Int, skipped: Int, boxes: Int, holding: Int, agreement: Double?
  ) {
    self.name = name
    self.answered = answered
    self.skipped = skipped
    self.boxes = boxes
    self.holding = holding
    self.agreement = agreement
  }
}

package struct DisputeStatus: Hashable, Sendable {
  package var image: ImageRecord
  package var labelers: Int
  package var disagreement: Double
  package var risk: Double

  package init(image: ImageRecord, labelers: Int, disagreement: Double, risk: Double) {
    self.image = image
    self.labelers = labelers
    self.disagreement = disagreement
    self.risk = risk
  }
}
