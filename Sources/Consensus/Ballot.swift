import Labels

/// What one labeler's latest answer says, ready to be merged: a vote a box.
struct Ballot {
  /// In canonical order; the labeler's own duplicates are one.
  var boxes: [LabeledBox]
  /// The labeler's edge spread, a share of the box's extent.
  var spread: Double

  /// Boxes of one labeler and one class with at least this IoU are one box drawn twice, and one
  /// vote: two objects that overlap so far cannot be told apart by anybody.
  static let duplicateIoU = 0.90

  init(boxes: [LabeledBox], spread: Double) {
    self.boxes = Self.fusingDuplicates(of: boxes.canonical)
    self.spread = spread
  }

  /// The ballots of all who did not skip, in an order that follows from geometry and skill alone.
  static func all(of latest: [Annotation], skills: Skills) -> [Ballot] {
    latest.filter { !$0.answer.isSkip }
      .map { Ballot(boxes: $0.answer.boxes, spread: skills.spread(of: $0.labeler)) }
      .sorted {
        $0.boxes == $1.boxes ? $0.spread < $1.spread : $0.boxes.precedes($1.boxes)
      }
  }

  private static func fusingDuplicates(of boxes: [LabeledBox]) -> [LabeledBox] {
    var groups: [(mean: LabeledBox, members: [Box])] = []
    for label in boxes {
      let twin = groups.firstIndex {
        $0.mean.classID == label.classID && $0.mean.box.iou(with: label.box) >= duplicateIoU
      }
      if let twin {
        groups[twin].members.append(label.box)
        groups[twin].mean.box = mean(of: groups[twin].members)
      } else {
        groups.append((label, [label.box]))
      }
    }
    return groups.map(\.mean).sorted { $0.precedes($1) }
  }

  private static func mean(of boxes: [Box]) -> Box {
    let count = Double(boxes.count)
    return Box(
      x: boxes.reduce(0) { $0 + $1.x } / count, y: boxes.reduce(0) { $0 + $1.y } / count,
      width: boxes.reduce(0) { $0 + $1.width } / count,
      height: boxes.reduce(0) { $0 + $1.height } / count)
  }
}

extension [Annotation] {
  /// The highest revision of each labeler, in no particular order. Should one labeler have two
  /// answers of the same revision, which a store never lets happen, boxes count before a skip, and
  /// then the later in canonical order.
  var latest: [Annotation] {
    var latest: [String: Annotation] = [:]
    for annotation in self {
      if let known = latest[annotation.labeler], !annotation.supersedes(known) { continue }
      latest[annotation.labeler] = annotation
    }
    return Array(latest.values)
  }
}

extension Annotation {
  fileprivate func supersedes(_ other: Annotation) -> Bool {
    if revision != other.revision { return revision > other.revision }
    if answer.isSkip != other.answer.isSkip { return other.answer.isSkip }
    return other.answer.boxes.canonical.precedes(answer.boxes.canonical)
  }
}
