import Cells
import Labels

extension TextLine {
  /// Words of several looks in lines of at most `width` columns. A word that is longer than a line is
  /// broken; a line feed ends a line.
  static func wrapped(
    _ runs: [(text: String, style: Style)], width: Int
  ) -> [TextLine] {
    var filler = LineFiller(width: max(1, width))
    for run in runs {
      for (index, line) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { filler.endLine() }
        for piece in line.split(
          maxSplits: .max, omittingEmptySubsequences: false, whereSeparator: { $0.isWhitespace }
        )
        .enumerated() {
          if piece.offset > 0 { filler.endWord() }
          filler.add(String(piece.element), run.style)
        }
      }
    }
    filler.endLine()
    return filler.lines
  }

  /// A text cut where a line is full, spaces and all: one that is being typed.
  static func broken(_ text: String, width: Int, _ style: Style = .plain) -> [TextLine] {
    var lines = [""]
    var used = 0
    for scalar in visible(text).unicodeScalars {
      let columns = displayWidth(scalar)
      if used + columns > max(1, width) {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1].unicodeScalars.append(scalar)
      used += columns
    }
    return lines.map { TextLine($0, style) }
  }

  /// The line in other clothes.
  func restyled(_ style: Style) -> TextLine {
    var line = self
    for index in line.spans.indices { line.spans[index].style = style }
    return line
  }

  /// The line, all of which may be clicked.
  func linked(_ action: Action) -> TextLine {
    var line = self
    for index in line.spans.indices { line.spans[index].action = action }
    return line
  }

  /// The line with another before it.
  func after(_ head: TextLine) -> TextLine {
    var line = self
    line.spans = head.spans + spans
    return line
  }

  func padded(to width: Int) -> TextLine {
    adding(String(repeating: " ", count: max(0, width - self.width)))
  }
}

/// Fills lines word by word; a word may have parts of several looks.
private struct LineFiller {
  let width: Int
  var lines: [TextLine] = []
  private var line = TextLine()
  /// Columns of the line so far.
  private var used = 0
  private var word: [(text: String, style: Style)] = []

  init(width: Int) { self.width = width }

  mutating func add(_ text: String, _ style: Style) {
    if !text.isEmpty { word.append((visible(text), style)) }
  }

  mutating func endWord() {
    guard !word.isEmpty else { return }
    let length = word.reduce(0) { $0 + displayWidth($1.text) }
    if used > 0, used + 1 + length > width { endBareLine() }
    if used > 0 { append(" ", .plain, 1) }
    for part in word {
      let columns = displayWidth(part.text)
      if used + columns <= width {
        append(part.text, part.style, columns)
      } else {
        breakUp(part.text, part.style)
      }
    }
    word = []
  }

  /// Fills lines with a word that is longer than a line.
  private mutating func breakUp(_ text: String, _ style: Style) {
    var piece = String.UnicodeScalarView()
    var columns = 0
    for scalar in text.unicodeScalars {
      let wide = displayWidth(scalar)
      if used + columns > 0, used + columns + wide > width {
        append(String(piece), style, columns)
        endBareLine()
        (piece, columns) = (String.UnicodeScalarView(), 0)
      }
      piece.append(scalar)
      columns += wide
    }
    append(String(piece), style, columns)
  }

  /// Words of one look are one span.
  private mutating func append(_ text: String, _ style: Style, _ columns: Int) {
    used += columns
    if let last = line.spans.last, last.style == style {
      line.spans[line.spans.count - 1].text += text
    } else if !text.isEmpty {
      line.spans.append(TextLine.Span(text: text, style: style))
    }
  }

  mutating func endLine() {
    endWord()
    endBareLine()
  }

  private mutating func endBareLine() {
    lines.append(line)
    line = TextLine()
    used = 0
  }
}
