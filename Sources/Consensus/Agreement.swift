import Labels

/// How far labelers agree with each other, over some images.
package struct Agreement: Hashable, Sendable {
  /// Pairs of answers of one image that were compared.
  package var pairs = 0
  /// The mean IoU of matched boxes; nil where none was matched.
  package var meanIoU: Double?
  /// F1 of one labeler's boxes against another's, matched with at least this IoU; nil without boxes.
  package var f1At50: Double?
  package var f1At75: Double?
  /// Krippendorff's alpha with the disagreement of two answers as the distance: 1 where all agree,
  /// 0 where answers of one image are as far apart as those of different ones; nil where it is not
  /// defined.
  package var alpha: Double?
}

/// The agreement over all images, and in parts.
package struct AgreementReport: Hashable, Sendable {
  package var all = Agreement()
  /// One an image, in the order given.
  package var images: [Agreement] = []
  /// By class id: of that class's boxes alone.
  package var classes: [Int: Agreement] = [:]
  /// By labeler's name: of the pairs that the labeler is one of.
  package var labelers: [String: Agreement] = [:]
}

/// Compares all answers of each image with each other, skips left out.
///
/// The distance of two answers is their `disagreement`; the one expected by chance is its mean over
/// answers of different images, each compared with up to eight others at fixed distances in
/// canonical order (as if they were of the same picture).
package func agreement(of images: [AnnotatedImage]) -> AgreementReport {
  var report = AgreementReport()
  var all = AgreementSums()
  var classes: [Int: AgreementSums] = [:]
  var labelers: [String: AgreementSums] = [:]
  var parts: [AgreementSums] = []
  var answers: [(boxes: [LabeledBox], image: Int)] = []
  for (index, image) in images.enumerated() {
    var part = AgreementSums()
    let voters = image.annotations.latest.filter { !$0.answer.isSkip }
      .map { (name: $0.labeler, boxes: $0.answer.boxes.canonical) }
    for (place, one) in voters.enumerated() {
      answers.append((one.boxes, index))
      for other in voters[(place + 1)...] {
        let sums = AgreementSums(one.boxes, other.boxes)
        part += sums
        labelers[one.name, default: AgreementSums()] += sums
        labelers[other.name, default: AgreementSums()] += sums
        for classID in Set((one.boxes + other.boxes).map(\.classID)) {
          classes[classID, default: AgreementSums()] += AgreementSums(
            one.boxes.filter { $0.classID == classID },
            other.boxes.filter { $0.classID == classID })
        }
      }
    }
    all += part
    parts.append(part)
  }
  let chance = chanceDistance(of: answers)
  report.all = all.agreement(chance: chance)
  report.images = parts.map { $0.agreement(chance: chance) }
  report.classes = classes.mapValues { $0.agreement(chance: chance) }
  report.labelers = labelers.mapValues { $0.agreement(chance: chance) }
  return report
}

/// The mean disagreement of answers of different images; nil where there are none.
private func chanceDistance(of answers: [(boxes: [LabeledBox], image: Int)]) -> Double? {
  let sorted = answers.sorted { $0.boxes.precedes($1.boxes) }
  var sum = ExactSum()
  var count = 0
  for share in 1...8 {
    let step = max(1, sorted.count * share / 9)
    for (place, one) in sorted.enumerated() where place + step < sorted.count {
      let other = sorted[place + step]
      guard other.image != one.image else { continue }
      sum += disagreement(between: one.boxes, and: other.boxes)
      count += 1
    }
  }
  return count > 0 ? sum.value / Double(count) : nil
}

/// What pairs of answers add up to.
private struct AgreementSums {
  private var pairs = 0
  private var matched = 0
  private var matchedAt50 = 0
  private var matchedAt75 = 0
  private var boxes = 0
  private var overlap = ExactSum()
  private var distance = ExactSum()

  init() {}

  init(_ one: [LabeledBox], _ other: [LabeledBox]) {
    pairs = 1
    boxes = one.count + other.count
    let (some, others) = (one.map { Edges($0.box) }, other.map { Edges($0.box) })
    let partners = Matching.pairs(of: some, with: others) {
      one[$0].classID == other[$1].classID ? some[$0].iou(with: others[$1]) : 0
    }
    for (place, partner) in partners.enumerated() {
      guard let partner else { continue }
      let iou = some[place].iou(with: others[partner])
      overlap += iou
      matched += 1
      if iou >= 0.5 { matchedAt50 += 1 }
      if iou >= 0.75 { matchedAt75 += 1 }
    }
    distance += disagreement(between: one, and: other)
  }

  static func += (sum: inout AgreementSums, other: AgreementSums) {
    sum.pairs += other.pairs
    sum.matched += other.matched
    sum.matchedAt50 += other.matchedAt50
    sum.matchedAt75 += other.matchedAt75
    sum.boxes += other.boxes
    sum.overlap += other.overlap
    sum.distance += other.distance
  }

  func agreement(chance: Double?) -> Agreement {
    func f1(_ count: Int) -> Double? {
      boxes > 0 ? (2 * Double(count) / Double(boxes)).inMillionths : nil
    }
    var agreement = Agreement()
    agreement.pairs = pairs
    agreement.meanIoU = matched > 0 ? (overlap.value / Double(matched)).inMillionths : nil
    agreement.f1At50 = f1(matchedAt50)
    agreement.f1At75 = f1(matchedAt75)
    if let chance, chance > 0, pairs > 0 {
      agreement.alpha = (1 - distance.value / Double(pairs) / chance).inMillionths
    }
    return agreement
  }
}
