import Labels

/// What one labeler's latest answer says, ready to be merged: a vote a box.
struct Ballot {
  /// In canonical order; the labeler's own duplicates are one.
  var boxes: [LabeledBox]
  var name: String
  /// The labeler as known, or somebody unknown.
  var labeler: Skills.Labeler

  /// Boxes of one labeler and one class with at least this IoU are one box drawn twice, and one
  /// vote: two objects that overlap so far cannot be told apart by anybody.
  static let duplicateIoU = 0.90

  init(_ annotation: Annotation, skills: Skills) {
    boxes = Self.fusingDuplicates(of: annotation.answer.boxes.canonical)
    name = annotation.labeler
    labeler =
      skills.labelers.isEmpty
      ? Skills.Labeler() : skills.labelers[annotation.labeler] ?? Skills.Labeler()
  }

  /// The ballots of all who did not skip, in an order that follows from geometry and skill alone.
  static func all(of latest: [Annotation], skills: Skills) -> [Ballot] {
    latest.filter { !$0.answer.isSkip }
      .map { Ballot($0, skills: skills) }
      .sorted { $0.precedes($1) }
  }

  private func precedes(_ other: Ballot) -> Bool {
    if boxes != other.boxes { return boxes.precedes(other.boxes) }
    return labeler.fingerprint.lexicographicallyPrecedes(other.labeler.fingerprint)
  }

  private static func fusingDuplicates(of boxes: [LabeledBox]) -> [LabeledBox] {
    guard boxes.count > 1 else { return boxes }
    var means: [Edges] = []
    var sums: [Edges] = []
    var counts: [Double] = []
    var classes: [Int] = []
    var attributes: [[Attributes]] = []
    for label in boxes {
      let edges = Edges(label.box)
      let twin = means.indices.first {
        means[$0][2] > edges[0] && classes[$0] == label.classID
          && means[$0].iou(with: edges) >= duplicateIoU
      }
      if let twin {
        sums[twin] += edges
        counts[twin] += 1
        attributes[twin].append(label.attributes)
        means[twin] = sums[twin] / counts[twin]
      } else {
        means.append(edges)
        sums.append(edges)
        counts.append(1)
        classes.append(label.classID)
        attributes.append([label.attributes])
      }
    }
    guard means.count < boxes.count else { return boxes }
    return means.indices.map {
      LabeledBox(
        box: Box(means[$0]), classID: classes[$0], attributes: majority(of: attributes[$0]))
    }.sorted { $0.precedes($1) }
  }
}

extension Box {
  init(_ edges: Edges) {
    self.init(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])
  }
}

extension Skills.Labeler {
  /// What tells two labelers apart who drew the same boxes.
  fileprivate var fingerprint: [Double] {
    (0..<4).flatMap { [bias[$0], variance[$0]] } + [misses, inventions, boxes, copies ? 1 : 0]
      + confusion.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension [Annotation] {
  /// The highest revision of each labeler, in no particular order. Should one labeler have two
  /// answers of the same revision, which a store never lets happen, boxes count before a skip, and
  /// then the later in canonical order.
  var latest: [Annotation] {
    var latest: [Annotation] = []
    latest.reserveCapacity(count)
    if count <= 8 {
      for annotation in self {
        if let place = latest.firstIndex(where: { $0.labeler == annotation.labeler }) {
          if annotation.supersedes(latest[place]) { latest[place] = annotation }
        } else {
          latest.append(annotation)
        }
      }
      return latest
    }
    var places: [String: Int] = [:]
    for annotation in self {
      if let place = places[annotation.labeler] {
        if annotation.supersedes(latest[place]) { latest[place] = annotation }
      } else {
        places[annotation.labeler] = latest.count
        latest.append(annotation)
      }
    }
    return latest
  }
}

extension Annotation {
  fileprivate func supersedes(_ other: Annotation) -> Bool {
    if revision != other.revision { return revision > other.revision }
    if answer.isSkip != other.answer.isSkip { return other.answer.isSkip }
    return other.answer.boxes.canonical.precedes(answer.boxes.canonical)
  }
}
