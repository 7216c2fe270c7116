import Cells
import Labels

extension Closeup {
  /// Whose boxes can be looked at.
  var choices: [Shown] {
    var choices: [Shown] = [.outcome]
    if card.own != nil, card.state.isDecided { choices.append(.own) }
    if !card.answers.isEmpty {
      choices.append(.everybody)
      choices += card.answers.indices.map { .one($0) }
    }
    return choices + [.nobody]
  }

  mutating func cycleShown() {
    let choices = choices
    let place = choices.firstIndex(of: shown) ?? -1
    shown = choices[(place + 1) % choices.count]
  }
}

extension Wall {
  /// Keeps the closeup's view sensible after the screen or the image changed.
  mutating func refit() {
    guard let closeup else { return }
    let canvas = CloseupLayout(self).canvas
    let size = (closeup.card.image.width, closeup.card.image.height)
    if closeup.viewport.fits {
      self.closeup?.viewport = Viewport(
        fitting: size, columns: canvas.width, rows: canvas.height)
    } else {
      self.closeup?.viewport.clamp(to: size, columns: canvas.width, rows: canvas.height)
    }
  }

  /// Zooms about the middle of the canvas, and pans by half of it.
  mutating func look(_ action: WallAction) {
    guard var viewport = closeup?.viewport else { return }
    let canvas = CloseupLayout(self).canvas
    let halfAcross = Double(canvas.width) / 2 / viewport.scale
    let halfDown = Double(canvas.height) / viewport.scale
    let x = viewport.originX + halfAcross
    let y = viewport.originY + halfDown
    switch action {
    case .zoomIn: viewport.zoom(to: viewport.step(up: true), about: x, y)
    case .zoomOut: viewport.zoom(to: viewport.step(up: false), about: x, y)
    case .zoomActual: viewport.zoom(to: 1, about: x, y)
    case .zoomFit: viewport.fits = true
    case .pan(let direction):
      viewport.fits = false
      viewport.originX += direction == .left ? -halfAcross : direction == .right ? halfAcross : 0
      viewport.originY += direction == .up ? -halfDown : direction == .down ? halfDown : 0
    default: break
    }
    closeup?.viewport = viewport
    refit()
  }
}
