import Labels

/// One box of a data set, and where it came from.
struct ExportedBox {
  var labeled: LabeledBox
  /// The consensus's probability that the box is right; 1 where it is an expert's word, which is a
  /// decision, not an estimate.
  var confidence: Double
  /// Labelers who drew it, and how far they are apart: nil where an expert drew the box.
  var votes: Int?
  var disagreement: Double?
}

/// What a data set says of one image.
struct ExportedImage {
  enum Decider: String {
    case consensus, expert
    /// By skipping it.
    case labelers
    /// Not decided: the boxes are what the consensus would say by now.
    case nobody
    /// One labeler: these are their own boxes, whatever became of the image.
    case labeler
  }

  /// Where the boxes came from.
  enum Source: String {
    case merged, labeler, drawn
  }

  var dossier: Dossier
  var boxes: [ExportedBox]
  var decider: Decider
  var source: Source

  init(_ dossier: Dossier) {
    self.dossier = dossier
    source = .merged
    let merged = dossier.standing.merged?.boxes ?? []
    if let resolution = dossier.resolution {
      decider = .expert
      source =
        switch resolution.source {
        case .merged: .merged
        case .labeler: .labeler
        case .drawn: .drawn
        }
      boxes = resolution.answer.boxes.map { labeled in
        // The expert kept a merged box as it was: its votes are known.
        let same = merged.first { $0.labeled == labeled }
        return ExportedBox(
          labeled: labeled, confidence: 1, votes: same?.votes, disagreement: same?.disagreement)
      }
    } else {
      switch dossier.standing.state {
      case .agreed: decider = .consensus
      case .rejected: decider = .labelers
      default: decider = .nobody
      }
      boxes =
        decider == .labelers
        ? []
        : merged.map {
          ExportedBox(
            labeled: $0.labeled, confidence: $0.confidence, votes: $0.votes,
            disagreement: $0.disagreement)
        }
    }
  }

  /// What one labeler said of the image.
  init(_ dossier: Dossier, saidBy annotation: Annotation) {
    self.dossier = dossier
    decider = .labeler
    source = .labeler
    boxes = annotation.answer.boxes.map {
      ExportedBox(labeled: $0, confidence: 1, votes: nil, disagreement: nil)
    }
  }

  /// People who answered with boxes.
  var labelers: Int { dossier.annotations.count { !$0.answer.isSkip } }
}
