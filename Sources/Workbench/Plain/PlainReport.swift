import Labels

/// The model in sentences for a voice: one thought a line, no signs, no control characters.
package enum PlainReport {
  // MARK: What is there

  /// Which image, how far, what is selected, whether it is saved.
  package static func place(_ model: Model) -> [String] {
    (image(model) + state(model)).map(spoken)
  }

  /// Every box.
  static func list(_ model: Model) throws(PlainFault) -> [String] {
    guard model.image != nil else { throw PlainFault("No image is on the desk.") }
    var lines: [String] = []
    if case .resolving(let dispute) = model.desk {
      lines = PlainDispute(dispute: dispute, model: model).sentences
    }
    let boxes = model.drawing.boxes
    if case .resolving = model.desk, !boxes.isEmpty { lines.append("Yours:") }
    if boxes.isEmpty {
      lines.append(model.session.role == .labeler ? "No box yet." : "You drew no box.")
    }
    lines += boxes.indices.map {
      model.words(of: $0) + ($0 == model.drawing.selection ? ", selected." : ".")
    }
    return lines.map(spoken)
  }

  /// The image on the desk, or that there is none.
  private static func image(_ model: Model) -> [String] {
    let lines: [String]
    switch model.desk {
    case .waiting: lines = ["Asking for work."]
    case .empty:
      lines = [
        model.session.images == 0
          ? "There are no images yet."
          : model.session.role == .labeler
            ? "No image waits for you." : "No dispute waits for you."
      ]
    case .labeling(let assignment):
      let (image, revision) = (assignment.image, assignment.isRevision ? ", your revision" : "")
      lines = [
        "Image \(assignment.number) of \(model.session.images), \(image.name), "
          + "\(image.width) wide, \(image.height) high\(revision)."
      ]
    case .resolving(let dispute):
      let image = dispute.image
      let merged = dispute.merged.map { ", apart by \(percent($0.disagreement))" } ?? ""
      lines = [
        "Dispute about \(image.name), \(image.width) wide, \(image.height) high, by "
          + "\(counted(dispute.parties.count, "labeler"))\(merged). "
          + "\(counted(dispute.waiting, "dispute")) \(dispute.waiting == 1 ? "waits" : "wait")."
      ]
    }
    if case .unreadable(let reason) = model.picture {
      return lines + ["It cannot be opened: \(ended(reason))"]
    }
    return lines
  }

  private static func state(_ model: Model) -> [String] {
    guard model.image != nil else { return [] }
    let count = model.drawing.boxes.count
    let saved = model.journalFault.map { "not saved: \(ended($0))" } ?? "saved."
    var lines = ["\(counted(count, "box", "boxes")), \(saved)"]
    if let points = model.drawing.points {
      lines.append("Point \(points.count + 1) of 4 is next.")
    } else if let anchor = model.drawing.anchor {
      lines.append("A corner is set at \(anchor.x), \(anchor.y).")
    }
    lines.append(focus(model))
    if !model.reason.isEmpty { lines.append("Reason: \(ended(model.reason))") }
    return lines
  }

  private static func focus(_ model: Model) -> String {
    if let index = model.drawing.selection { return "\(model.words(of: index)), is selected." }
    let at = model.drawing.crosshair
    return "The crosshair is at \(at.x), \(at.y)."
  }

  // MARK: What changed

  /// What came of a command: what is new in the model.
  package static func changes(from old: Model, to new: Model) -> [String] {
    var lines: [String] = []
    let isOther = old.image?.id != new.image?.id || isBusy(old) != isBusy(new)
    if isOther {
      if let message = new.message { lines.append(ended(message.text)) }
      lines += image(new)
      if new.image != nil, !new.drawing.boxes.isEmpty || new.session.role == .expert {
        lines += (try? list(new)) ?? []
      }
    } else {
      lines += boxes(from: old, to: new)
      if let message = new.message { lines.append(ended(message.text)) }
      if lines.isEmpty { lines += rest(from: old, to: new) }
    }
    lines += news(from: old, to: new)
    if new.dialog != old.dialog || (isOther && new.dialog != nil) {
      lines += PlainPages.sentences(new)
    }
    return (lines.isEmpty ? ["Nothing changed."] : lines).map(spoken)
  }

  private static func isBusy(_ model: Model) -> Bool { model.desk == .waiting }

  private static func boxes(from old: Model, to new: Model) -> [String] {
    let (before, after) = (old.drawing.boxes, new.drawing.boxes)
    guard before != after else { return [] }
    if after.count > before.count, after.starts(with: before) || before.isEmpty {
      return (before.count..<after.count).map { new.words(of: $0) + "." } + snapped(new, old)
    }
    if after.count == before.count {
      let changed = after.indices.filter { after[$0] != before[$0] }
      return changed.map { index in
        var what: [String] = []
        if let shift = after[index].box.shift(from: before[index].box) { what.append(shift) }
        if after[index].classID != before[index].classID {
          what.append("now \(new.session.className(after[index].classID))")
        }
        let said = after[index].attributes
        if said != before[index].attributes {
          let each = said.members.map { "\($0.name) \($0.value.shown)" }
          what.append(each.isEmpty ? "no attributes" : each.joined(separator: ", "))
        }
        return "\(new.words(of: index)). Changed: \(what.joined(separator: "; "))."
      }
    }
    if after.count == before.count - 1,
      let gone = before.indices.first(where: {
        !after.indices.contains($0) || after[$0] != before[$0]
      })
    {
      let left = after.isEmpty ? "No box is left." : "\(counted(after.count, "box", "boxes")) left."
      return ["\(old.words(of: gone)), is gone. \(left)"]
    }
    return ["Now \(counted(after.count, "box", "boxes"))."]
      + after.indices.map { new.words(of: $0) + "." }
  }

  /// What snapping did to the box that was just drawn.
  private static func snapped(_ new: Model, _ old: Model) -> [String] {
    guard !new.snappedEdges.isEmpty, let index = new.drawing.selection,
      new.drawing.history.changes == old.drawing.history.changes + 2
    else { return [] }
    var history = new.drawing.history
    guard history.undo(), history.boxes.indices.contains(index),
      let shift = new.drawing.boxes[index].box.shift(from: history.boxes[index].box)
    else { return [] }
    return ["Snapped: \(shift)."]
  }

  private static func rest(from old: Model, to new: Model) -> [String] {
    if new.shown != old.shown { return (try? list(new)) ?? [] }
    if new.reason != old.reason { return ["Reason: \(ended(new.reason))"] }
    if case .confirm(let question) = old.dialog, new.dialog == nil {
      if case .goOn = question { return ["Started over."] + state(new) }
      return ["Not done."]
    }
    var lines: [String] = []
    if new.drawing.anchor != old.drawing.anchor, let anchor = new.drawing.anchor {
      lines.append("A corner is set at \(anchor.x), \(anchor.y).")
    } else if new.drawing.points != old.drawing.points, let points = new.drawing.points {
      lines.append("Point \(points.count + 1) of 4 is next.")
    }
    if new.classID != old.classID {
      lines.append("The next box is \(new.session.className(new.classID)).")
    }
    if new.drawing.selection != old.drawing.selection
      || new.drawing.crosshair != old.drawing.crosshair
      || lines.isEmpty
        && (new.drawing.anchor != old.drawing.anchor || new.drawing.points != old.drawing.points)
    {
      lines.append(focus(new))
    }
    if new.drawing.edge != old.drawing.edge, new.drawing.edge != nil {
      lines.append("An edge is picked: move-left and the like move it.")
    }
    if new.viewport != old.viewport, lines.isEmpty {
      lines.append("\(pixels(1 / new.viewport.scale)) pixels for half a character.")
    }
    return lines
  }

  /// What waits to be read now and did not before.
  package static func news(from old: Model, to new: Model) -> [String] {
    var lines: [String] = []
    if new.news.guidelineChanged, !old.news.guidelineChanged {
      lines.append("The guideline changed: guideline tells it.")
    }
    if new.session.role == .labeler, new.news.answers > old.news.answers {
      lines.append("\(counted(new.news.answers, "answer")) for you: answers tells them.")
    }
    if new.session.role == .expert, new.news.openQuestions > old.news.openQuestions {
      lines.append("\(counted(new.news.openQuestions, "open question")): questions tells them.")
    }
    return lines
  }
}
