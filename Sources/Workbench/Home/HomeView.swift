package import Cells

extension Home {
  /// The screen row of the first workspace.
  static let firstEntryRow = 5
}

/// Draws the home.
package func view(_ home: Home) -> Frame {
  var frame = Frame(columns: home.columns, rows: home.rows)
  let theme = Theme(display: home.display, inks: home.look.inks)
  frame.fill(column: 0, row: 0, width: home.columns, height: 1, with: Cell(" ", theme.bar))
  frame.write(" Tessera ", column: 0, row: 0, style: theme.barStrong)
  frame.write(" label product photographs in a terminal", column: 9, row: 0, style: theme.bar)
  frame.write("WORKSPACES HERE", column: 2, row: 3, style: theme.heading)
  let wide = home.entries.map { displayWidth($0.path) }.max() ?? 0
  for (index, entry) in home.entries.enumerated() {
    let row = Home.firstEntryRow + index
    let isChosen = index == home.chosen
    if isChosen, row < home.rows {
      frame.cursor = Frame.Position(column: min(4, max(0, home.columns - 1)), row: row)
    }
    frame.write(
      isChosen ? theme.mark("▸", ascii: ">") : " ", column: 2, row: row, style: theme.key)
    frame.write(entry.path, column: 4, row: row, style: isChosen ? theme.chosen : theme.text)
    frame.write(entry.summary, column: 6 + wide, row: row, style: theme.faint)
  }
  if home.entries.isEmpty {
    frame.write(
      "none; make one: tessera init lips.tessera --class lipstick", column: 4,
      row: Home.firstEntryRow, style: theme.text)
  }
  let last = home.rows - 1
  if let purpose = home.asking {
    let question = "Your name, as \(purpose.role == .labeler ? "a labeler" : "an expert"): "
    let used = frame.write(question, column: 2, row: last - 2, style: theme.heading)
    let typed = frame.write(home.person.text, column: 2 + used, row: last - 2, style: theme.text)
    frame.cursor = Frame.Position(
      column: min(max(0, home.columns - 1), 2 + used + typed), row: max(0, last - 2))
  } else if !home.message.isEmpty {
    frame.write(home.message, column: 2, row: last - 2, style: theme.warning)
  }
  var column = 0
  let hints = [
    ("Enter", "label"), ("r", "resolve disputes"), ("b", "browse"), ("B", "browse as an expert"),
    ("d", "demo"), ("q", "quit"),
  ]
  for (key, words) in hints {
    column += frame.write(key, column: column, row: last, style: theme.key)
    column += frame.write(" \(words)  ", column: column, row: last, style: theme.faint)
  }
  frame.paint(theme)
  return frame
}
