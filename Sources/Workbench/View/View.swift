package import Cells
import Labels

/// Draws the model: a value in, a screen out.
package func view(_ model: Model) -> Frame {
  var frame = Frame(columns: model.columns, rows: model.rows)
  guard !model.isTooSmall else {
    frame.write("Make the window", column: 0, row: 0)
    frame.write("larger: 20x5", column: 0, row: 1)
    return frame
  }
  let theme = model.theme
  let layout = Layout(model)
  CanvasView.draw(model, layout.canvas, in: &frame)
  Loupe.draw(model, layout.canvas, theme, in: &frame)
  frame.viewport = layout.canvas
  if let area = layout.title { title(model, area, theme, in: &frame) }
  if let area = layout.panel { Panel.draw(model, area, in: &frame) }
  if let area = layout.status { StatusLine.draw(model, area, theme, in: &frame) }
  if let area = layout.hints { HintLine.draw(model, area, theme, in: &frame) }
  if let page = DialogPage(model) {
    page.draw(theme, in: &frame)
    if page.hasPicture {
      frame.viewport = layout.canvas.union(
        page.area(columns: frame.columns, rows: frame.rows))
    }
  }
  frame.paint(theme)
  return frame
}

private func title(
  _ model: Model, _ area: Layout.Area, _ theme: Theme, in frame: inout Frame
) {
  frame.fill(column: 0, row: area.row, width: area.width, height: 1, with: Cell(" ", theme.bar))
  let role = model.session.role == .labeler ? "labeler" : "expert"
  var column = frame.write(" Tessera ", column: 0, row: area.row, style: theme.barStrong)
  column += frame.write(
    " \(model.session.workspace)  \(model.session.person), \(role)", column: column,
    row: area.row, style: theme.bar)
  if let news = notice(model) {
    column += 2
    column += frame.write(
      " \(news) ", column: column, row: area.row, style: theme.warning)
  }
  guard let image = model.image else { return }
  var revision = ""
  if case .labeling(let assignment) = model.desk, assignment.isRevision { revision = " REVISION" }
  let size = "\(image.width)\(theme.mark("×", ascii: "x"))\(image.height)"
  let name = "\(image.name) \(size)\(revision) "
  let start = max(column + 2, area.width - displayWidth(name))
  frame.write(name, column: start, row: area.row, style: theme.bar)
}

/// What waits to be read, and by which key.
private func notice(_ model: Model) -> String? {
  var parts: [String] = []
  if model.news.guidelineChanged { parts.append("guideline changed: g") }
  switch model.session.role {
  case .labeler:
    if model.news.answers > 0 { parts.append("\(counted(model.news.answers, "answer")): R") }
  case .expert:
    if model.news.openQuestions > 0 {
      parts.append("\(counted(model.news.openQuestions, "question")): Q")
    }
  }
  return parts.isEmpty ? nil : parts.joined(separator: "  ")
}
