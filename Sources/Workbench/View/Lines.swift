import Cells

/// A line of styled text, parts of which may be clicked.
struct TextLine {
  struct Span {
    var text: String
    var style: Style
    var action: Action?
    /// A row of a picture, instead of text.
    var cells: [Cell]?

    var width: Int { cells?.count ?? displayWidth(text) }
  }

  var spans: [Span] = []
  /// Of the dialog that the line stands in: the key that a click on it stands for.
  var key: Key?

  init() {}

  init(_ text: String, _ style: Style = .plain, action: Action? = nil, key: Key? = nil) {
    spans = [Span(text: text, style: style, action: action)]
    self.key = key
  }

  init(cells: [Cell]) {
    spans = [Span(text: "", style: .plain, cells: cells)]
  }

  func adding(_ text: String, _ style: Style = .plain, action: Action? = nil) -> TextLine {
    var line = self
    line.spans.append(Span(text: text, style: style, action: action))
    return line
  }

  var width: Int { spans.reduce(0) { $0 + $1.width } }

  func action(at column: Int) -> Action? {
    var start = 0
    for span in spans {
      let end = start + span.width
      if column >= start, column < end { return span.action }
      start = end
    }
    return nil
  }

  func draw(column: Int, row: Int, limit: Int, in frame: inout Frame) {
    var used = 0
    for span in spans where used < limit {
      if let cells = span.cells {
        for (index, cell) in cells.prefix(limit - used).enumerated() {
          frame.fill(column: column + used + index, row: row, width: 1, height: 1, with: cell)
        }
        used += cells.count
        continue
      }
      used += frame.write(
        span.text, column: column + used, row: row, limit: limit - used, style: span.style)
    }
  }
}

/// Breaks Markdown into lines of at most `width` columns: paragraphs are filled, list items hang,
/// and lines indented by four spaces (pictures made of characters) stay as they are.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var paragraph: [Substring] = []
  func flush(hanging: Int) {
    var line = ""
    for word in paragraph {
      let extra = line.isEmpty ? 0 : 1
      if !line.isEmpty, displayWidth(line) + extra + displayWidth(String(word)) > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging) + word
      } else {
        line += (extra == 1 ? " " : "") + word
      }
    }
    if !line.isEmpty { lines.append(line) }
    paragraph = []
  }
  var hanging = 0
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("    ") {
      flush(hanging: hanging)
      lines.append(String(line.dropFirst(4)))
      continue
    }
    let words = line.split(whereSeparator: \.isWhitespace)
    let startsItem = ["-", "*", "+"].contains(words.first ?? "") || line.hasPrefix("#")
    if words.isEmpty || startsItem { flush(hanging: hanging) }
    if words.isEmpty, lines.last?.isEmpty == false { lines.append("") }
    if words.isEmpty || startsItem { hanging = startsItem ? 2 : 0 }
    paragraph += words
  }
  flush(hanging: hanging)
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}
