import Cells
import Labels

/// The line that says where one is: image, zoom, crosshair, box, and whether it is saved.
enum StatusLine {
  static func draw(_ model: Model, _ area: Layout.Area, _ theme: Theme, in frame: inout Frame) {
    frame.fill(
      column: area.column, row: area.row, width: area.width, height: 1,
      with: Cell(" ", theme.bar))
    let saved = saving(model, theme)
    let room = area.width - displayWidth(saved) - 1
    let text = model.message?.text ?? parts(model, theme).joined(separator: "  ")
    let style =
      switch model.message?.kind {
      case .warning: theme.warning
      case .info: theme.barStrong
      case nil: theme.bar
      }
    frame.write(" \(text)", column: 0, row: area.row, limit: room - 1, style: style)
    frame.write(
      saved, column: room, row: area.row, style: model.isSaved ? theme.bar : theme.warning)
  }

  private static func parts(_ model: Model, _ theme: Theme) -> [String] {
    var parts: [String] = []
    switch model.desk {
    case .waiting: return ["asking for work..."]
    case .empty: return ["nothing waits for you"]
    case .labeling(let assignment):
      parts.append("image \(assignment.number)/\(model.session.images)")
    case .resolving(let dispute): parts.append("disputes \(dispute.waiting)")
    }
    if let percent = model.sharpening { parts.append("sharpening \(percent) %") }
    guard model.focus != .unseen else { return parts }
    if let count = model.count { parts.append("\(count)...") }
    if let points = model.drawing.points { parts.append("point \(points.count + 1) of 4") }
    let history = model.drawing.history
    if history.branches > 1 || history.position < history.changes {
      let branches = history.branches > 1 ? ", \(history.branches) branches" : ""
      parts.append("change \(history.position) of \(history.changes)\(branches)")
    }
    parts.append("zoom \(zoom(model.viewport))")
    if !model.isSnapping { parts.append("snap off") }
    let at = model.drawing.crosshair
    parts.append("\(theme.mark("┼", ascii: "+")) \(at.x),\(at.y)")
    if let box = shownBox(model) {
      let edge = model.drawing.selection == nil ? "" : edgeName(model.drawing.edge)
      parts.append(
        "box \(pixels(box.x)),\(pixels(box.y)) "
          + "\(pixels(box.width))\(theme.mark("×", ascii: "x"))\(pixels(box.height))\(edge)")
      if !model.snappedEdges.isEmpty { parts.append("snapped") }
    }
    return parts
  }

  /// The selected box, or the one that is being drawn.
  private static func shownBox(_ model: Model) -> Box? {
    if let anchor = model.drawing.anchor {
      return model.drawing.span(anchor, model.drawing.crosshair)
    }
    return model.drawing.selection.map { model.visibleBoxes[$0].box }
  }

  private static func edgeName(_ edge: Edges?) -> String {
    switch edge {
    case nil: ""
    case .some([]): " which edge?"
    case .some(.left): " left edge"
    case .some(.right): " right edge"
    case .some(.top): " top edge"
    case .some(.bottom): " bottom edge"
    case .some([.left, .top]): " top left corner"
    case .some([.right, .top]): " top right corner"
    case .some([.left, .bottom]): " bottom left corner"
    default: " bottom right corner"
    }
  }

  private static func zoom(_ viewport: Viewport) -> String {
    let scale =
      viewport.scale >= 1 ? "\(pixels(viewport.scale)):1" : "1:\(pixels(1 / viewport.scale))"
    return viewport.fits ? "fit \(scale)" : scale
  }

  private static func saving(_ model: Model, _ theme: Theme) -> String {
    if model.journalFault != nil { return "NOT SAVED" }
    if model.isSending { return "sending..." }
    guard model.image != nil else { return "" }
    if model.isDrawing { return "drawing..." }
    return model.isSaved ? "saved\(theme.mark(" ✓", ascii: ""))" : "saving..."
  }
}
