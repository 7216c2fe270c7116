package import Labels

/// The boxes proposed for the image on the desk, and what the person did with them so far.
///
/// A ghost is gone once it was taken or rejected. What was taken is not kept here: it follows from the
/// drawing, so that undo brings a ghost back, and a restart forgets none.
package struct Ghosts: Hashable, Sendable {
  /// The surest first.
  package var proposals: [Proposal]
  /// An index into `proposals`.
  package var chosen: Int?
  /// Ids of those that were turned down.
  package var rejected: Set<Int> = []
  /// Whether the person asked for them, or asked them away; nil leaves it to the policy.
  package var asked: Bool?

  package init(_ proposals: [Proposal] = []) {
    self.proposals = proposals
  }
}

extension Proposal {
  /// Whether the boxes hold it as it was proposed.
  func isIn(_ boxes: [LabeledBox]) -> Bool {
    boxes.contains { $0.box == labeled.box && $0.classID == labeled.classID }
  }

  /// The greatest IoU with any of the boxes.
  fileprivate func overlap(with boxes: [LabeledBox]) -> Double {
    boxes.map { $0.box.iou(with: labeled.box) }.max() ?? 0
  }
}

extension Drawing {
  /// Whether the person took this proposal, whatever they did with it then.
  func hasTaken(_ proposal: Proposal) -> Bool {
    history.hasPassed { proposal.isIn($0) }
  }
}

extension Model {
  /// Whether ghosts are on the canvas.
  package var showsGhosts: Bool {
    if let asked = ghosts.asked { return asked }
    return switch session.proposals {
    case .show: true
    case .afterOwn: session.role == .expert || !drawing.boxes.isEmpty
    case .hide: session.role == .expert
    }
  }

  /// Indices of the ghosts that are neither taken nor rejected.
  package var openGhosts: [Int] {
    ghosts.proposals.indices.filter {
      let proposal = ghosts.proposals[$0]
      return !ghosts.rejected.contains(proposal.id) && !drawing.hasTaken(proposal)
    }
  }

  /// The open ghosts where they are shown.
  package var visibleGhosts: [Int] {
    showsGhosts && !ghosts.proposals.isEmpty ? openGhosts : []
  }

  /// The IoU below which a box is not what became of a proposal, but another one.
  private static let leastOverlap = 0.1

  /// What became of each proposal, were these boxes the answer.
  func outcomes(of boxes: [LabeledBox]) -> [ProposalOutcome] {
    ghosts.proposals.map { proposal in
      let overlap = proposal.overlap(with: boxes)
      let act: ProposalOutcome.Act =
        if proposal.isIn(boxes) {
          .accepted
        } else if drawing.hasTaken(proposal) {
          overlap >= Self.leastOverlap ? .adjusted : .rejected
        } else {
          ghosts.rejected.contains(proposal.id) ? .rejected : .ignored
        }
      return ProposalOutcome(proposal: proposal.id, act: act, iou: act == .accepted ? 1 : overlap)
    }
  }
}
