import Consensus
import Labels
import Store

/// How each number of one image's consensus came to be.
struct Explanation: Encodable {
  struct Pair: Encodable {
    let labelers: [String]
    let disagreement: Double
  }

  /// The disagreement that would remain without somebody, or without an object.
  struct Without: Encodable {
    let labeler: String?
    let object: Int?
    let disagreement: Double
  }

  struct Object: Encodable {
    /// From 1, in the order of the merged boxes; what is not kept comes with the others.
    let number: Int
    let `class`: String
    let isKept: Bool
    /// Left, top, right and bottom, and their standard errors: pixels.
    let edges, standardErrors: [Double]
    let confidence, existence, classProbability, expectedIoU: Double
    /// Its part of the image's risk.
    let risk: Double
    let drawnBy, notDrawnBy: [String]
    /// Among those who drew it.
    let disagreement: Double
  }

  struct Labeler: Encodable {
    let name: String
    let skipped: Bool
    let boxes: Int
    /// What the trust rests on: boxes that others confirmed, and images; 0 for somebody unknown.
    let knownBoxes: Double
    let knownImages: Int
    /// Of an edge, as a multiple of everybody's.
    let spread: Double
    /// Of left, top, right and bottom, outward, as shares of the extent.
    let looseness: [Double]
    let misses, inventions: Double
    let copies: Bool
    let words: String
  }

  let image, sha256, state: String
  let people, wanted: Int
  let policy, skills, ruledBySkills: Int
  let rule, verdict: String
  let disagreement, risk: Double?
  let pairs: [Pair]
  let without: [Without]
  let objects: [Object]
  let labelers: [Labeler]

  init(
    _ dossier: Dossier, _ basis: StandingBasis, classes: [LabelClass], showsNames: Bool
  ) {
    let (record, standing) = (dossier.image, dossier.standing)
    (image, sha256, state) = (record.name, record.sha256, standing.state.rawValue)
    (people, wanted) = (standing.people, standing.wanted)
    (policy, skills, ruledBySkills) = (basis.policyID, basis.version, basis.ruled)
    (disagreement, risk) = (standing.merged?.disagreement, standing.merged?.risk)
    (rule, verdict) = (basis.policy.rule, dossier.verdict(under: basis.policy))

    let letters = Dictionary(
      uniqueKeysWithValues: lettered(dossier.annotations, sha256: record.sha256)
        .map { ($0.annotation.labeler, String($0.letter)) })
    // Without a letter, and without leave for the name, are those beyond the alphabet.
    func called(_ name: String) -> String { showsNames ? name : letters[name] ?? "another" }

    let voters = dossier.annotations.filter { !$0.answer.isSkip }
      .sorted { called($0.labeler) < called($1.labeler) }
    let whole = consensus(
      of: dossier.annotations, imageWidth: record.width, imageHeight: record.height,
      policy: basis.policy, skills: basis.skills)
    pairs = voters.indices.flatMap { one in
      voters[(one + 1)...].map { other in
        Pair(
          labelers: [called(voters[one].labeler), called(other.labeler)],
          disagreement: Consensus.disagreement(
            between: voters[one].answer.boxes, and: other.answer.boxes))
      }
    }
    var without: [Without] = []
    if voters.count > 2 {
      for left in voters {
        without.append(
          Without(
            labeler: called(left.labeler), object: nil,
            disagreement: Consensus.disagreement(
              of: voters.filter { $0.labeler != left.labeler }.map(\.answer.boxes))))
      }
    }
    if whole.candidates.count > 1 {
      for (index, candidate) in whole.candidates.enumerated() {
        without.append(
          Without(
            labeler: nil, object: index + 1,
            disagreement: Consensus.disagreement(
              of: voters.map { $0.answer.boxes.without(candidate, by: $0.labeler) })))
      }
    }
    self.without = without.sorted { $0.disagreement < $1.disagreement }
    objects = whole.candidates.enumerated().map { index, candidate in
      let box = candidate.merged.box
      let drawn = candidate.labelers
      return Object(
        number: index + 1,
        class: classes.first { $0.id == candidate.merged.classID }?.name ?? "?",
        isKept: candidate.isKept, edges: [box.left, box.top, box.right, box.bottom],
        standardErrors: (0..<4).map { candidate.standardErrors[$0] },
        confidence: candidate.merged.confidence, existence: candidate.existence,
        classProbability: candidate.classProbability, expectedIoU: candidate.expectedIoU,
        risk: candidate.risk, drawnBy: drawn.map(called).sorted(),
        notDrawnBy: voters.map(\.labeler).filter { !drawn.contains($0) }.map(called).sorted(),
        disagreement: candidate.merged.disagreement)
    }
    labelers = dossier.annotations.sorted { called($0.labeler) < called($1.labeler) }.map {
      Labeler($0, called: called($0.labeler), known: basis.skills.labelers[$0.labeler])
    }
  }
}

extension Explanation.Labeler {
  fileprivate init(_ annotation: Annotation, called name: String, known: Skills.Labeler?) {
    let labeler = known ?? Skills.Labeler()
    self.name = name
    skipped = annotation.answer.isSkip
    boxes = annotation.answer.boxes.count
    (knownBoxes, knownImages) = (labeler.boxes, labeler.images)
    let variance =
      (labeler.variance[0] + labeler.variance[1] + labeler.variance[2]
        + labeler.variance[3]) / 4
    spread = variance.squareRoot()
    looseness = [-labeler.bias[0], -labeler.bias[1], labeler.bias[2], labeler.bias[3]]
    (misses, inventions, copies) = (labeler.misses, labeler.inventions, labeler.copies)
    words = known.map(Self.words) ?? "not known yet: counts as everybody does"
  }

  /// Why somebody counts as much as they do.
  private static func words(_ labeler: Skills.Labeler) -> String {
    let sum = labeler.variance[0] + labeler.variance[1] + labeler.variance[2] + labeler.variance[3]
    let spread = (sum / 4).squareRoot()
    let hand =
      spread < 0.8
      ? "steadier than most, so their edges count for more"
      : spread > 1.25 ? "less steady than most, so their edges count for less" : "as steady as most"
    var parts = [
      "\(hand) (\(fixed(spread, 2)) of the usual spread)",
      "overlooks \(StatusText.percent(labeler.misses)) of objects",
      "would draw \(StatusText.percent(labeler.inventions)) of what is none",
    ]
    let sides = ["on the left", "at the top", "on the right", "at the bottom"]
    let outward = [-labeler.bias[0], -labeler.bias[1], labeler.bias[2], labeler.bias[3]]
    let telling = zip(sides, outward).filter { abs($0.1) >= 0.005 }.map { side, share in
      "\(fixed(abs(share) * 100, 1)) % \(share > 0 ? "loose" : "tight") \(side)"
    }
    if !telling.isEmpty {
      parts.append("draws \(telling.joined(separator: ", ")), which is taken off")
    }
    if labeler.copies { parts.append("hands in others' boxes, which then count once") }
    return parts.joined(separator: "; ") + " (from \(Int(labeler.boxes)) boxes)"
  }
}

extension [LabeledBox] {
  /// The boxes less the one that this labeler drew for a candidate: the nearest to it.
  fileprivate func without(_ candidate: ImageConsensus.Candidate, by labeler: String) -> Self {
    guard candidate.labelers.contains(labeler) else { return self }
    let nearest = indices.max {
      (self[$0].box.iou(with: candidate.merged.box), $1)
        < (self[$1].box.iou(with: candidate.merged.box), $0)
    }
    return indices.filter { $0 != nearest }.map { self[$0] }
  }
}

extension Policy {
  /// In a sentence.
  var rule: String {
    "\(minimum) to \(maximum) labels an image; \(escalation.rawValue) above "
      + "\(StatusText.percent(askThreshold)) asks one more, above "
      + "\(StatusText.percent(disputeThreshold)) it is a dispute"
  }
}

extension Dossier {
  /// What the rule led to, in a sentence.
  func verdict(under policy: Policy) -> String {
    if let resolution {
      return resolution.answer.isSkip
        ? "an expert said that it cannot be labeled" : "an expert decided"
    }
    guard let merged = standing.merged else {
      return annotations.isEmpty ? "nobody answered yet" : "everybody skipped it"
    }
    let number = policy.escalation == .risk ? merged.risk : merged.disagreement
    let text = "\(policy.escalation.rawValue) is \(fixed(number * 100, 1)) %"
    switch standing.state {
    case .rejected: return "most of those who were asked first skipped it"
    case .labeling, .queued:
      return merged.labelers < policy.minimum
        ? "\(merged.labelers) of \(policy.minimum) answered with boxes: more are asked"
        : "\(text), and there may be more labels: one more is asked"
    case .disputed:
      return merged.labelers < policy.minimum
        ? "too many skipped it, and nobody more may be asked: an expert decides"
        : "\(text), and nobody more may be asked: an expert decides"
    case .agreed, .resolved: return "\(text): agreed"
    }
  }
}
