package import Labels

/// An image on a labeler's desk: newly leased, or one of their own to revise.
package struct Assignment: Hashable, Sendable {
  package var image: ImageRecord
  /// Of the lease; meaningless for a revision.
  package var epoch: Int
  package var isRevision: Bool
  /// What the labeler submitted before; empty for a new image.
  package var earlier: [LabeledBox]
  /// The reason, where the labeler skipped the image before.
  package var skipped: String?
  /// Which of the workspace's images this is to the labeler: from 1.
  package var number: Int
  /// What models propose, the surest first.
  package var proposals: [Proposal]

  package init(
    image: ImageRecord, epoch: Int, isRevision: Bool = false, earlier: [LabeledBox] = [],
    skipped: String? = nil, number: Int = 1, proposals: [Proposal] = []
  ) {
    self.image = image
    self.epoch = epoch
    self.isRevision = isRevision
    self.earlier = earlier
    self.skipped = skipped
    self.number = number
    self.proposals = proposals
  }
}

/// A dispute on an expert's desk.
package struct Case: Hashable, Sendable {
  /// One labeler's answer, under a letter.
  package struct Party: Hashable, Sendable {
    /// Shown instead of, or beside, the name: A, B, C...
    package var letter: Unicode.Scalar
    package var annotation: Annotation

    package init(letter: Unicode.Scalar, annotation: Annotation) {
      self.letter = letter
      self.annotation = annotation
    }
  }

  package var image: ImageRecord
  package var epoch: Int
  /// At most 26.
  package var parties: [Party]
  package var merged: MergedImage?
  /// Whether the lead reveals the names.
  package var revealsNames: Bool
  /// Disputes that wait, this one included.
  package var waiting: Int
  /// What models propose, the surest first.
  package var proposals: [Proposal]

  package init(
    image: ImageRecord, epoch: Int, annotations: [Annotation], merged: MergedImage?,
    revealsNames: Bool, waiting: Int, proposals: [Proposal] = []
  ) {
    self.image = image
    self.epoch = epoch
    self.merged = merged
    self.revealsNames = revealsNames
    self.waiting = waiting
    self.proposals = proposals
    parties = lettered(annotations, sha256: image.sha256).map {
      Party(letter: $0.letter, annotation: $0.annotation)
    }
  }
}
