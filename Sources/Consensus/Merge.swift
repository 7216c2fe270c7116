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
  let latest = annotations.latest
  let voters = latest.filter { !$0.answer.isSkip }
  let (width, height) = (Double(imageWidth), Double(imageHeight))
  let candidates = candidates(
    from: Ballot.all(of: voters, skills: skills),
    diagonal: (width * width + height * height).squareRoot())
  let disagreement = disagreement(of: voters.map(\.answer.boxes))
  let risk = risk(of: candidates).inMillionths
  let ruling = Ruling(
    people: latest.count, voters: voters.count,
    number: policy.escalation == .risk ? risk : disagreement, policy: policy)
  return MergedImage(
    boxes: candidates.filter(\.isKept).map(\.rounded)
      .sorted { $0.labeled.precedes($1.labeled) },
    labelers: voters.count, disagreement: disagreement, risk: risk, decision: ruling.decision)
}

/// Every object that anybody drew, kept or not.
private func candidates(from ballots: [Ballot], diagonal: Double) -> [MergedObject] {
  var votes: [Vote] = []
  for (index, ballot) in ballots.enumerated() {
    votes += ballot.boxes.map { Vote(label: $0, ballot: index) }
  }
  votes.sort {
    $0.label == $1.label ? $0.ballot < $1.ballot : $0.label.precedes($1.label)
  }
  return Clustering.groups(of: votes, diagonal: diagonal).map { members in
    MergedObject(votes: members.map { votes[$0] }, ballots: ballots, diagonal: diagonal)
  }
}
