import Consensus
import Labels
import Store

/// What each rule would say of a workspace, and how far its labelers agree.
struct StatusAgreement: Encodable {
  /// Of the images with as many answers as are asked for at first.
  struct Rule: Encodable {
    var disputes = 0
    /// That would ask for one label more.
    var asks = 0
    var agreed = 0
  }

  struct Row: Encodable {
    let pairs: Int
    let meanIoU, f1At50, f1At75, alpha: Double?

    init(_ agreement: Agreement) {
      pairs = agreement.pairs
      (meanIoU, alpha) = (agreement.meanIoU, agreement.alpha)
      (f1At50, f1At75) = (agreement.f1At50, agreement.f1At75)
    }
  }

  struct Labeler: Encodable {
    struct Edge: Encodable {
      let side: String
      /// Outside the object, and between which two the mean lies in 95 of 100 cases.
      let pixels, low, high: Double
    }

    let name: String
    let row: Row
    /// One minus disagreement with the others, a value an image; and its interval.
    let agreement, low, high: Double?
    let habits: [Edge]
    let words: String?
  }

  var rules: [String: Rule] = [:]
  let all: Row
  let classes: [String: Row]
  let labelers: [Labeler]

  /// Images with others' answers that it takes to say how sure a mean is, and how somebody draws.
  private static let leastImages = 5

  init(_ store: any Workspace, classes: [LabelClass], policy: Policy) throws {
    var images: [AnnotatedImage] = []
    var agreements: [String: [Double]] = [:]
    var rules: [Policy.Escalation: Rule] = [:]
    for rule in Policy.Escalation.allCases { rules[rule] = Rule() }
    try store.forEachDossier { dossier in
      guard !dossier.annotations.isEmpty else { return }
      var truth: [LabeledBox]?
      if case .boxes(let boxes) = dossier.resolution?.answer { truth = boxes }
      images.append(
        AnnotatedImage(
          annotations: dossier.annotations, width: dossier.image.width,
          height: dossier.image.height, truth: truth))
      for rule in Policy.Escalation.allCases { rules[rule]?.count(dossier, policy, by: rule) }
      let voters = dossier.annotations.filter { !$0.answer.isSkip }
      for one in voters where voters.count > 1 {
        let sum = voters.reduce(0.0) { sum, other in
          other.labeler == one.labeler
            ? sum : sum + 1 - disagreement(between: one.answer.boxes, and: other.answer.boxes)
        }
        agreements[one.labeler, default: []].append(sum / Double(voters.count - 1))
      }
    }
    let report = agreement(of: images)
    let habits = habits(of: images, skills: try store.skills().skills)
    all = Row(report.all)
    self.rules = Dictionary(uniqueKeysWithValues: rules.map { ($0.key.rawValue, $0.value) })
    self.classes = Dictionary(
      uniqueKeysWithValues: report.classes.map { id, agreement in
        (classes.first { $0.id == id }?.name ?? "\(id)", Row(agreement))
      })
    labelers = report.labelers.sorted { $0.key < $1.key }.map { name, agreement in
      let values = agreements[name] ?? []
      let interval = meanInterval(of: values)
      // Of a few images a bootstrap is too sure.
      let isKnown = values.count >= Self.leastImages
      let edges = isKnown ? habits[name] ?? [] : []
      return Labeler(
        name: name, row: Row(agreement), agreement: interval?.mean,
        low: isKnown ? interval?.low : nil, high: isKnown ? interval?.high : nil,
        habits: edges.map {
          Labeler.Edge(side: $0.side.rawValue, pixels: $0.pixels, low: $0.low, high: $0.high)
        }, words: words(for: edges))
    }
  }

  /// As people read it; nothing where nobody can be compared.
  var lines: [String] {
    guard all.pairs > 0 else { return [] }
    var lines = ["", "  with the answers there are  disputes  one label more  agreed"]
    for (name, rule) in rules.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "  \(StatusText.padded("by \(name)", 26)) \(StatusText.padded(rule.disputes, 9)) "
          + "\(StatusText.padded(rule.asks, 15)) \(StatusText.padded(rule.agreed, 7))")
    }
    lines += ["", "  labeler              agreement (95 of 100)  IoU  F1@.5  F1@.75  alpha"]
    for each in labelers {
      let interval = [each.low, each.high].map { $0.map(StatusText.percent) ?? "-" }
      let agreement =
        (each.agreement.map(StatusText.percent) ?? "-")
        + (each.low == nil ? "" : " (\(interval.joined(separator: " to ")))")
      lines.append(
        "  \(StatusText.padded(each.name, 20)) \(StatusText.padded(agreement, 21, right: true))"
          + each.row.text)
      if let words = each.words { lines.append("    \(words)") }
    }
    lines.append("  \(StatusText.padded("all", 42))\(all.text)")
    for (name, row) in classes.sorted(by: { $0.key < $1.key }) where classes.count > 1 {
      lines.append("  \(StatusText.padded(name, 42))\(row.text)")
    }
    return lines
  }
}

extension StatusAgreement.Row {
  fileprivate var text: String {
    [(meanIoU, 5), (f1At50, 7), (f1At75, 8), (alpha, 7)].map { value, width in
      StatusText.padded(value.map { fixed($0, 2) } ?? "-", width, right: true)
    }.joined()
  }
}

extension StatusAgreement.Rule {
  /// Counts what a rule says of an image with its own thresholds and the policy's numbers of people.
  fileprivate mutating func count(
    _ dossier: Dossier, _ policy: Policy, by rule: Policy.Escalation
  ) {
    guard let merged = dossier.standing.merged, merged.labelers >= policy.minimum else { return }
    let number = rule == .risk ? merged.risk : merged.disagreement
    let own =
      rule == policy.escalation
      ? policy : Policy(minimum: policy.minimum, maximum: policy.maximum, escalation: rule)
    switch Ruling(
      people: dossier.annotations.count, voters: merged.labelers, number: number, policy: own)
    {
    case .agreed: agreed += 1
    case .asksFor: asks += 1
    case .disputed: disputes += 1
    }
  }
}
