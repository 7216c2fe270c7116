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
  private var word: [(text: String, style: Style)] = []

  init(width: Int) { self.width = width }

  mutating func add(_ text: String, _ style: Style) {
    if !text.isEmpty { word.append((visible(text), style)) }
  }

  mutating func endWord() {
    guard !word.isEmpty else { return }
    let length = word.reduce(0) { $0 + displayWidth($1.text) }
    if line.width > 0, line.width + 1 + length > width { endBareLine() }
    if line.width > 0 { line = line.adding(" ") }
    for part in word {
      var rest = TextLine.broken(part.text, width: max(1, width - line.width), part.style)[...]
      // What does not fit is broken anew, over whole lines.
      if rest.count > 1, let first = rest.popFirst() {
        line.spans += first.spans
        endBareLine()
        let more = rest.flatMap(\.spans).map(\.text).joined()
        rest = TextLine.broken(more, width: width, part.style)[...]
        while rest.count > 1, let full = rest.popFirst() {
          line.spans += full.spans
          endBareLine()
        }
      }
      if let last = rest.first { line.spans += last.spans }
    }
    word = []
  }

  mutating func endLine() {
    endWord()
    endBareLine()
  }

  private mutating func endBareLine() {
    lines.append(line)
    line = TextLine()
  }
}
