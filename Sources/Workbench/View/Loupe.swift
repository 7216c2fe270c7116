import Cells
import Labels

/// A corner of the canvas that shows, several blocks a pixel, what lies around the focus, while the rest
/// shows the whole.
enum Loupe {
  /// Blocks a pixel.
  private static let scale = 4.0

  static func draw(_ model: Model, _ canvas: Layout.Area, _ theme: Theme, in frame: inout Frame) {
    guard model.hasLoupe, case .ready = model.picture, !model.focus.isDisjoint(with: .image),
      model.viewport.scale < scale, canvas.width >= 40, canvas.height >= 14
    else { return }
    let focus = focus(model)
    let size = (width: min(40, canvas.width / 3), height: min(16, canvas.height * 2 / 5))
    // In the corner that is farthest from the focus, so that it hides nothing one looks at.
    let at = model.viewport.block(x: focus.x, y: focus.y)
    let isLeft = at.x >= Double(canvas.width) / 2
    let isTop = at.y >= Double(canvas.height)
    let window = Layout.Area(
      column: canvas.column + (isLeft ? 0 : canvas.width - size.width),
      row: canvas.row + (isTop ? 0 : canvas.height - size.height),
      width: size.width, height: size.height)
    frame.fill(
      column: window.column, row: window.row, width: window.width, height: window.height,
      with: Cell(" ", theme.bar))
    let inside = Layout.Area(
      column: window.column + 1, row: window.row + 1, width: window.width - 2,
      height: window.height - 2)
    frame.write(
      " \(pixels(scale)):1 ", column: window.column, row: window.row, limit: window.width,
      style: theme.barStrong)
    var near = model
    near.viewport = Viewport(
      originX: (focus.x - Double(inside.width) / 2 / scale).rounded(.down),
      originY: (focus.y - Double(inside.height) / scale).rounded(.down), scale: scale,
      fits: false)
    let cursor = frame.cursor
    CanvasView.draw(near, inside, in: &frame)
    frame.cursor = cursor
  }

  /// The point that one works on: the picked edge or corner, the selected box's top left corner, or the
  /// crosshair.
  private static func focus(_ model: Model) -> (x: Double, y: Double) {
    let pixel = model.drawing.crosshair
    guard let index = model.drawing.selection, model.visibleBoxes.indices.contains(index) else {
      return (Double(pixel.x) + 0.5, Double(pixel.y) + 0.5)
    }
    let box = model.visibleBoxes[index].box
    var edges: Edges = model.drawing.edge ?? [.left, .top]
    if case .resize(_, _, let dragged, _) = model.drag { edges = dragged }
    return (
      edges.contains(.left)
        ? box.left : edges.contains(.right) ? box.right : box.x + box.width / 2,
      edges.contains(.top) ? box.top : edges.contains(.bottom) ? box.bottom : box.y + box.height / 2
    )
  }
}
