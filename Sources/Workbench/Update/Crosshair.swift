import Cells
import Labels
import Pixels

extension Action.Direction {
  var dx: Int { self == .left ? -1 : self == .right ? 1 : 0 }
  var dy: Int { self == .up ? -1 : self == .down ? 1 : 0 }
}

/// Moves what has the focus: the crosshair, the selected box, or its picked edge.
func move(
  _ direction: Action.Direction, big: Bool, times: Int, _ model: inout Model
) -> [Effect] {
  let (dx, dy) = (direction.dx * times, direction.dy * times)
  guard model.drawing.selection != nil else {
    // One block, so that the crosshair is seen to move at any zoom; one pixel from 1:1 on.
    let step = max(1, Int((1 / model.viewport.scale).rounded())) * (big ? 8 : 1)
    model.moveCrosshair(byX: dx * step, y: dy * step)
    return []
  }
  let (x, y) = (Double(dx * (big ? 10 : 1)), Double(dy * (big ? 10 : 1)))
  guard let edge = model.drawing.edge else {
    return model.changeSelected { $0.moved($1, dx: x, dy: y) }
  }
  let isHorizontal = !edge.isDisjoint(with: [.left, .right])
  guard edge.isCorner || (!edge.isEmpty && (dx != 0) == isHorizontal) else {
    model.drawing.edge = dx < 0 ? .left : dx > 0 ? .right : dy < 0 ? .top : .bottom
    return []
  }
  return model.changeSelected { $0.resized($1, edges: edge, dx: x, dy: y) }
}

/// Moves the crosshair by half of what the canvas shows.
func jump(_ direction: Action.Direction, _ model: inout Model) {
  let canvas = Layout(model).canvas
  let half = Double(direction.dx == 0 ? canvas.height * 2 : canvas.width) / 2
  let step = max(1, Int((half / model.viewport.scale).rounded()))
  model.moveCrosshair(byX: direction.dx * step, y: direction.dy * step)
}

/// Moves the crosshair to where the picture changes next, as far as one can see at this zoom: to the
/// first pixel beyond the edge. Away from a corner that is set, to the last one before it: a box
/// covers the pixels of both its corners, so both times its side lies on the edge.
func goToEdge(_ direction: Action.Direction, _ model: inout Model) {
  guard case .ready(let picture) = model.picture else { return }
  let at = model.drawing.crosshair
  let patch = max(1, Int((1 / model.viewport.scale).rounded()))
  let (dx, dy) = (direction.dx, direction.dy)
  func next(from x: Int, _ y: Int) -> Pixel? {
    guard let edge = picture.nextEdge(fromX: x, y: y, dx: dx, dy: dy, patch: patch)
    else { return nil }
    let isLeaving =
      model.drawing.anchor.map { (edge.x - $0.x) * dx + (edge.y - $0.y) * dy > 0 } ?? false
    return isLeaving ? Pixel(x: edge.x - dx, y: edge.y - dy) : Pixel(x: edge.x, y: edge.y)
  }
  var edge = next(from: at.x, at.y)
  // It stands before this edge already: the next one is meant.
  if edge == at { edge = next(from: at.x + dx, at.y + dy) }
  guard let edge else {
    model.say("Nothing changes in the picture from here to its border.")
    return
  }
  model.moveCrosshair(byX: edge.x - at.x, y: edge.y - at.y)
}

extension Model {
  fileprivate mutating func moveCrosshair(byX dx: Int, y dy: Int) {
    let at = drawing.crosshair
    drawing.moveCrosshair(toX: at.x + dx, y: at.y + dy)
    reveal(drawing.crosshair)
  }
}
