package import Labels

/// Boxes to be proposed for one image.
package struct NewProposals: Hashable, Sendable {
  package var image: Int
  /// Their ids and models are passed over.
  package var proposals: [Proposal]

  package init(image: Int, proposals: [Proposal]) {
    self.image = image
    self.proposals = proposals
  }
}

/// What one labeler's answer made of one proposal.
package struct ProposalRecord: Hashable, Sendable {
  package var image: Int
  package var labeler: String
  package var model: String
  package var score: Double
  package var outcome: ProposalOutcome
}

/// What became of one model's proposals, in the answers that count.
package struct ProposalStatus: Hashable, Sendable {
  package var model: String
  /// Boxes proposed, by the model's latest run on each image.
  package var proposed: Int
  /// How often each was done; acts that nobody did are there with 0.
  package var acts: [ProposalOutcome.Act: Int]
  /// The mean IoU of adjusted proposals with what they became; nil without any.
  package var adjustedIoU: Double?

  /// Of the proposals that somebody saw, those that were taken as they were; nil without any.
  package var acceptance: Double? {
    let all = acts.values.reduce(0, +)
    return all > 0 ? Double(acts[.accepted] ?? 0) / Double(all) : nil
  }

  package init(
    model: String, proposed: Int, acts: [ProposalOutcome.Act: Int], adjustedIoU: Double?
  ) {
    self.model = model
    self.proposed = proposed
    self.acts = acts
    self.adjustedIoU = adjustedIoU
  }
}
