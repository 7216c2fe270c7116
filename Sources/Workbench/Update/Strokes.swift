import Cells
import Labels
import Pixels

/// Sets a corner of a new box, or the other; or the next of an object's outermost points.
func mark(_ model: inout Model) -> [Effect] {
  guard !model.isSending else { return [] }
  if let points = model.drawing.points {
    return add(points + [model.drawing.crosshair], &model)
  }
  guard let anchor = model.drawing.anchor else {
    model.drawing.select(nil)
    model.drawing.anchor = model.drawing.crosshair
    return []
  }
  return addBox(from: anchor, to: model.drawing.crosshair, &model)
}

/// Begins to box an object by its outermost points, or gives it up.
func beginPoints(_ model: inout Model) {
  guard !model.isSending else { return }
  let isOn = model.drawing.points != nil
  model.drawing.select(nil)
  if !isOn {
    model.drawing.points = []
    model.say(
      "\(model.keyName(.mark)) on the topmost, rightmost, bottommost and leftmost point, in any order."
    )
  }
}

/// Takes one more of an object's outermost points; the fourth makes the box.
func add(_ points: [Pixel], _ model: inout Model) -> [Effect] {
  guard points.count == 4, let box = model.drawing.span(points) else {
    model.drawing.points = points
    return []
  }
  return add(box, &model)
}

/// Adds the box between two pixels.
func addBox(from one: Pixel, to other: Pixel, _ model: inout Model) -> [Effect] {
  add(model.drawing.span(one, other), &model)
}

/// Adds a box, selected, with the class chosen last.
func add(_ box: Box, _ model: inout Model) -> [Effect] {
  let new = LabeledBox(box: box, classID: model.classID)
  let effects = model.commit(model.drawing.boxes + [new])
  model.drawing.select(model.drawing.boxes.count - 1)
  return effects + refine([.left, .top, .right, .bottom], &model)
}

/// Snaps the edges of the selected box that were just drawn coarsely, unless that is off: a stroke
/// of its own, so that undo brings the drawn box back. From 1:1 on a hand resolves pixels.
func refine(_ edges: Edges, _ model: inout Model) -> [Effect] {
  guard model.isSnapping, model.viewport.scale < 1, let index = model.drawing.selection,
    case .ready(let picture) = model.picture, picture.isComplete
  else { return [] }
  let drawn = model.drawing.boxes[index].box
  guard let snap = picture.snap(drawn, within: reach(model)) else { return [] }
  let moved = Edges(snap.moved).intersection(edges)
  let box = Box(
    left: moved.contains(.left) ? snap.box.left : drawn.left,
    top: moved.contains(.top) ? snap.box.top : drawn.top,
    right: moved.contains(.right) ? snap.box.right : drawn.right,
    bottom: moved.contains(.bottom) ? snap.box.bottom : drawn.bottom)
  guard !moved.isEmpty, box.width >= 1, box.height >= 1 else { return [] }
  let effects = model.changeSelected { _, _ in box }
  if !effects.isEmpty { model.lastSnap = (box, moved) }
  return effects
}

/// What a hand cannot resolve at this zoom: a cell and a half.
private func reach(_ model: Model) -> (x: Double, y: Double) {
  let across = max(1, 1.5 / model.viewport.scale)
  return (x: across, y: 2 * across)
}

/// Turns the snapping of every stroke off, or on.
func toggleSnapping(_ model: inout Model) {
  model.isSnapping.toggle()
  model.say(
    model.isSnapping
      ? "Strokes snap to the picture's edges; undo brings back what you drew."
      : "Strokes stay as they are drawn; \(model.keyName(.snap)) snaps one box.")
}

extension Edges {
  init(_ sides: Set<BoxSide>) {
    self = []
    if sides.contains(.left) { insert(.left) }
    if sides.contains(.top) { insert(.top) }
    if sides.contains(.right) { insert(.right) }
    if sides.contains(.bottom) { insert(.bottom) }
  }
}

/// Puts a copy of the selected box beside it, selected: 10 pixels right and down, or left and up at the
/// border.
func duplicate(_ model: inout Model) -> [Effect] {
  guard let selected = model.drawing.selected else { return [] }
  var copy = selected
  copy.box = model.drawing.moved(selected.box, dx: 10, dy: 10)
  if copy.box == selected.box { copy.box = model.drawing.moved(selected.box, dx: -10, dy: -10) }
  let effects = model.commit(model.drawing.boxes + [copy])
  model.drawing.select(model.drawing.boxes.count - 1)
  return effects
}

/// Adds the boxes that were submitted last, as far as they lie on this image.
func copyLast(_ model: inout Model) -> [Effect] {
  let (width, height) = (Double(model.drawing.width), Double(model.drawing.height))
  let boxes = model.lastBoxes.filter { $0.box.right <= width && $0.box.bottom <= height }
  guard !boxes.isEmpty else {
    model.say(
      model.lastBoxes.isEmpty
        ? "There is no image before this one." : "The boxes before lie outside this image.")
    return []
  }
  return model.commit(model.drawing.boxes + boxes.filter { !model.drawing.boxes.contains($0) })
}

func chooseClass(_ number: Int, _ model: inout Model) -> [Effect] {
  guard model.session.classes.indices.contains(number - 1) else {
    model.say("There is no class \(number).", .warning)
    return []
  }
  model.classID = model.session.classes[number - 1].id
  guard let index = model.drawing.selection else { return [] }
  var boxes = model.drawing.boxes
  boxes[index].classID = model.classID
  let attributes = model.session.attributes(of: model.classID).map(\.attribute.name)
  for member in boxes[index].attributes.members where !attributes.contains(member.name) {
    boxes[index].attributes[member.name] = nil
  }
  return model.commit(boxes)
}

/// Snaps the selected box: one stroke, so that undo brings the drawn one back.
func snap(_ model: inout Model) -> [Effect] {
  guard let index = model.drawing.selection, case .ready(let picture) = model.picture
  else { return [] }
  guard picture.isComplete else {
    model.say("The picture is not all there yet: \(model.keyName(.snap)) snaps once it is.")
    return []
  }
  let stroke = model.drawing.boxes[index].box
  guard let snap = picture.snap(stroke, within: reach(model)), snap.box != stroke else {
    model.say("The picture shows no other edge near the box: it stays.")
    return []
  }
  let effects = model.changeSelected { _, _ in snap.box }
  if !effects.isEmpty { model.lastSnap = (snap.box, Edges(snap.moved)) }
  return effects
}

func delete(_ model: inout Model) -> [Effect] {
  guard let index = model.drawing.selection else { return [] }
  var boxes = model.drawing.boxes
  boxes.remove(at: index)
  let effects = model.commit(boxes)
  if !effects.isEmpty { model.drawing.select(nil) }
  return effects
}

extension Model {
  /// Gives the selected box another place: one stroke.
  mutating func changeSelected(_ change: (Drawing, Box) -> Box) -> [Effect] {
    guard let index = drawing.selection else { return [] }
    var boxes = drawing.boxes
    boxes[index].box = change(drawing, boxes[index].box)
    return commit(boxes)
  }
}

func pickEdge(_ model: inout Model) {
  guard model.drawing.selection != nil else { return }
  // No edge yet: the next arrow chooses it.
  model.drawing.edge = model.drawing.edge == nil ? [] : nil
}

func selectNext(_ by: Int, _ model: inout Model) {
  let count = model.drawing.boxes.count
  guard count > 0 else {
    model.say("There is no box yet: \(model.keyName(.mark)) sets a corner.")
    return
  }
  let from = model.drawing.selection ?? (by > 0 ? -1 : count)
  model.drawing.select((from + by + count) % count)
}

func cancel(_ model: inout Model) {
  if model.drawing.edge != nil {
    model.drawing.edge = nil
  } else {
    model.drawing.select(nil)
  }
}
