package import Labels

/// Where an image is in its life, from all that was said of it.
///
/// - A resolution decides: boxes make the image `resolved`, a skip makes it `rejected`.
/// - Skips by a majority of the policy's minimum (2 of 3) make it `rejected`.
/// - While fewer than the minimum answered with boxes, as many more are wanted as are missing, up
///   to the policy's maximum of people: `queued` until somebody answered, then `labeling`. When
///   nobody more can be asked, it is `disputed`.
/// - Then the number that the policy escalates on decides. Above the ask threshold one more person
///   is wanted (`labeling`) until the maximum is reached; otherwise above the dispute threshold the
///   image is `disputed`, and `agreed` up to it.
///
/// `merged` is what the labelers' boxes merge to, also where an expert decided otherwise.
package func standing(
  annotations: [Annotation], resolution: Resolution?, imageWidth: Int, imageHeight: Int,
  policy: Policy, skills: Skills = Skills()
) -> Standing {
  let latest = annotations.latest
  let people = latest.count
  let skips = latest.count { $0.answer.isSkip }
  let voters = people - skips
  let merged =
    voters > 0
    ? merge(
      latest, imageWidth: imageWidth, imageHeight: imageHeight, policy: policy, skills: skills)
    : nil

  func decided(_ state: ImageState) -> Standing {
    Standing(state: state, people: people, wanted: people, merged: merged)
  }
  if let resolution { return decided(resolution.answer.isSkip ? .rejected : .resolved) }
  if skips >= policy.minimum / 2 + 1 { return decided(.rejected) }

  let number = merged.map { policy.escalation == .risk ? $0.risk : $0.disagreement } ?? 0
  switch Ruling(people: people, voters: voters, number: number, policy: policy) {
  case .agreed: return decided(.agreed)
  case .disputed: return decided(.disputed)
  case .asksFor(let wanted):
    return Standing(
      state: people == 0 ? .queued : .labeling, people: people, wanted: wanted, merged: merged)
  }
}
