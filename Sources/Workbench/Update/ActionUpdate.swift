import Cells
import Labels

/// Carries out an action, whoever asked for it: a key, a click or a command.
func perform(_ action: Action, _ model: inout Model) -> [Effect] {
  switch action {
  case .move(let direction, let big): return move(direction, big: big, times: 1, &model)
  case .nextEdge(let direction): goToEdge(direction, &model)
  case .jump(let direction): jump(direction, &model)
  case .count: model.count = ""
  case .mark: return mark(&model)
  case .extremes: beginPoints(&model)
  case .dropPoint: _ = model.drawing.points?.popLast()
  case .nextBox: selectNext(1, &model)
  case .previousBox: selectNext(-1, &model)
  case .selectBox(let index):
    if model.drawing.boxes.indices.contains(index) { model.drawing.select(index) }
  case .pickEdge: pickEdge(&model)
  case .pick(let edges): model.drawing.edge = edges
  case .grow(let pixels):
    return model.changeSelected { $0.grown($1, by: Double(pixels)) }
  case .duplicate: return duplicate(&model)
  case .copyLast: return copyLast(&model)
  case .snap: return snap(&model)
  case .toggleSnapping: toggleSnapping(&model)
  case .cancel: cancel(&model)
  case .chooseClass(let number): return chooseClass(number, &model)
  case .delete: return delete(&model)
  case .undo: return model.walk { $0.undo() }
  case .redo: return model.walk { $0.redo() }
  case .older: return model.walk { $0.older() }
  case .newer: return model.walk { $0.newer() }
  case .findClass: model.dialog = .findClass(TextField(), chosen: 0)
  case .attributes: openAttributes(&model)
  case .toggleGhosts: toggleGhosts(&model)
  case .nextGhost: nextGhost(&model)
  case .acceptGhost: return acceptGhost(&model, adjusting: false)
  case .adjustGhost: return acceptGhost(&model, adjusting: true)
  case .rejectGhost: return rejectGhost(&model)
  case .acceptGhosts:
    if !model.isSending { model.dialog = .acceptAbove(TextField("0.5")) }
  case .zoomIn, .zoomOut, .zoomFit, .zoomActual, .pan, .center, .zoomBox: look(action, &model)
  case .loupe: model.hasLoupe.toggle()
  case .cycleGlyphs: return cycleGlyphs(&model)
  case .submit: return submit(&model)
  case .skip:
    if !model.isSending { model.dialog = .skip(chosen: 0, typed: TextField()) }
  case .back: return goBack(&model)
  case .forward: return leaveRevision(&model)
  case .acceptMerged: return acceptMerged(&model)
  case .accept(let index): return accept(party: index, &model)
  case .editMerged: return editMerged(&model)
  case .cycleShown: cycleShown(&model)
  case .show(let shown): model.shown = shown
  case .later: return postpone(&model)
  case .giveReason: model.dialog = .reason(TextField(model.reason))
  case .guideline:
    // What changed is told by the answer; marks of an earlier reading are read by now.
    model.session.guideline = model.session.guideline.unmarked
    model.dialog = .guideline(scroll: 0)
    return [.readGuideline]
  case .ask: return ask(&model)
  case .readAnswers: return [.readAnswers]
  case .openQuestions: return [.openQuestions]
  case .help: model.dialog = .help(scroll: 0)
  case .command: model.dialog = .command(TextField())
  case .redraw: return [.redraw]
  case .suspend: return [.suspend]
  case .quit:
    guard model.hasUnsentStrokes || model.isSending else {
      return leave(&model)
    }
    model.dialog = .confirm(.quit)
  }
  return []
}

/// Carries out an action as often as the person said before it.
func perform(_ action: Action, times: Int, _ model: inout Model) -> [Effect] {
  switch action {
  // One stroke, however far.
  case .move(let direction, let big):
    return move(direction, big: big, times: times, &model)
  case .grow(let pixels): return perform(.grow(pixels * times), &model)
  case .nextBox, .previousBox, .nextGhost, .undo, .redo, .older, .newer, .nextEdge, .jump, .pan,
    .zoomIn, .zoomOut:
    // Enough for any list, and soon over.
    return (0..<min(times, 1000)).flatMap { _ in perform(action, &model) }
  default: return perform(action, &model)
  }
}
