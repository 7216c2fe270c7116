import Cells
import Labels
import Pixels

/// A guideline as lines of text, its examples as mosaics.
struct GuidelineLines {
  let theme: Theme
  let width: Int
  /// How pictures are made of characters; nil leaves their captions alone.
  var mosaics: Mosaics?
  var pictures: [String: Picture] = [:]
  /// Rows of the largest example.
  var mostRows = 12

  /// Of the page: marked where it changed. With a limit the lines end soon after it.
  func lines(_ page: GuidelinePage, limit: Int = .max) -> [TextLine] {
    let gutter = page.isChanged ? 2 : 0
    var lines: [TextLine] = []
    var previous: GuidelineBlock?
    var index = 0
    while index < page.entries.count, lines.count <= limit {
      let entry = page.entries[index]
      if let previous, Self.hasGap(between: previous, and: entry.block) { lines.append(TextLine()) }
      let pair = Array(page.entries[index...].prefix(2))
      var block: [TextLine]
      if let both = beside(pair, width: width - gutter) {
        block = both
        index += 2
      } else {
        block = self.lines(of: entry.block, width: width - gutter)
        index += 1
      }
      if entry.mark == .removed { block = block.map { $0.restyled(theme.faint) } }
      lines += gutter == 0 ? block : block.map { $0.after(sign(entry.mark)) }
      previous = page.entries[index - 1].block
    }
    return lines
  }

  static let noMark = "  "

  private func sign(_ mark: GuidelinePage.Mark?) -> TextLine {
    switch mark {
    case .added: TextLine("+ ", theme.key)
    case .changed: TextLine("~ ", theme.key)
    case .removed: TextLine("- ", theme.faint)
    case nil: TextLine(Self.noMark)
    }
  }

  /// Items of a list follow each other without a blank line.
  private static func hasGap(between one: GuidelineBlock, and two: GuidelineBlock) -> Bool {
    guard case .marker? = two.margins.last else { return true }
    switch one.margins.last {
    case .marker, .indent: return false
    case .quote, nil: return true
    }
  }

  // MARK: Blocks

  private func lines(of block: GuidelineBlock, width: Int) -> [TextLine] {
    let (head, rest) = margins(block.margins)
    let room = max(4, width - rest.width)
    let inner: [TextLine] =
      switch block.content {
      case .heading(let level, let runs):
        TextLine.wrapped(
          runs.map { (level == 1 ? $0.text.uppercased() : $0.text, theme.heading) }, width: room)
      case .paragraph(let runs): wrapped(runs, width: room)
      case .code(let text):
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
          TextLine.broken(String($0).replacing("\t", with: "    "), width: room, theme.text)
        }
      case .rule:
        [TextLine(String(repeating: theme.mark("─", ascii: "-"), count: room), theme.faint)]
      case .table(let rows): table(rows, width: room)
      case .example(let example): self.example(example, width: room)
      }
    return inner.enumerated().map { $1.after($0 == 0 ? head : rest) }
  }

  private func margins(_ margins: [GuidelineBlock.Margin]) -> (first: TextLine, rest: TextLine) {
    var (first, rest) = (TextLine(), TextLine())
    for margin in margins {
      switch margin {
      case .quote:
        first = first.adding(theme.mark("│ ", ascii: "> "), theme.faint)
        rest = rest.adding(theme.mark("│ ", ascii: "> "), theme.faint)
      case .marker(let marker):
        first = first.adding(marker + " ", theme.text)
        rest = rest.adding(String(repeating: " ", count: marker.utf8.count + 1))
      case .indent(let columns):
        first = first.adding(String(repeating: " ", count: columns))
        rest = rest.adding(String(repeating: " ", count: columns))
      }
    }
    return (first, rest)
  }

  private func wrapped(_ runs: [GuidelineBlock.Run], width: Int) -> [TextLine] {
    TextLine.wrapped(runs.map { ($0.text, style($0.traits)) }, width: width)
  }

  private func style(_ traits: GuidelineBlock.Run.Traits) -> Style {
    var style = traits.contains(.code) ? theme.key : theme.text
    style.attributes = traits.contains(.strong) ? .bold : []
    if !traits.isDisjoint(with: [.emphasis, .link]) { style.attributes.insert(.underline) }
    return style
  }

  /// Columns as wide as their cells, the widest ones made narrower until all fit.
  private func table(_ rows: [[[GuidelineBlock.Run]]], width: Int) -> [TextLine] {
    let columns = rows.map(\.count).max() ?? 0
    guard columns > 0, columns * 4 <= width else {
      return rows.flatMap { wrapped(Array($0.joined(by: GuidelineBlock.Run(" | "))), width: width) }
    }
    var widths = (0..<columns).map { column in
      rows.map { row in
        row.indices.contains(column)
          ? row[column].reduce(0) { $0 + displayWidth(visible($1.text)) } : 0
      }.max() ?? 0
    }
    while widths.reduce(3 * (columns - 1), +) > width, let most = widths.max(), most > 1 {
      widths[widths.firstIndex(of: most) ?? 0] -= 1
    }
    let bar = theme.mark(" │ ", ascii: " | ")
    var lines: [TextLine] = []
    for (index, row) in rows.enumerated() {
      let cells = widths.indices.map { column in
        row.indices.contains(column)
          ? wrapped(
            index == 0 ? row[column].map { GuidelineBlock.Run($0.text, .strong) } : row[column],
            width: widths[column]) : []
      }
      for line in 0..<max(1, cells.map(\.count).max() ?? 1) {
        var whole = TextLine()
        for (column, cell) in cells.enumerated() {
          if column > 0 { whole = whole.adding(bar, theme.faint) }
          let part = line < cell.count ? cell[line] : TextLine()
          whole.spans += part.padded(to: widths[column]).spans
        }
        lines.append(whole)
      }
      if index == 0 {
        let rule = theme.mark("─", ascii: "-")
        lines.append(
          TextLine(
            widths.map { String(repeating: rule, count: $0) }
              .joined(separator: theme.mark("─┼─", ascii: "-+-")), theme.faint))
      }
    }
    return lines
  }

  // MARK: Examples

  /// Two examples that follow each other stand side by side, where both can be seen.
  private func beside(_ pair: [GuidelinePage.Entry], width: Int) -> [TextLine]? {
    guard mosaics != nil, pair.count == 2, width >= 40, pair[0].mark == pair[1].mark,
      pair[0].block.margins == pair[1].block.margins || pair[0].block.margins.isEmpty,
      case .example(let one) = pair[0].block.content,
      case .example(let two) = pair[1].block.content
    else { return nil }
    let (head, rest) = margins(pair[1].block.margins)
    let room = (width - rest.width - 2) / 2
    // The pictures begin on one line.
    let most = max(caption(one, width: room).count, caption(two, width: room).count)
    let left = example(one, width: room, captionRows: most)
    let right = example(two, width: room, captionRows: most)
    return (0..<max(left.count, right.count)).map { row in
      var line = row < left.count ? left[row] : TextLine()
      line = line.padded(to: room + 2)
      if row < right.count { line.spans += right[row].spans }
      return line.after(row == 0 ? head : rest)
    }
  }

  private func example(
    _ example: GuidelineBlock.Example, width: Int, captionRows: Int = 0
  ) -> [TextLine] {
    var lines = caption(example, width: width)
    guard let mosaics, let picture = picture(of: example) else { return lines }
    while lines.count < captionRows { lines.append(TextLine()) }
    return lines
      + Self.mosaic(
        picture, mosaics, columns: width, rows: mostRows, box: example.box,
        ink: ink(example.verdict), theme: theme)
  }

  private func picture(of example: GuidelineBlock.Example) -> Picture? {
    example.sha256.flatMap { pictures[$0] }
  }

  private func caption(_ example: GuidelineBlock.Example, width: Int) -> [TextLine] {
    var runs: [(text: String, style: Style)] = []
    var words = Substring(example.caption)
    switch example.verdict {
    case .good:
      runs = [(theme.mark("✓ ", ascii: ""), theme.text), ("GOOD", theme.chip(ink(.good)))]
    case .bad:
      runs = [(theme.mark("✗ ", ascii: ""), theme.text), ("BAD", theme.chip(ink(.bad)))]
    case nil: break
    }
    if example.verdict != nil {
      words = words.drop(while: \.isLetter).drop { $0 == ":" || $0.isWhitespace }
    }
    if words.isEmpty, example.verdict == nil { words = Substring(example.path) }
    if !words.isEmpty { runs.append((runs.isEmpty ? "\(words)" : " \(words)", theme.text)) }
    if mosaics != nil, picture(of: example) == nil {
      runs.append((" (no picture: \(example.path))", theme.faint))
    }
    return TextLine.wrapped(runs, width: width)
  }

  private func ink(_ verdict: GuidelineBlock.Example.Verdict?) -> Ink {
    switch verdict {
    case .good: theme.ink(2)
    case .bad: theme.ink(5)
    case nil: theme.ink(3)
    }
  }

  /// A picture in at most so many cells, as lines, with the outline of a box through the cells in which
  /// its edges lie.
  static func mosaic(
    _ picture: Picture, _ mosaics: Mosaics, columns: Int, rows: Int, box: Box? = nil,
    ink: Ink? = nil, theme: Theme
  ) -> [TextLine] {
    let (width, height) = (Double(picture.width), Double(picture.height))
    // A speck of few pixels is not made larger than its pixels can bear.
    let scale = min(Double(max(1, columns)) / width, Double(max(1, rows) * 2) / height, 4)
    let across = max(1, min(columns, Int((width * scale).rounded())))
    let down = max(1, min(rows, Int((height * scale / 2).rounded())))
    let mosaic = scale >= 1 ? mosaics.magnified : mosaics.overview
    let grid = BlockGrid(
      parts: mosaic.parts, columns: across, rows: down, left: 0, top: 0, width: width,
      height: height)
    let blocks = scale >= 1 ? picture.nearest(on: grid) : picture.means(on: grid)
    var frame = Frame(columns: across, rows: down)
    frame.cells = mosaic.cells(from: blocks, outside: .blank)
    if let box {
      let lines = BoxLines(
        area: Area(column: 0, row: 0, width: across, height: down), theme: theme
      ) { x, y in
        (x * Double(across) / width, y * Double(down) / height)
      }
      lines.draw(box, ink: ink ?? theme.ink(3), in: &frame)
    }
    return (0..<down).map { row in
      TextLine(cells: Array(frame.cells[row * across..<(row + 1) * across]))
    }
  }
}

extension Array where Element == [GuidelineBlock.Run] {
  fileprivate func joined(by separator: GuidelineBlock.Run) -> [GuidelineBlock.Run] {
    Array<GuidelineBlock.Run>(self.joined(separator: [separator]))
  }
}
