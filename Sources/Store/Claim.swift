package import Labels

/// A labeler's lease on an image.
package struct Claim: Hashable, Sendable {
  package var image: ImageRecord
  /// Grows each time the image is leased to this labeler; fences off late renewals.
  package var epoch: Int
  /// Milliseconds since 1970.
  package var leaseUntil: Int
  /// People whose answers are there, and people wanted.
  package var people: Int
  package var wanted: Int
  /// What models propose for the image, the surest first; none where the policy hides it.
  package var proposals: [Proposal]

  package init(
    image: ImageRecord, epoch: Int, leaseUntil: Int, people: Int, wanted: Int,
    proposals: [Proposal] = []
  ) {
    self.image = image
    self.epoch = epoch
    self.leaseUntil = leaseUntil
    self.people = people
    self.wanted = wanted
    self.proposals = proposals
  }
}

/// A labeler's answer on its way in.
package struct Submission: Hashable, Sendable {
  /// A UUID, made by the sender once for each answer.
  package var id: String
  package var image: Int
  package var labeler: String
  package var answer: Answer
  /// Seconds of work, where the sender knows them.
  package var seconds: Double?
  /// Where the sender wants a certain revision (from 1); nil takes the next.
  package var revision: Int?
  /// What became of the boxes that were proposed.
  package var outcomes: [ProposalOutcome]

  package init(
    id: String, image: Int, labeler: String, answer: Answer, seconds: Double? = nil,
    revision: Int? = nil, outcomes: [ProposalOutcome] = []
  ) {
    self.id = id
    self.image = image
    self.labeler = labeler
    self.answer = answer
    self.seconds = seconds
    self.revision = revision
    self.outcomes = outcomes
  }
}

/// That an answer is stored, and what followed from it.
package struct Receipt: Hashable, Sendable {
  package var revision: Int
  /// The same submission was there before.
  package var repeated: Bool
  package var standing: Standing

  package init(revision: Int, repeated: Bool, standing: Standing) {
    self.revision = revision
    self.repeated = repeated
    self.standing = standing
  }
}

/// One of a labeler's own answers.
package struct OwnAnswer: Hashable, Sendable {
  package var image: ImageRecord
  package var annotation: Annotation

  package init(image: ImageRecord, annotation: Annotation) {
    self.image = image
    self.annotation = annotation
  }
}

/// A dispute on an expert's desk.
package struct Dispute: Hashable, Sendable {
  package var image: ImageRecord
  package var epoch: Int
  package var annotations: [Annotation]
  package var merged: MergedImage?
  /// Disputes that wait, this one included.
  package var waiting: Int
  /// What models propose for the image, the surest first.
  package var proposals: [Proposal]

  package init(
    image: ImageRecord, epoch: Int, annotations: [Annotation], merged: MergedImage?, waiting: Int,
    proposals: [Proposal] = []
  ) {
    self.image = image
    self.epoch = epoch
    self.annotations = annotations
    self.merged = merged
    self.waiting = waiting
    self.proposals = proposals
  }
}

/// An expert's answer on its way in.
package struct Decision: Hashable, Sendable {
  package var id: String
  package var image: Int
  package var resolution: Resolution

  package init(id: String, image: Int, resolution: Resolution) {
    self.id = id
    self.image = image
    self.resolution = resolution
  }
}
