import Labels

// What a labeler or an expert decides about the image on the desk.

func submit(_ model: inout Model) -> [Effect] {
  guard !model.isSending, !model.focus.isDisjoint(with: .image) else { return [] }
  if model.drawing.anchor != nil {
    model.say(
      "Finish the box first (\(model.keyName(.mark))), or drop its corner "
        + "(\(model.keyName(.cancel))).", .warning)
    return []
  }
  if model.drawing.boxes.isEmpty {
    model.dialog = .confirm(.submitEmpty)
    return []
  }
  return send(.boxes(model.drawing.boxes), &model)
}

/// Sends an answer for the image on the desk.
func send(_ answer: Answer, _ model: inout Model) -> [Effect] {
  switch model.desk {
  case .labeling(let assignment):
    model.sending = .answer(answer)
    return [
      .submit(
        image: assignment.image.id, answer: answer, outcomes: model.outcomes(of: answer.boxes))
    ]
  case .resolving:
    return decide(answer, source: .drawn, &model)
  case .waiting, .empty:
    return []
  }
}

// MARK: Labelers

func goBack(_ model: inout Model) -> [Effect] {
  guard !model.isSending else { return [] }
  switch model.desk {
  case .labeling(let assignment):
    return [.revisit(before: assignment.isRevision ? assignment.image.id : nil)]
  case .empty: return [.revisit(before: nil)]
  case .waiting, .resolving: return []
  }
}

func leaveRevision(_ model: inout Model) -> [Effect] {
  guard case .labeling(let assignment) = model.desk, assignment.isRevision, !model.isSending
  else {
    model.say(
      "This image waits for your answer: \(model.keyName(.submit)) submits, "
        + "\(model.keyName(.skip)) skips.")
    return []
  }
  model.putAway()
  return [.claim(preferring: nil)]
}

// MARK: Experts

func acceptMerged(_ model: inout Model) -> [Effect] {
  guard case .resolving(let dispute) = model.desk, mayDropOwn(.acceptMerged, &model)
  else { return [] }
  guard let merged = dispute.merged else {
    model.say("There is nothing merged: nobody drew on this image.", .warning)
    return []
  }
  return decide(.boxes(merged.boxes.map(\.labeled)), source: .merged, &model)
}

func accept(party index: Int, _ model: inout Model) -> [Effect] {
  guard case .resolving(let dispute) = model.desk else { return [] }
  guard dispute.parties.indices.contains(index) else {
    model.say("There is no such labeler here.", .warning)
    return []
  }
  guard mayDropOwn(.accept(index), &model) else { return [] }
  let annotation = dispute.parties[index].annotation
  return decide(annotation.answer, source: .labeler(annotation.labeler), &model)
}

/// Whether the expert's own boxes may be passed over; asks where there are some.
private func mayDropOwn(_ action: Action, _ model: inout Model) -> Bool {
  if model.drawing.boxes.isEmpty || model.dialog == .confirm(.dropOwn(action)) { return true }
  model.dialog = .confirm(.dropOwn(action))
  return false
}

func decide(_ answer: Answer, source: Resolution.Source, _ model: inout Model) -> [Effect] {
  guard case .resolving(let dispute) = model.desk, !model.isSending else { return [] }
  let resolution = Resolution(
    expert: model.session.person, answer: answer, source: source, reason: model.reason)
  model.sending = .resolution(resolution)
  return [.resolve(image: dispute.image.id, resolution)]
}

func editMerged(_ model: inout Model) -> [Effect] {
  guard case .resolving(let dispute) = model.desk, let merged = dispute.merged else { return [] }
  let effects = model.commit(merged.boxes.map(\.labeled))
  if !model.drawing.boxes.isEmpty { model.drawing.select(0) }
  model.say("The merged boxes are yours to change; \(model.keyName(.submit)) decides by them.")
  return effects
}

func cycleShown(_ model: inout Model) {
  guard case .resolving(let dispute) = model.desk else { return }
  switch model.shown {
  case .everything: model.shown = .merged
  case .merged: model.shown = dispute.parties.isEmpty ? .everything : .party(0)
  case .party(let index):
    model.shown = index + 1 < dispute.parties.count ? .party(index + 1) : .everything
  }
}

func postpone(_ model: inout Model) -> [Effect] {
  guard case .resolving(let dispute) = model.desk, !model.isSending else { return [] }
  if dispute.waiting < 2 {
    model.say("This is the only dispute that waits.")
    return []
  }
  model.putAway()
  return [.later(image: dispute.image.id, epoch: dispute.epoch)]
}

// MARK: Leaving

/// Quits, and has the journal try once more what it could not take before: there may be room now.
func leaveForGood(_ model: inout Model) -> [Effect] {
  guard model.journalFault != nil, let image = model.image else { return leave(&model) }
  let shown = model.drawing.history.position
  return [journal(.go(image: image.id, change: shown), &model)] + leave(&model)
}

/// Quits; the lease is given back when nothing was drawn, so that others need not wait for it.
func leave(_ model: inout Model) -> [Effect] {
  switch model.desk {
  case .labeling(let assignment) where !assignment.isRevision && !model.drawing.hasStrokes:
    [.release(image: assignment.image.id, epoch: assignment.epoch), .quit]
  case .resolving(let dispute) where !model.drawing.hasStrokes:
    [.release(image: dispute.image.id, epoch: dispute.epoch), .quit]
  default: [.quit]
  }
}

extension Model {
  /// Clears the desk; strokes that were not submitted are kept as a draft.
  mutating func putAway() {
    if let image {
      let draft = drawing.draft(of: image.id, reason: reason, rejected: ghosts.rejected)
      if draft.isWorthKeeping { drafts[image.id] = draft }
    }
    clearDesk()
  }

  mutating func clearDesk() {
    desk = .waiting
    picture = .absent
    typedAhead = []
    drawing = Drawing(width: 1, height: 1)
    ghosts = Ghosts()
    drag = nil
    preview = nil
    sending = nil
    reason = ""
    shown = .everything
    count = nil
    viewBefore = nil
    // What is asked of one image must not be answered about the next.
    switch dialog {
    case .skip, .findClass, .attributes, .acceptAbove, .reason, .confirm(.goOn),
      .confirm(.submitEmpty), .confirm(.dropOwn):
      dialog = nil
    case .ask, .help, .guideline, .command, .answers, .questions, .reply, .confirm(.quit), nil:
      break
    }
  }
}
