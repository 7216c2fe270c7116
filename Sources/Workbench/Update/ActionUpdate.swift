import Cells
import Labels
import Pixels

/// Carries out an action, whoever asked for it: a key, a click or a command.
func perform(_ action: Action, _ model: inout Model) -> [Effect] {
  switch action {
  case .move(let direction, let big): return move(direction, big: big, &model)
  case .mark: return mark(&model)
  case .nextBox: selectNext(1, &model)
  case .previousBox: selectNext(-1, &model)
  case .selectBox(let index):
    if model.drawing.boxes.indices.contains(index) { model.drawing.select(index) }
  case .pickEdge: pickEdge(&model)
  case .snap: return snap(&model)
  case .cancel: cancel(&model)
  case .chooseClass(let number): return chooseClass(number, &model)
  case .delete: return delete(&model)
  case .undo: return model.stroke({ $0.undo() }, { .undo(image: $1) })
  case .redo: return model.stroke({ $0.redo() }, { .redo(image: $1) })
  case .zoomIn, .zoomOut, .zoomFit, .zoomActual, .pan, .center: look(action, &model)
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
  case .guideline: model.dialog = .guideline(scroll: 0)
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

// MARK: Moving

private func move(_ direction: Action.Direction, big: Bool, _ model: inout Model) -> [Effect] {
  let dx = direction == .left ? -1 : direction == .right ? 1 : 0
  let dy = direction == .up ? -1 : direction == .down ? 1 : 0
  guard let index = model.drawing.selection else {
    // One block, so that the crosshair is seen to move at any zoom; one pixel from 1:1 on.
    let step = max(1, Int((1 / model.viewport.scale).rounded())) * (big ? 8 : 1)
    let at = model.drawing.crosshair
    model.drawing.moveCrosshair(toX: at.x + dx * step, y: at.y + dy * step)
    model.reveal(model.drawing.crosshair)
    return []
  }
  var boxes = model.drawing.boxes
  let box = boxes[index].box
  let (x, y) = (Double(dx * (big ? 10 : 1)), Double(dy * (big ? 10 : 1)))
  if let edge = model.drawing.edge {
    let acrossEdge: Edges = dx < 0 ? .left : dx > 0 ? .right : dy < 0 ? .top : .bottom
    let isHorizontal = !edge.isDisjoint(with: [.left, .right])
    guard !edge.isEmpty, (dx != 0) == isHorizontal else {
      model.drawing.edge = acrossEdge
      return []
    }
    boxes[index].box = model.drawing.resized(box, edges: edge, dx: x, dy: y)
  } else {
    boxes[index].box = model.drawing.moved(box, dx: x, dy: y)
  }
  return model.commit(boxes)
}

private func pickEdge(_ model: inout Model) {
  guard model.drawing.selection != nil else { return }
  // No edge yet: the next arrow chooses it.
  model.drawing.edge = model.drawing.edge == nil ? [] : nil
}

private func selectNext(_ by: Int, _ model: inout Model) {
  let count = model.drawing.boxes.count
  guard count > 0 else {
    model.say("There is no box yet: Space sets a corner.")
    return
  }
  let from = model.drawing.selection ?? (by > 0 ? -1 : count)
  model.drawing.select((from + by + count) % count)
}

private func cancel(_ model: inout Model) {
  if model.drawing.edge != nil {
    model.drawing.edge = nil
  } else {
    model.drawing.select(nil)
  }
}

// MARK: Drawing

private func mark(_ model: inout Model) -> [Effect] {
  guard !model.isSending else { return [] }
  guard let anchor = model.drawing.anchor else {
    model.drawing.select(nil)
    model.drawing.anchor = model.drawing.crosshair
    return []
  }
  return addBox(from: anchor, to: model.drawing.crosshair, &model)
}

/// Adds the box between two pixels, selected, with the class chosen last.
func addBox(from one: Pixel, to other: Pixel, _ model: inout Model) -> [Effect] {
  let box = LabeledBox(box: model.drawing.span(one, other), classID: model.classID)
  let effects = model.commit(model.drawing.boxes + [box])
  model.drawing.select(model.drawing.boxes.count - 1)
  return effects
}

private func chooseClass(_ number: Int, _ model: inout Model) -> [Effect] {
  guard model.session.classes.indices.contains(number - 1) else {
    model.say("There is no class \(number).", .warning)
    return []
  }
  model.classID = model.session.classes[number - 1].id
  guard let index = model.drawing.selection else { return [] }
  var boxes = model.drawing.boxes
  boxes[index].classID = model.classID
  return model.commit(boxes)
}

/// Snaps the selected box: one stroke, so that undo brings the drawn one back.
private func snap(_ model: inout Model) -> [Effect] {
  guard let index = model.drawing.selection, case .ready(let picture) = model.picture
  else { return [] }
  var boxes = model.drawing.boxes
  // What a hand cannot resolve at this zoom: a cell and a half.
  let reach = max(1, 1.5 / model.viewport.scale)
  guard let box = picture.snapped(boxes[index].box, within: (x: reach, y: 2 * reach)),
    box != boxes[index].box
  else {
    model.say("The picture shows no other edge near the box: it stays.")
    return []
  }
  boxes[index].box = box
  return model.commit(boxes)
}

private func delete(_ model: inout Model) -> [Effect] {
  guard let index = model.drawing.selection else { return [] }
  var boxes = model.drawing.boxes
  boxes.remove(at: index)
  let effects = model.commit(boxes)
  if !effects.isEmpty { model.drawing.select(nil) }
  return effects
}

// MARK: Looking

private func look(_ action: Action, _ model: inout Model) {
  let canvas = Layout(model).canvas
  switch action {
  case .zoomIn: zoom(to: model.viewport.step(up: true), &model)
  case .zoomOut: zoom(to: model.viewport.step(up: false), &model)
  case .zoomActual: zoom(to: 1, &model)
  case .zoomFit:
    model.viewport.fits = true
    model.refit()
  case .pan(let direction):
    let half = Double(canvas.width) / 2 / model.viewport.scale
    let halfDown = Double(canvas.height) / model.viewport.scale
    model.viewport.originX += direction == .left ? -half : direction == .right ? half : 0
    model.viewport.originY += direction == .up ? -halfDown : direction == .down ? halfDown : 0
    model.viewport.clamp(to: model.imageSize, columns: canvas.width, rows: canvas.height)
  case .center:
    if let box = model.drawing.selected?.box {
      model.drawing.moveCrosshair(
        toX: Int(box.x + box.width / 2), y: Int(box.y + box.height / 2))
    }
    let at = model.drawing.crosshair
    model.viewport.originX = Double(at.x) - Double(canvas.width) / 2 / model.viewport.scale
    model.viewport.originY = Double(at.y) - Double(canvas.height) / model.viewport.scale
    model.viewport.clamp(to: model.imageSize, columns: canvas.width, rows: canvas.height)
  default: break
  }
}

private func cycleGlyphs(_ model: inout Model) -> [Effect] {
  guard model.display.unicode, model.display.colors != .none else {
    model.say("This terminal shows no block characters in color.", .warning)
    return []
  }
  let glyphs = model.mosaics.glyphs.next
  model.mosaics = Mosaics(glyphs, on: model.display)
  model.say("Drawn with \(glyphs.explanation). p tries the next.")
  return [.remember(glyphs)]
}

extension GlyphSet {
  /// What one sees, and what it asks of the terminal.
  fileprivate var explanation: String {
    switch self {
    case .ascii: "spaces: one color a character"
    case .half: "half blocks: every terminal has them"
    case .quadrant: "quadrants: finer; nearly every terminal has them"
    case .sextant: "sextants: finer still; if you see boxes or digits, go on"
    case .best: "sextants, quadrants and eighths, whichever fits best"
    case .octant: "octants: the finest; few terminals have them yet"
    }
  }
}

/// Zooms about the crosshair.
private func zoom(to scale: Double, _ model: inout Model) {
  let at = model.drawing.crosshair
  zoom(to: scale, about: Double(at.x) + 0.5, Double(at.y) + 0.5, &model)
  model.reveal(at)
}

/// Zooms so that a point of the image stays where it is, as far as the image's edges allow.
func zoom(to scale: Double, about x: Double, _ y: Double, _ model: inout Model) {
  let canvas = Layout(model).canvas
  model.viewport.zoom(to: scale, about: x, y)
  model.viewport.clamp(to: model.imageSize, columns: canvas.width, rows: canvas.height)
}

extension Model {
  mutating func reveal(_ pixel: Pixel) {
    let canvas = Layout(self).canvas
    viewport.reveal(pixel, columns: canvas.width, rows: canvas.height)
    viewport.clamp(to: imageSize, columns: canvas.width, rows: canvas.height)
  }
}
