import Cells
import Labels
import Pixels

/// Takes what an effect led to, or that time went by.
func take(result event: Event, _ model: inout Model) -> [Effect] {
  switch event {
  case .input: return []
  case .tick: return tick(&model)
  case .claimed(let assignment): return open(assignment, &model)
  case .revisiting(let assignment):
    guard let assignment else {
      model.say("There is nothing further back.")
      return []
    }
    return open(assignment, &model)
  case .disputed(let dispute): return open(dispute, &model)
  case .loaded(let image, let picture):
    guard model.image?.id == image else { return [] }
    model.picture = .ready(picture)
    let keys = model.typedAhead
    model.typedAhead = []
    return keys.flatMap { update(&model, .input(.key($0))) }
  case .sharpened(let image, let percent):
    guard model.image?.id == image else { return [] }
    model.sharpening = percent
  case .unreadable(let image, let reason):
    guard model.image?.id == image else { return [] }
    // It may have been seen in part, and drawn on.
    model.abandonDrag()
    model.sharpening = nil
    model.picture = .unreadable(reason)
    model.typedAhead = []
  case .journaled(let stroke):
    model.strokesSaved = max(model.strokesSaved, stroke)
    model.journalFault = nil
  case .journalFailed(let reason):
    model.journalFault = reason
    model.say("Your strokes are not saved: \(reason)", .warning)
  case .submitted(let image, let outcome): return submitted(image, outcome, &model)
  case .resolved(let image):
    guard model.image?.id == image, model.isSending else { return [] }
    model.drafts[image] = nil
    let said = decision(model)
    model.clearDesk()
    model.say(said)
    return [closing(image, &model), .claimDispute(image: nil)]
  case .refused(let image, let reason, let isFinal):
    return refused(image, reason, isFinal: isFinal, &model)
  case .leaseLost(let image):
    if model.image?.id == image {
      model.say(
        "Your time on this image ran out and others have it. Submit all the same: it may be taken.",
        .warning)
    }
  case .found, .asked, .ownQuestions, .openQuestions, .peeked, .replied, .guideline, .news,
    .notDone:
    return take(words: event, &model)
  case .failed(let reason):
    if model.image == nil { model.desk = .empty }
    model.say(reason, .warning)
  }
  return []
}

private func tick(_ model: inout Model) -> [Effect] {
  defer { model.isActive = false }
  guard model.isActive else { return [] }
  switch model.desk {
  case .labeling(let assignment) where !assignment.isRevision:
    return [.renew(image: assignment.image.id, epoch: assignment.epoch)]
  case .resolving(let dispute):
    return [.renew(image: dispute.image.id, epoch: dispute.epoch)]
  case .labeling, .waiting, .empty:
    return []
  }
}

private func open(_ assignment: Assignment?, _ model: inout Model) -> [Effect] {
  model.putAway()
  guard let assignment else {
    model.desk = .empty
    return []
  }
  model.desk = .labeling(assignment)
  model.ghosts = Ghosts(assignment.proposals)
  if let skipped = assignment.skipped { model.say("You skipped it: \(skipped)") }
  return lay(assignment.image, boxes: assignment.earlier, &model)
}

private func open(_ dispute: Case?, _ model: inout Model) -> [Effect] {
  model.putAway()
  guard let dispute else {
    model.desk = .empty
    return []
  }
  model.desk = .resolving(dispute)
  model.ghosts = Ghosts(dispute.proposals)
  let effects = lay(dispute.image, boxes: [], &model)
  zoom(toBoxesOf: dispute, &model)
  return effects
}

/// Brings what the labelers drew as near as fits, so that the expert sees at once where they differ.
private func zoom(toBoxesOf dispute: Case, _ model: inout Model) {
  let boxes = dispute.parties.flatMap { $0.annotation.answer.boxes.map(\.box) }
  guard let left = boxes.map(\.left).min(), let right = boxes.map(\.right).max(),
    let top = boxes.map(\.top).min(), let bottom = boxes.map(\.bottom).max()
  else { return }
  let all = Box(left: left, top: top, right: right, bottom: bottom)
  let scale = model.viewport.scale
  model.bringNear(all)
  guard model.viewport.scale > scale else { return }
  model.drawing.moveCrosshair(toX: Int(all.x + all.width / 2), y: Int(all.y + all.height / 2))
}

/// Lays an image on the desk, with the strokes that were made on it before.
private func lay(_ image: ImageRecord, boxes: [LabeledBox], _ model: inout Model) -> [Effect] {
  model.picture = .loading
  model.sharpening = nil
  model.viewport.fits = true
  model.refit()
  model.drawing = Drawing(width: image.width, height: image.height, history: History(boxes))
  guard let draft = model.drafts[image.id] else {
    return [.load(image), journal(.open(image: image.id, boxes: boxes), &model)]
  }
  if model.inherited.contains(image.id) {
    model.dialog = .confirm(.goOn(draft))
  } else {
    model.drawing = Drawing(width: image.width, height: image.height, draft: draft)
    model.reason = draft.reason
    model.ghosts.rejected = draft.rejected
  }
  return [.load(image)]
}

/// Takes up an inherited draft, or drops it.
func answerGoOn(_ draft: Draft, accept: Bool, _ model: inout Model) -> [Effect] {
  model.inherited.remove(draft.image)
  if accept {
    model.drawing = Drawing(
      width: model.drawing.width, height: model.drawing.height, draft: draft)
    model.reason = draft.reason
    model.ghosts.rejected = draft.rejected
    model.say("Your boxes are back; \(model.keyName(.undo)) undoes as before.")
    return []
  }
  model.drafts[draft.image] = nil
  return [journal(.open(image: draft.image, boxes: model.drawing.boxes), &model)]
}

private func submitted(_ image: Int, _ outcome: Standing, _ model: inout Model) -> [Effect] {
  // What came late, or twice, must not take newer strokes away.
  guard let record = model.image, record.id == image, model.isSending else { return [] }
  model.drafts[image] = nil
  if model.session.showsOutcome { model.outcome = (record.name, outcome) }
  var said = "Submitted \(record.name)."
  if case .answer(.boxes(let boxes)) = model.sending { model.lastBoxes = boxes }
  if case .answer(.skip(let reason)) = model.sending { said = "Skipped \(record.name): \(reason)." }
  model.clearDesk()
  model.say(model.session.showsOutcome ? "\(said) \(sentence(outcome))" : said)
  return [closing(image, &model), .claim(preferring: nil)]
}

/// What an expert decided, in words.
private func decision(_ model: Model) -> String {
  guard case .resolving(let dispute) = model.desk, case .resolution(let sent) = model.sending
  else { return "Decided." }
  let how: String
  switch (sent.answer, sent.source) {
  case (.skip(let reason), _): how = "cannot be labeled (\(reason))"
  case (_, .merged): how = "the merged boxes"
  case (_, .drawn): how = "your boxes"
  case (_, .labeler(let name)):
    let party = dispute.parties.first { $0.annotation.labeler == name }
    how = "the boxes of \(party.map { String(Character($0.letter)) } ?? "a labeler")"
  }
  return "Decided \(dispute.image.name): \(how)."
}

/// What an answer led to, in words.
private func sentence(_ outcome: Standing) -> String {
  let share = outcome.merged.map { "disagreement \(percent($0.disagreement))" } ?? ""
  return switch outcome.state {
  case .agreed: "\(outcome.people) labels agree, \(share)."
  case .disputed: "\(outcome.people) labels, \(share): an expert will decide."
  case .labeling: "\(outcome.people) of \(outcome.wanted) labels, \(share)."
  case .rejected: "Rejected: too many skipped it."
  case .resolved: "An expert had decided before."
  case .queued: ""
  }
}

private func refused(
  _ image: Int, _ reason: String, isFinal: Bool, _ model: inout Model
) -> [Effect] {
  guard model.image?.id == image, model.isSending else { return [] }
  model.sending = nil
  guard isFinal else {
    model.say(reason, .warning)
    return []
  }
  model.drafts[image] = nil
  model.clearDesk()
  model.say(reason, .warning)
  let next: Effect =
    model.session.role == .labeler ? .claim(preferring: nil) : .claimDispute(image: nil)
  return [closing(image, &model), next]
}

/// A line for the journal, numbered.
func journal(_ entry: JournalEntry, _ model: inout Model) -> Effect {
  model.strokes += 1
  return .journal(entry, stroke: model.strokes)
}

private func closing(_ image: Int, _ model: inout Model) -> Effect {
  journal(.close(image: image), &model)
}
