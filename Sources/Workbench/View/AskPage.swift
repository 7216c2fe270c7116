import Cells
import Labels

/// Questions and answers, as lines of a dialog of `width` columns.
struct AskPage {
  let model: Model
  let theme: Theme
  let width: Int

  typealias Page = (lines: [TextLine], cursor: (column: Int, line: Int))

  /// The question that is being typed, and earlier ones like it.
  func ask(_ form: AskForm) -> Page {
    var (lines, cursor) = typed(form.field)
    let about = form.image.map { "about \($0.name)" }
    lines.append(TextLine("(\(about ?? "about a rule"))", theme.faint))
    lines.append(TextLine())
    let keys = [
      TextLine("Enter asks   Esc keeps it for later", theme.faint, key: Key(.enter)),
      TextLine(
        model.image == nil
          ? "" : form.image != nil ? "Tab: about a rule" : "Tab: about this image",
        theme.faint, key: Key(.tab)),
    ].filter { $0.width > 0 }
    var found: [TextLine] = []
    let room = model.rows - 2 - lines.count - keys.count - 2
    for match in form.matches {
      let more = pair(match)
      guard found.count + more.count <= room else { break }
      found += more
    }
    if !found.isEmpty {
      lines += [TextLine("ANSWERED BEFORE", theme.heading)] + found + [TextLine()]
    }
    return (lines + keys, cursor)
  }

  /// What a person asked, with what came of it.
  func answers(_ questions: [Question]) -> [TextLine] {
    guard !questions.isEmpty else {
      return [TextLine("You asked nothing yet; Q asks.", theme.faint)]
    }
    return questions.enumerated().flatMap { index, question in
      let about = question.image.map { ", about \($0.name)" } ?? ""
      let head = TextLine("question \(question.id)\(about)", theme.faint)
        .adding(question.isNews ? "  NEW" : "", theme.key)
      let open = question.answers.isEmpty ? [TextLine("no answer yet", theme.faint)] : []
      return (index > 0 ? [TextLine()] : []) + [head] + pair(question, limit: .max) + open
    }
  }

  /// The open questions, of which one is chosen.
  func open(_ questions: [Question], chosen: Int) -> [TextLine] {
    guard !questions.isEmpty else { return [TextLine("No question is open.", theme.faint)] }
    let room = max(1, model.rows - 5)
    let first = max(0, min(chosen - room / 2, questions.count - room))
    var lines = questions.enumerated().dropFirst(first).prefix(room).map { index, question in
      let about = question.image.map { "  (\($0.name))" } ?? ""
      let words = question.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return TextLine.broken("\(question.id)  \(words)\(about)", width: width)[0]
        .restyled(index == chosen ? theme.chosen : theme.text)
    }
    lines += [TextLine(), TextLine("arrows choose, Enter answers", theme.faint, key: Key(.enter))]
    return lines
  }

  /// An expert's answer that is being typed, with the question and its image.
  func reply(_ form: ReplyForm) -> Page {
    var lines = words("Q ", form.question.text, theme.heading, limit: 6)
    if let image = form.question.image {
      lines.append(TextLine("about \(image.name)", theme.faint))
      if let picture = model.peeked {
        lines += GuidelineLines.mosaic(
          picture, model.mosaics, columns: width, rows: max(1, min(12, model.rows - 14)),
          theme: theme)
      }
    }
    lines.append(TextLine())
    let (field, at) = typed(form.field)
    let cursor = (at.column, at.line + lines.count)
    lines += field + [TextLine()]
    lines.append(
      TextLine(
        form.intoGuideline
          ? "[x] part of the guideline, at its end (Tab)" : "[ ] part of the guideline (Tab)",
        theme.key, key: Key(.tab)))
    lines.append(
      TextLine("Enter answers   Esc goes back", theme.faint, key: Key(.enter)))
    return (lines, cursor)
  }

  /// The line being typed, over as many rows as it needs.
  private func typed(_ field: TextField) -> Page {
    let lines = TextLine.broken(field.text, width: width - 1)
    let last = lines.count - 1
    return (lines.map { $0.padded(to: width) }, (lines[last].width, last))
  }

  /// A question and its answers.
  private func pair(_ question: Question, limit: Int = 4) -> [TextLine] {
    words("Q ", question.text, theme.text, limit: limit)
      + question.answers.flatMap { words("A ", $0, theme.key, limit: limit) }
  }

  private func words(_ mark: String, _ text: String, _ style: Style, limit: Int) -> [TextLine] {
    var lines = TextLine.wrapped([(text, style)], width: width - 2)
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = lines[limit - 1].adding(theme.mark("…", ascii: "..."), theme.faint)
    }
    return lines.enumerated().map { $1.after(TextLine($0 == 0 ? mark : "  ", theme.faint)) }
  }
}
