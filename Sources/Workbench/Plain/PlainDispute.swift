import Labels

/// A dispute in sentences: who drew what, and by how many pixels they differ.
struct PlainDispute {
  let dispute: Case
  let model: Model

  /// Everybody's boxes, as far as they are shown.
  var sentences: [String] {
    var lines: [String] = []
    if let merged = dispute.merged {
      lines.append("The labelers are apart by \(percent(merged.disagreement)).")
    }
    for (index, party) in dispute.parties.enumerated()
    where model.shown == .everything || model.shown == .party(index) {
      lines += sentences(of: party)
    }
    if model.shown == .everything || model.shown == .merged { lines += merged }
    return lines
  }

  private func sentences(of party: Case.Party) -> [String] {
    let name = title(party)
    switch party.annotation.answer {
    case .skip(let reason): return [ended("\(name) skipped the image: \(reason)")]
    case .boxes(let boxes):
      guard let merged = dispute.merged?.boxes.map(\.labeled) else {
        return boxes.enumerated().map { "\(name), " + words($0, $1) + "." }
      }
      let pairs = Self.pairs(boxes, merged)
      return boxes.isEmpty
        ? ["\(name) drew no box."]
        : boxes.enumerated().map { index, each in
          let other = pairs.first { $0.0 == index }.map { merged[$0.1] }
          let apart =
            other.map { each.box.shift(from: $0.box).map { "From merged: \($0)." } ?? "As merged." }
            ?? "Merged has no such box."
          return "\(name), " + words(index, each) + ". \(apart)"
        }
    }
  }

  private var merged: [String] {
    guard let merged = dispute.merged else { return ["Nothing is merged."] }
    if merged.boxes.isEmpty { return ["Merged has no box."] }
    return merged.boxes.enumerated().map { index, each in
      "Merged, \(words(index, each.labeled)). Drawn by \(each.votes) of \(merged.labelers), "
        + "confidence \(percent(each.confidence))."
    }
  }

  private func words(_ index: Int, _ each: LabeledBox) -> String {
    "box \(index + 1), \(model.session.className(each.classID)), \(each.box.inWords)"
  }

  private func title(_ party: Case.Party) -> String {
    let letter = String(Character(party.letter))
    return dispute.revealsNames ? "\(letter), \(party.annotation.labeler)," : letter
  }

  // MARK: Two of them

  /// By how much the boxes of one differ from those of the other.
  func comparison(_ one: PlainCommand.Party, _ other: PlainCommand.Party) throws(PlainFault)
    -> [String]
  {
    let (first, second) = (try boxes(of: one), try boxes(of: other))
    let (a, b) = (name(one), name(other))
    let pairs = Self.pairs(first, second)
    var lines = pairs.map { i, j in
      let shift = first[i].box.shift(from: second[j].box)
      let classes =
        first[i].classID == second[j].classID
        ? ""
        : " \(a) says \(model.session.className(first[i].classID)), "
          + "\(b) \(model.session.className(second[j].classID))."
      return
        "Box \(i + 1) of \(a) and box \(j + 1) of \(b): "
        + (shift.map { "\(a) has the \($0)." } ?? "the same place.") + classes
        + " They share \(percent(first[i].box.iou(with: second[j].box)))."
    }
    let alone = { (name: String, boxes: [LabeledBox], paired: [Int], who: String) in
      boxes.indices.filter { !paired.contains($0) }.map {
        "Box \($0 + 1) of \(name) is nowhere near one of \(who)."
      }
    }
    lines += alone(a, first, pairs.map(\.0), b) + alone(b, second, pairs.map(\.1), a)
    return lines.isEmpty ? ["Neither drew a box."] : lines
  }

  private func name(_ party: PlainCommand.Party) -> String {
    switch party {
    case .merged: "merged"
    case .labeler(let index): String(Character(dispute.parties[index].letter))
    }
  }

  private func boxes(of party: PlainCommand.Party) throws(PlainFault) -> [LabeledBox] {
    switch party {
    case .merged:
      guard let merged = dispute.merged else { throw PlainFault("Nothing is merged.") }
      return merged.boxes.map(\.labeled)
    case .labeler(let index):
      guard dispute.parties.indices.contains(index) else {
        let letters = dispute.parties.map { String(Character($0.letter)) }
        throw PlainFault("There is no such labeler; there are: \(letters.joined(separator: ", ")).")
      }
      return dispute.parties[index].annotation.answer.boxes
    }
  }

  /// Boxes that overlap, those that do most first: what a person would compare.
  static func pairs(_ one: [LabeledBox], _ other: [LabeledBox]) -> [(Int, Int)] {
    let all = one.indices.flatMap { i in
      other.indices.map { (i, $0, one[i].box.iou(with: other[$0].box)) }
    }
    var found: [(Int, Int)] = []
    for (i, j, iou) in all.sorted(by: { $0.2 > $1.2 })
    where iou > 0 && !found.contains(where: { $0.0 == i || $0.1 == j }) {
      found.append((i, j))
    }
    return found.sorted { $0.0 < $1.0 }
  }
}
