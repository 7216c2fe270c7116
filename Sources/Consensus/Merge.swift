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
  consensus(
    of: annotations, imageWidth: imageWidth, imageHeight: imageHeight, policy: policy,
    skills: skills
  ).merged
}

/// The same, with all that it follows from.
package func consensus(
  of annotations: [Annotation], imageWidth: Int, imageHeight: Int, policy: Policy,
  skills: Skills = Skills()
) -> ImageConsensus {
  let latest = annotations.latest
  let voters = latest.filter { !$0.answer.isSkip }
  let model = ImageModel(voters, width: imageWidth, height: imageHeight, skills: skills)
  let outlooks = model.objects.map { skills.calibration.outlook(of: $0, in: model) }
  let kept = outlooks.map { $0.present >= Calibration.keptPresence }

  var agreement = 0.0
  var union = 0.0
  for (index, object) in model.objects.enumerated() {
    if kept[index] { agreement += outlooks[index].overlap * object.classes.probability }
    union += object.unionWeight(outlook: outlooks[index], isKept: kept[index])
  }
  let risk = (union > 0 ? (1 - agreement / union).clamped(to: 0...1) : 0).inMillionths
  let candidates = model.objects.indices.map { index in
    ImageConsensus.Candidate(
      model.objects[index], outlook: outlooks[index], isKept: kept[index],
      group: model.groups[index], model: model, union: union)
  }.sorted { $0.merged.labeled.precedes($1.merged.labeled) }

  let disagreement = disagreement(of: voters.map(\.answer.boxes))
  let ruling = Ruling(
    people: latest.count, voters: voters.count,
    number: policy.escalation == .risk ? risk : disagreement, policy: policy)
  return ImageConsensus(
    merged: MergedImage(
      boxes: candidates.filter(\.isKept).map(\.merged), labelers: voters.count,
      disagreement: disagreement, risk: risk, decision: ruling.decision),
    candidates: candidates)
}
