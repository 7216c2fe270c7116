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

  package init(
    image: ImageRecord, epoch: Int, isRevision: Bool = false, earlier: [LabeledBox] = [],
    skipped: String? = nil, number: Int = 1
  ) {
    self.image = image
    self.epoch = epoch
    self.isRevision = isRevision
    self.earlier = earlier
    self.skipped = skipped
    self.number = number
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

  package init(
    image: ImageRecord, epoch: Int, annotations: [Annotation], merged: MergedImage?,
    revealsNames: Bool, waiting: Int
  ) {
    self.image = image
    self.epoch = epoch
    self.merged = merged
    self.revealsNames = revealsNames
    self.waiting = waiting
    // Letters must not follow the alphabet of the names, or an expert soon knows who A is: they
    // follow a hash of image and name, the same whenever the dispute is opened.
    let order = annotations.map { ($0, Self.fingerprint(image.sha256 + $0.labeler)) }
      .sorted { ($0.1, $0.0.labeler) < ($1.1, $1.0.labeler) }
    parties = zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars, order).map {
      Party(letter: $0, annotation: $1.0)
    }
  }

  /// 64-bit FNV-1a.
  private static func fingerprint(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
