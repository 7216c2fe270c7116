import Cells
import Labels

/// Changes what part of the image is seen, and how large.
func look(_ action: Action, _ model: inout Model) {
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
  case .zoomBox: zoomToBox(&model)
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

/// Brings the selected box as near as it fits with some room around it; the second time, goes back.
private func zoomToBox(_ model: inout Model) {
  if let before = model.viewBefore {
    model.viewport = before
    model.viewBefore = nil
    model.refit()
    return
  }
  guard let box = model.drawing.selected?.box else {
    model.say("Select a box first: \(model.keyName(.nextBox)) does.")
    return
  }
  let before = model.viewport
  model.bringNear(box)
  model.viewBefore = before
}

extension Model {
  /// Shows a part of the image as large as fits, with a quarter of room all around; it never goes
  /// farther away for that.
  mutating func bringNear(_ box: Box) {
    let canvas = Layout(self).canvas
    let across = Double(canvas.width) / max(1, box.width * 1.5)
    let down = Double(canvas.height * 2) / max(1, box.height * 1.5)
    guard let scale = Viewport.ladder.last(where: { $0 <= min(across, down) }),
      scale > viewport.scale
    else { return }
    let (x, y) = (box.x + box.width / 2, box.y + box.height / 2)
    viewport = Viewport(
      originX: x - Double(canvas.width) / 2 / scale, originY: y - Double(canvas.height) / scale,
      scale: scale, fits: false)
    viewport.clamp(to: imageSize, columns: canvas.width, rows: canvas.height)
  }

  mutating func reveal(_ pixel: Pixel) {
    let canvas = Layout(self).canvas
    viewport.reveal(pixel, columns: canvas.width, rows: canvas.height)
    viewport.clamp(to: imageSize, columns: canvas.width, rows: canvas.height)
  }
}
