package import Labels

/// Merges what several labelers said of one image into one answer.
///
/// Of each labeler the latest revision counts; a skip votes for nothing. Votes are grouped into
/// objects (`Clustering`), each object's boxes are fused into one (`Fusion`) that has the class
/// with most votes and a confidence (`Belief`), and what at least half of the labelers drew is kept
/// (`MergedObject`). `disagreement` is that of the labelers' sets of boxes, as they drew them.
///
/// Pure: the same annotations in any order, with boxes in any order, under any labelers' names
/// (where nobody's skill is known) give the same bytes. Scaled or shifted, they give the answer
/// scaled or shifted, where the image is scaled with them. Every number is rounded to 1e-6.
///
/// Boxes are expected to be valid labels of the image (`Box.fault`); those without an area vote for
/// nothing. The merged boxes come in the order of their left edges, then top, width, height, class.
package func merge(
  _ annotations: [Annotation], imageWidth: Int, imageHeight: Int, policy: Policy,
  skills: Skills = Skills()
) -> MergedImage {
  let verdict = Verdict(
    annotations, width: imageWidth, height: imageHeight, policy: policy, skills: skills)
  var boxes: [MergedBox] = []
  boxes.reserveCapacity(verdict.model.objects.count)
  for index in verdict.model.objects.indices where verdict.isKept(index) {
    boxes.append(
      MergedBox(
        verdict.model.objects[index], outlook: verdict.outlooks[index], group: index,
        model: verdict.model))
  }
  boxes.sort { $0.labeled.precedes($1.labeled) }
  return verdict.merged(boxes)
}

/// The same, with all that it follows from.
package func consensus(
  of annotations: [Annotation], imageWidth: Int, imageHeight: Int, policy: Policy,
  skills: Skills = Skills()
) -> ImageConsensus {
  let verdict = Verdict(
    annotations, width: imageWidth, height: imageHeight, policy: policy, skills: skills)
  let model = verdict.model
  let candidates = model.objects.indices.map { index in
    ImageConsensus.Candidate(
      model.objects[index], outlook: verdict.outlooks[index], isKept: verdict.isKept(index),
      group: index, model: model, riskOfOne: verdict.riskOfOne)
  }.sorted { $0.merged.labeled.precedes($1.merged.labeled) }
  return ImageConsensus(
    merged: verdict.merged(candidates.filter(\.isKept).map(\.merged)), candidates: candidates)
}

/// What is decided of an image, before anything of it is written down.
private struct Verdict {
  let model: ImageModel
  let outlooks: [Outlook]
  /// What an error as large as a whole box, added to the expected one, adds to the risk.
  let riskOfOne: Double
  private let risk: Double
  private let disagreement: Double
  private let voters: Int
  private let ruling: Ruling

  init(_ annotations: [Annotation], width: Int, height: Int, policy: Policy, skills: Skills) {
    let latest = annotations.latest
    let voters = latest.filter { !$0.answer.isSkip }
    model = ImageModel(voters, width: width, height: height, skills: skills)
    outlooks = skills.calibration.outlooks(in: model)
    let expectation = Expectation(outlooks, in: model)
    self.voters = voters.count
    disagreement = Consensus.disagreement(of: voters.map(\.answer.boxes))
    risk =
      skills.calibration
      .risk(of: expectation, disagreement: disagreement, in: model).inMillionths
    // A candidate's part of the expected error is its part of the risk.
    riskOfOne =
      expectation.error > 0 ? risk / (expectation.error * expectation.union) : 0
    ruling = Ruling(
      people: latest.count, voters: voters.count,
      number: policy.escalation == .risk ? risk : disagreement, policy: policy)
  }

  func isKept(_ index: Int) -> Bool { outlooks[index].isKept }

  func merged(_ boxes: [MergedBox]) -> MergedImage {
    MergedImage(
      boxes: boxes, labelers: voters, disagreement: disagreement, risk: risk,
      decision: ruling.decision)
  }
}
