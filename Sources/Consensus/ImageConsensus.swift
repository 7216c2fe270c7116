package import Labels

/// The consensus of one image with all that it follows from.
package struct ImageConsensus: Hashable, Sendable {
  /// One candidate, kept or not.
  package struct Candidate: Hashable, Sendable {
    /// As `MergedImage` has it, were it kept.
    package var merged: MergedBox
    /// Whether the consensus has it.
    package var isKept: Bool
    /// Of the left, top, right and bottom edge, in pixels.
    package var standardErrors: Edges
    /// The probability that there is an object.
    package var existence: Double
    /// The probability of its class, given that there is one.
    package var classProbability: Double
    /// The IoU that it is expected to have with its object, 0 where there is none.
    package var expectedIoU: Double
    /// What it adds to the image's risk: the shares of all candidates sum up to it.
    package var risk: Double
    /// Those who drew it, by name.
    package var labelers: [String]
  }

  package var merged: MergedImage
  /// In the order of their left edges, then top, width, height, class.
  package var candidates: [Candidate]
}

extension ImageConsensus.Candidate {
  /// As what is kept or not; `riskOfOne` is what an error as large as a whole box adds to the risk.
  init(
    _ object: ObjectEstimate, outlook: Outlook, isKept: Bool, group: Int,
    model: ImageModel, riskOfOne: Double
  ) {
    let certainty = object.classes.probability
    merged = MergedBox(object, outlook: outlook, group: group, model: model)
    self.isKept = isKept
    let errors = object.standardErrors(in: model)
    standardErrors = Edges(
      errors[0].inMillionths, errors[1].inMillionths, errors[2].inMillionths,
      errors[3].inMillionths)
    existence = object.existence.probability.inMillionths
    classProbability = certainty.inMillionths
    expectedIoU = (outlook.overlap * certainty).inMillionths
    let weight = object.unionWeight(outlook: outlook, isKept: isKept)
    risk =
      (riskOfOne * (weight - (isKept ? outlook.overlap * certainty : 0))).inMillionths
    labelers = model.groups[group].map { model.ballots[model.votes.ballots[$0]].name }.sorted()
  }
}

extension MergedBox {
  init(_ object: ObjectEstimate, outlook: Outlook, group: Int, model: ImageModel) {
    self.init(
      box: Box(object.edges, within: model), classID: object.classes.best,
      attributes: model.votes.attributes.isEmpty
        ? .none : majority(of: model.groups[group].map { model.votes.attributes[$0] }),
      confidence: (outlook.right * object.classes.probability).inMillionths, votes: object.votes,
      disagreement: (1 - model.agreement(of: group)).inMillionths)
  }
}

extension ObjectEstimate {
  /// How many pairs and boxes left alone a candidate is expected to make, when the merged boxes are
  /// compared with the truth. A kept one makes one, and more where its class may be another and
  /// where there are likely objects that nobody drew; another is an object missed, perhaps.
  func unionWeight(outlook: Outlook, isKept: Bool) -> Double {
    guard isKept else { return outlook.present * classes.probability }
    return 1 + (existence.unseen + 1 - classes.probability) * existence.probability
  }
}

extension ImageModel {
  /// The mean pairwise IoU of votes; 1 for a single one.
  func agreement(of group: Int) -> Double {
    let range = groups.range(group)
    guard range.count > 1 else { return 1 }
    var sum = 0.0
    for one in range {
      for other in one + 1..<range.upperBound {
        sum += votes.edges[groups.members[one]].iou(with: votes.edges[groups.members[other]])
      }
    }
    return sum / Double(range.count * (range.count - 1) / 2)
  }
}

extension Box {
  /// Rounded, and never beyond the image: where labelers' biases are taken off, an edge at the
  /// image's border would lie beyond it.
  init(_ edges: Edges, within model: ImageModel) {
    let left = edges[0].clamped(to: 0...model.width).inMillionths
    let top = edges[1].clamped(to: 0...model.height).inMillionths
    let right = edges[2].clamped(to: 0...model.width).inMillionths
    let bottom = edges[3].clamped(to: 0...model.height).inMillionths
    self.init(
      x: left, y: top, width: max((right - left).inMillionths, 1e-6),
      height: max((bottom - top).inMillionths, 1e-6))
  }
}
