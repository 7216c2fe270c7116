import Cells
import Labels

/// A mouse event: buttons and lists by their place in the layout, everything else by the canvas.
func take(_ mouse: Mouse, _ model: inout Model) -> [Effect] {
  let layout = Layout(model)
  if case .press = mouse.action { model.message = nil }
  if model.dialog != nil { return takeInDialog(mouse, layout, &model) }
  if model.drag != nil { return go(on: mouse, layout.canvas, &model) }
  if case .press(.left) = mouse.action,
    let action = layout.action(column: mouse.column, row: mouse.row, model)
  {
    return perform(action, &model)
  }
  guard !model.focus.isDisjoint(with: .image),
    layout.canvas.contains(column: mouse.column, row: mouse.row)
  else { return [] }
  switch mouse.action {
  case .press(.left) where model.drawing.points != nil:
    guard !model.isSending else { return [] }
    model.drawing.crosshair = pixel(mouse, layout.canvas, model)
    return mark(&model)
  case .press(let button): press(button, mouse, layout.canvas, &model)
  case .wheelUp, .wheelDown:
    let at = point(mouse, layout.canvas, model)
    zoom(
      to: model.viewport.step(up: mouse.action == .wheelUp), about: at.x, at.y, &model)
  case .wheelLeft: return perform(.pan(.left), &model)
  case .wheelRight: return perform(.pan(.right), &model)
  case .drag, .release, .hover: break
  }
  return []
}

/// A click outside a page of text closes it; the wheel scrolls it.
private func takeInDialog(_ mouse: Mouse, _ layout: Layout, _ model: inout Model) -> [Effect] {
  switch mouse.action {
  case .wheelUp: return takeInDialog(Key(.up), &model)
  case .wheelDown: return takeInDialog(Key(.down), &model)
  case .press(.left):
    if let key = layout.dialogKey(column: mouse.column, row: mouse.row, model) {
      return takeInDialog(key, &model)
    }
  default: break
  }
  return []
}

/// The point of the image, in pixels, under the middle of the mouse's cell.
private func point(_ mouse: Mouse, _ canvas: Layout.Area, _ model: Model) -> (
  x: Double, y: Double
) {
  let viewport = model.viewport
  return (
    viewport.originX + (Double(mouse.column - canvas.column) + 0.5) / viewport.scale,
    viewport.originY + (Double(mouse.row - canvas.row) * 2 + 1) / viewport.scale
  )
}

/// The pixel under the mouse, the nearest one where the mouse is off the image.
private func pixel(_ mouse: Mouse, _ canvas: Layout.Area, _ model: Model) -> Pixel {
  let at = model.viewport.pixel(
    column: mouse.column - canvas.column, row: mouse.row - canvas.row)
  return Pixel(
    x: min(max(0, at.x), model.drawing.width - 1), y: min(max(0, at.y), model.drawing.height - 1))
}

private func press(
  _ button: Mouse.Button, _ mouse: Mouse, _ canvas: Layout.Area, _ model: inout Model
) {
  let at = pixel(mouse, canvas, model)
  guard button == .left else {
    model.drag = .pan(
      originX: model.viewport.originX, originY: model.viewport.originY, column: mouse.column,
      row: mouse.row)
    return
  }
  guard !model.isSending else { return }
  if model.drawing.anchor == nil, let index = model.drawing.selection {
    let box = model.drawing.boxes[index].box
    let edges = edges(of: box, near: mouse, canvas, model.viewport)
    if !edges.isEmpty {
      model.drag = .resize(box: index, original: box, edges: edges, from: at)
      return
    }
    if box.contains(x: Double(at.x) + 0.5, y: Double(at.y) + 0.5) {
      model.drag = .move(box: index, original: box, from: at)
      return
    }
  }
  let hit = model.drawing.boxes.indices.filter {
    model.drawing.boxes[$0].box.contains(x: Double(at.x) + 0.5, y: Double(at.y) + 0.5)
  }.min { model.drawing.boxes[$0].box.area < model.drawing.boxes[$1].box.area }
  if let hit {
    model.drag = .pressed(box: hit, at: at, column: mouse.column, row: mouse.row)
    return
  }
  begin(at: at, &model)
}

private func begin(at pixel: Pixel, _ model: inout Model) {
  model.drawing.select(nil)
  model.drawing.crosshair = pixel
  model.drawing.anchor = pixel
  model.drag = .draw
}

/// The edges of a box that run through the mouse's cell or, where the box is large enough on
/// screen, the next one.
private func edges(
  of box: Box, near mouse: Mouse, _ canvas: Layout.Area, _ viewport: Viewport
) -> Edges {
  let one = viewport.block(x: box.left, y: box.top)
  let other = viewport.block(x: box.right, y: box.bottom)
  let column = Double(mouse.column - canvas.column)
  let row = Double(mouse.row - canvas.row) * 2
  let (slackX, slackY) = (other.x - one.x >= 8 ? 1.0 : 0, other.y - one.y >= 16 ? 2.0 : 0)
  // Outside by more than the slack, no edge is meant.
  guard column + 1 >= one.x - slackX, column <= other.x + slackX, row + 2 >= one.y - slackY,
    row <= other.y + slackY
  else { return [] }
  var edges: Edges = []
  if column <= one.x + slackX { edges.insert(.left) }
  if column + 1 >= other.x - slackX, edges.isEmpty { edges.insert(.right) }
  if row <= one.y + slackY {
    edges.insert(.top)
  } else if row + 2 >= other.y - slackY {
    edges.insert(.bottom)
  }
  return edges
}

/// A mouse event while a gesture is under way.
private func go(on mouse: Mouse, _ canvas: Layout.Area, _ model: inout Model) -> [Effect] {
  guard let drag = model.drag else { return [] }
  let at = pixel(mouse, canvas, model)
  switch mouse.action {
  case .drag: follow(drag, to: at, mouse, canvas, &model)
  case .release:
    follow(drag, to: at, mouse, canvas, &model)
    return finish(&model)
  case .press:
    // A second press without a release: the release was lost. The gesture ends where it was.
    return finish(&model)
  case .wheelUp, .wheelDown, .wheelLeft, .wheelRight, .hover: break
  }
  return []
}

private func follow(
  _ drag: Model.Drag, to at: Pixel, _ mouse: Mouse, _ canvas: Layout.Area, _ model: inout Model
) {
  switch drag {
  case .pressed(_, let from, let column, let row):
    if (mouse.column, mouse.row) != (column, row) {
      begin(at: from, &model)
      model.drawing.crosshair = at
    }
  case .draw:
    model.drawing.crosshair = at
  case .move(let index, let original, let from):
    model.preview = (
      index, model.drawing.moved(original, dx: Double(at.x - from.x), dy: Double(at.y - from.y))
    )
  case .resize(let index, let original, let edges, let from):
    model.preview = (
      index,
      model.drawing.resized(
        original, edges: edges, dx: Double(at.x - from.x), dy: Double(at.y - from.y))
    )
  case .pan(let x, let y, let column, let row):
    model.viewport.originX = x - Double(mouse.column - column) / model.viewport.scale
    model.viewport.originY = y - Double(mouse.row - row) * 2 / model.viewport.scale
    model.viewport.clamp(to: model.imageSize, columns: canvas.width, rows: canvas.height)
  }
}

private func finish(_ model: inout Model) -> [Effect] {
  guard let drag = model.drag else { return [] }
  model.drag = nil
  defer { model.preview = nil }
  switch drag {
  case .pressed(let box, _, _, _):
    model.drawing.select(box)
  case .draw:
    guard let anchor = model.drawing.anchor else { return [] }
    model.drawing.anchor = nil
    // A click that does not move places the crosshair; a box of one pixel is drawn with the keys.
    guard anchor != model.drawing.crosshair else { return [] }
    return addBox(from: anchor, to: model.drawing.crosshair, &model)
  case .move: return place([.left, .top, .right, .bottom], &model)
  case .resize(_, _, let edges, _): return place(edges, &model)
  case .pan: break
  }
  return []
}

/// Leaves a box where it was dragged, and snaps the edges that the drag moved.
private func place(_ edges: Edges, _ model: inout Model) -> [Effect] {
  guard let (index, box) = model.preview, model.drawing.boxes.indices.contains(index)
  else { return [] }
  var boxes = model.drawing.boxes
  boxes[index].box = box
  let effects = model.commit(boxes)
  return effects.isEmpty ? [] : effects + refine(edges, &model)
}
