import Labels

/// Shows what is proposed, or hides it.
func toggleGhosts(_ model: inout Model) {
  guard !model.ghosts.proposals.isEmpty else {
    model.say("Nothing is proposed for this image.")
    return
  }
  model.ghosts.asked = !model.showsGhosts
  if !model.showsGhosts { model.ghosts.chosen = nil }
}

/// Goes to the next box that is proposed; shows them where they were hidden.
func nextGhost(_ model: inout Model) {
  let open = model.openGhosts
  guard let first = open.first else {
    model.ghosts.chosen = nil
    model.say("Nothing more is proposed for this image.")
    return
  }
  model.ghosts.asked = true
  let chosen = model.ghosts.chosen ?? -1
  let next = open.first { $0 > chosen } ?? first
  model.ghosts.chosen = next
  let box = model.ghosts.proposals[next].labeled.box
  model.drawing.select(nil)
  model.drawing.moveCrosshair(toX: Int(box.x + box.width / 2), y: Int(box.y + box.height / 2))
  model.reveal(model.drawing.crosshair)
}

/// Takes the chosen ghost as a box: to go on to the next, or to change it.
func acceptGhost(_ model: inout Model, adjusting: Bool) -> [Effect] {
  guard let proposal = chosenGhost(&model) else { return [] }
  let effects = model.commit(model.drawing.boxes + [proposal.labeled])
  guard !effects.isEmpty else { return [] }
  if adjusting {
    model.ghosts.chosen = nil
    model.drawing.select(model.drawing.boxes.count - 1)
  } else if !model.openGhosts.isEmpty {
    nextGhost(&model)
  } else {
    model.ghosts.chosen = nil
  }
  return effects
}

/// Turns the chosen ghost down.
func rejectGhost(_ model: inout Model) -> [Effect] {
  guard let proposal = chosenGhost(&model), let image = model.image, !model.isSending else {
    return []
  }
  model.ghosts.rejected.insert(proposal.id)
  if model.openGhosts.isEmpty { model.ghosts.chosen = nil } else { nextGhost(&model) }
  return [journal(.reject(image: image.id, proposal: proposal.id), &model)]
}

/// Takes all ghosts of at least that score: one stroke.
func acceptGhosts(above text: String, _ model: inout Model) -> [Effect] {
  guard let score = Double(text), (0...1).contains(score) else {
    model.say("Say how sure the model must be, from 0 to 1: 0.8", .warning)
    return []
  }
  let taken = model.openGhosts.map { model.ghosts.proposals[$0] }.filter { $0.score >= score }
  guard !taken.isEmpty else {
    model.say("Nothing is proposed with a score of \(text) or more.")
    return []
  }
  model.ghosts.chosen = nil
  let effects = model.commit(model.drawing.boxes + taken.map(\.labeled))
  model.say("Accepted \(taken.count) with a score of \(text) or more; u undoes.")
  return effects
}

/// The ghost that keys act on; goes to the first where none is chosen.
private func chosenGhost(_ model: inout Model) -> Proposal? {
  if let chosen = model.ghosts.chosen, model.visibleGhosts.contains(chosen) {
    return model.ghosts.proposals[chosen]
  }
  nextGhost(&model)
  return nil
}
