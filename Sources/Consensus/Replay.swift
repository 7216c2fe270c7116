package import Labels

/// An image whose answers came one after the other.
package struct ReplayedImage: Sendable {
  /// In the order in which they came; one a labeler.
  package var answers: [Annotation]
  package var width: Int
  package var height: Int
  /// What is really there, where it is known.
  package var truth: [LabeledBox]?

  package init(answers: [Annotation], width: Int, height: Int, truth: [LabeledBox]? = nil) {
    (self.answers, self.truth) = (answers, truth)
    (self.width, self.height) = (width, height)
  }
}

/// What a policy would have cost on images that were labeled under another, and what it would have
/// led to.
package struct Replay: Sendable {
  package private(set) var images = 0
  package private(set) var labels = 0
  package private(set) var disputes = 0
  /// Images for which a label more was wanted than there is.
  package private(set) var short = 0
  /// Of the merged boxes, where the truth is known; and with those of disputes put right by experts.
  package private(set) var merged = Quality()
  package private(set) var delivered = Quality()

  /// Gives each image its answers one by one, as long as the policy asks for more.
  ///
  /// It decides knowing labelers as a refit over each image's first answers does; the boxes are
  /// those of a refit over all answers that were used.
  package init(_ given: [ReplayedImage], policy: Policy) {
    func skills(_ counts: [Int]) -> Skills {
      fit(
        zip(given, counts).filter { $1 > 0 }.map { image, count in
          AnnotatedImage(
            annotations: Array(image.answers.prefix(count)), width: image.width,
            height: image.height)
        })
    }
    images = given.count
    let first = skills(given.map { min(policy.minimum, $0.answers.count) })
    let counts = given.map { image in
      var count = min(policy.minimum, image.answers.count)
      while true {
        let standing = image.standing(after: count, policy: policy, skills: first)
        guard standing.state == .labeling || standing.state == .queued else { return count }
        guard count < image.answers.count else {
          short += 1
          return count
        }
        count += 1
      }
    }
    let last = skills(counts)
    for (image, count) in zip(given, counts) {
      labels += count
      // Nobody more can be asked.
      var final = policy
      final.maximum = max(count, 1)
      final.minimum = min(policy.minimum, final.maximum)
      let standing = image.standing(after: count, policy: final, skills: last)
      if standing.state == .disputed { disputes += 1 }
      guard let truth = image.truth else { continue }
      let boxes = standing.merged?.boxes.map(\.labeled) ?? []
      merged.add(boxes, truth: truth)
      delivered.add(standing.state == .disputed ? truth : boxes, truth: truth)
    }
  }
}

extension ReplayedImage {
  fileprivate func standing(after count: Int, policy: Policy, skills: Skills) -> Standing {
    Consensus.standing(
      annotations: Array(answers.prefix(count)), resolution: nil, imageWidth: width,
      imageHeight: height, policy: policy, skills: skills)
  }
}
