extension Explanation {
  /// As people read it.
  var lines: [String] {
    var lines = [
      "\(image): \(state), \(StatusText.counted(people, "person", "people")) of \(wanted)"
    ]
    lines.append("  rule: \(rule) (policy \(policy))")
    lines.append("  so: \(verdict)")
    let known = skills == 0 ? "nobody is known yet; tessera refit" : "skills version \(skills)"
    lines.append("  labelers: \(known)")
    if ruledBySkills != skills {
      lines.append(
        "  its state was decided with version \(ruledBySkills), and a refit leaves that be")
    }
    if let disagreement { lines += [""] + disagreementLines(disagreement) }
    if let risk { lines += [""] + riskLines(risk) }
    for object in objects { lines += [""] + Self.lines(object) }
    if !labelers.isEmpty { lines.append("") }
    for labeler in labelers {
      let said = labeler.skipped ? "skipped" : StatusText.counted(labeler.boxes, "box", "boxes")
      lines.append("\(labeler.name) (\(said)): \(labeler.words)")
    }
    return lines
  }

  private func disagreementLines(_ disagreement: Double) -> [String] {
    guard !pairs.isEmpty else { return ["disagreement: one labeler has nobody to differ from"] }
    var lines = [
      "disagreement \(Self.percent(disagreement)): the mean of "
        + StatusText.counted(pairs.count, "pair")
    ]
    for pair in pairs {
      lines.append(
        "  \(pair.labelers.joined(separator: " and ")): \(Self.percent(pair.disagreement))")
    }
    if let least = without.first, least.disagreement < disagreement - 0.005 {
      let whom = least.labeler ?? "object \(least.object ?? 0)"
      lines.append(
        "  owed most to \(whom): without, it would be \(Self.percent(least.disagreement))")
    }
    return lines
  }

  private func riskLines(_ risk: Double) -> [String] {
    var lines = ["risk \(Self.percent(risk)): how far the merged boxes are likely from the truth"]
    for object in objects.sorted(by: { $0.risk > $1.risk }) where object.risk >= 0.0005 {
      let why =
        object.isKept
        ? "expected IoU \(fixed(object.expectedIoU, 2))" : "not kept, but it may be there"
      lines.append("  object \(object.number): \(Self.percent(object.risk)) (\(why))")
    }
    return lines
  }

  private static func lines(_ object: Object) -> [String] {
    let sides = ["left", "top", "right", "bottom"]
    let edges = zip(sides, zip(object.edges, object.standardErrors)).map { side, edge in
      "\(side) \(fixed(edge.0, 1)) +- \(fixed(edge.1, 1))"
    }
    var drawn = "drawn by \(object.drawnBy.joined(separator: ", "))"
    if !object.notDrawnBy.isEmpty {
      drawn += ", not by \(object.notDrawnBy.joined(separator: ", "))"
    }
    if object.drawnBy.count > 1 {
      drawn += "; they differ by \(percent(object.disagreement))"
    }
    return [
      "object \(object.number), \(object.class)\(object.isKept ? "" : ", not kept"): right with "
        + "\(percent(object.confidence)) (there is something \(percent(object.existence)), of that "
        + "class \(percent(object.classProbability)))",
      "  \(drawn)", "  \(edges.joined(separator: ", ")) px",
    ]
  }

  private static func percent(_ share: Double) -> String { "\(fixed(share * 100, 1)) %" }
}
