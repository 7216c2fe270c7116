import Cells
import Labels

/// The open dialog as lines of text in a window.
struct DialogPage {
  let title: String
  let lines: [TextLine]
  let scroll: Int
  /// Columns wanted for the text.
  let width: Int
  /// The column of the line being typed at which the next character goes, and that line.
  var cursor: (column: Int, line: Int)?

  init?(_ model: Model) {
    guard let dialog = model.dialog else { return nil }
    let theme = model.theme
    let room = max(10, min(96, model.columns - 4))
    var at: (Int, Int)?
    switch dialog {
    case .help(let scroll):
      title = "Keys"
      lines = Self.help(model, theme, width: room - 2)
      self.scroll = scroll
    case .guideline(let scroll):
      title =
        model.session.guideline.isChanged
        ? "Guideline:  + new  ~ changed  - gone, since you last read it" : "Guideline"
      lines = Self.guideline(model, theme, width: room - 2)
      self.scroll = scroll
    case .answers(let questions, let scroll):
      title = "Your questions"
      lines = AskPage(model: model, theme: theme, width: room - 2).answers(questions)
      self.scroll = scroll
    case .questions(let questions, let chosen):
      title = "Open questions"
      lines = AskPage(model: model, theme: theme, width: room - 2).open(questions, chosen: chosen)
      scroll = 0
    case .ask(let form):
      title = "Ask"
      (lines, at) = AskPage(model: model, theme: theme, width: min(room - 2, 72)).ask(form)
      scroll = 0
    case .reply(let form):
      title = "Answer question \(form.question.id)"
      (lines, at) = AskPage(model: model, theme: theme, width: min(room - 2, 72)).reply(form)
      scroll = 0
    case .skip(let chosen, let typed):
      title = "Why can it not be labeled?"
      var list = Dialog.skipReasons.enumerated().map { index, reason in
        TextLine(
          "\(index + 1)  \(reason)", index == chosen ? theme.chosen : theme.text,
          key: Key(Unicode.Scalar(UInt8(49 + index))))
      }
      let isTyped = chosen >= Dialog.skipReasons.count
      list.append(
        TextLine("other: ", isTyped ? theme.chosen : theme.text).adding(typed.text))
      if isTyped { at = (7 + displayWidth(typed.text), list.count - 1) }
      list.append(TextLine())
      list.append(TextLine("Enter skips   Esc goes back", theme.faint, key: Key(.enter)))
      lines = list
      scroll = 0
    case .command(let field):
      title = "Command"
      lines = [
        TextLine(":" + field.text), TextLine(),
        TextLine(
          "go X,Y   zoom N   class NAME   skip REASON   \(model.keyName(.help)) lists the rest",
          theme.faint),
      ]
      at = (1 + displayWidth(field.text), 0)
      scroll = 0
    case .findClass(let field, let chosen):
      title = "Class"
      lines = [TextLine(field.text), TextLine()] + Self.classes(field, chosen, model, theme)
      at = (displayWidth(field.text), 0)
      scroll = 0
    case .acceptAbove(let field):
      title = "Accept all proposals with a score of at least"
      let count = model.openGhosts.count {
        model.ghosts.proposals[$0].score >= Double(field.text) ?? .infinity
      }
      lines = [
        TextLine(field.text), TextLine(),
        TextLine(
          "\(count) of \(model.openGhosts.count); Enter accepts, Esc goes back", theme.faint),
      ]
      at = (displayWidth(field.text), 0)
      scroll = 0
    case .attributes(let form):
      title = "Attributes"
      (lines, at) = AttributeLines.window(form, model, theme)
      scroll = 0
    case .reason(let field):
      title = "Reason for your decision"
      lines = [TextLine(field.text), TextLine(), TextLine("Enter keeps it", theme.faint)]
      at = (displayWidth(field.text), 0)
      scroll = 0
    case .confirm(let question):
      title = "A question"
      lines = Self.question(question, model, theme, width: room - 2)
      scroll = 0
    }
    width = min(room, max(displayWidth(title) + 4, (lines.map(\.width).max() ?? 0) + 2))
    cursor = at ?? (0, Self.chosenLine(lines, theme))
  }

  /// The line that has the focus where none is typed: the chosen one, the answer to a question, the top.
  private static func chosenLine(_ lines: [TextLine], _ theme: Theme) -> Int {
    lines.firstIndex { $0.spans.first?.style == theme.chosen }
      ?? lines.firstIndex { $0.key == Key("y") } ?? 0
  }

  /// The classes that match, around the chosen one.
  private static func classes(
    _ field: TextField, _ chosen: Int, _ model: Model, _ theme: Theme
  ) -> [TextLine] {
    let numbers = model.session.classes(matching: field.text)
    guard !numbers.isEmpty else { return [TextLine("No class has these letters.", theme.faint)] }
    let room = max(1, min(10, model.rows - 8))
    let first = max(0, min(chosen - room / 2, numbers.count - room))
    var lines = numbers.enumerated().dropFirst(first).prefix(room).map { index, number in
      TextLine(" \(number) ", theme.chip(theme.ink(number - 1))).adding(
        " \(model.session.classes[number - 1].name)",
        index == chosen ? theme.chosen : theme.text)
    }
    lines.append(
      TextLine("\(numbers.count) of \(model.session.classes.count); arrows, Enter", theme.faint))
    return lines
  }

  private static func guideline(_ model: Model, _ theme: Theme, width: Int) -> [TextLine] {
    let page = model.session.guideline
    guard !page.entries.isEmpty else { return [TextLine("There is none.")] }
    return GuidelineLines(
      theme: theme, width: width, mosaics: model.mosaics, pictures: model.guidelinePictures,
      mostRows: max(4, min(14, model.rows - 8))
    ).lines(page)
  }

  /// Where the guideline must be scrolled to for its first change to be seen.
  static func firstChange(_ model: Model) -> Int {
    guard model.session.guideline.isChanged else { return 0 }
    var model = model
    model.dialog = .guideline(scroll: 0)
    let page = DialogPage(model)
    let marked = page?.lines.firstIndex { line in
      line.spans.first.map { $0.text != GuidelineLines.noMark } ?? false
    }
    // What stands above it says what it is about.
    return min(max(0, (marked ?? 0) - 2), page?.lastScroll(rows: model.rows) ?? 0)
  }

  /// Whether a part of a picture is among its lines.
  var hasPicture: Bool { lines.contains { $0.spans.contains { $0.cells != nil } } }

  /// A page of lines, at most `room` columns wide.
  init(title: String, lines: [TextLine], scroll: Int, room: Int) {
    self.title = title
    self.lines = lines
    self.scroll = scroll
    width = min(room, max(displayWidth(title) + 4, (lines.map(\.width).max() ?? 0) + 2))
    cursor = (0, 0)
  }

  private static func question(
    _ question: Dialog.Question, _ model: Model, _ theme: Theme, width: Int
  ) -> [TextLine] {
    let (text, yes, no) = question.words(model)
    return wrapped(text, width: width).map { TextLine($0) } + [
      TextLine(),
      TextLine("y  \(yes)", theme.key, key: Key("y")),
      TextLine("n  \(no)", theme.key, key: Key("n")),
    ]
  }

  /// The key table, as the dispatcher reads it.
  private static func help(_ model: Model, _ theme: Theme, width: Int) -> [TextLine] {
    var rows: [(keys: String, help: String)] = []
    var groups: Set<String> = []
    for binding in model.session.keys.bindings where binding.roles.contains(model.session.role) {
      let names = binding.keys.map { model.name(of: $0) }
      if let group = binding.group {
        guard groups.insert(group).inserted else { continue }
        rows.append(("\(names.first ?? "") ...", group))
      } else {
        let command = binding.command.map { "  :\($0)" } ?? ""
        rows.append((names.joined(separator: " "), binding.help + command))
      }
    }
    let column = rows.map { displayWidth($0.keys) }.max() ?? 0
    let keys = rows.flatMap { row in
      wrapped(row.help, width: max(10, width - column - 2)).enumerated().map { index, text in
        let name = index == 0 ? row.keys : ""
        let gap = String(repeating: " ", count: column + 2 - displayWidth(name))
        return TextLine(name + gap, theme.key).adding(text, theme.text)
      }
    }
    let mouse = [
      "drag on the image draws a box; drag an edge, a corner or a selected box moves it",
      "click selects a box; wheel zooms about the pointer; middle or right drag pans",
      "classes, boxes, buttons and hints can be clicked",
    ].flatMap { wrapped("- " + $0, width: width).map { TextLine($0, theme.text) } }
    let commands = [":go X,Y", ":zoom BLOCKS-A-PIXEL", ":class NAME", ":skip REASON"]
    return [TextLine("j and k scroll, Esc closes", theme.faint), TextLine()] + keys
      + [TextLine(), TextLine("MOUSE", theme.heading)] + mouse
      + [TextLine(), TextLine("COMMANDS with an argument", theme.heading)]
      + commands.map { TextLine($0) }
  }

  func area(columns: Int, rows: Int) -> Layout.Area {
    let width = min(columns, width + 2)
    let height = min(rows, lines.count + 2)
    return Layout.Area(
      column: (columns - width) / 2, row: (rows - height) / 2, width: width, height: height)
  }

  /// The scroll position at which the last line is seen, on a screen of so many rows.
  func lastScroll(rows: Int) -> Int { max(0, lines.count - (min(rows, lines.count + 2) - 2)) }

  func visibleLines(rows: Int) -> [TextLine] {
    Array(lines.dropFirst(min(scroll, max(0, lines.count - rows))).prefix(max(0, rows)))
  }

  func draw(_ theme: Theme, in frame: inout Frame) {
    let area = area(columns: frame.columns, rows: frame.rows)
    guard area.width >= 3, area.height >= 3 else { return }
    frame.fill(
      column: area.column, row: area.row, width: area.width, height: area.height,
      with: Cell(" ", theme.text))
    frame.fill(
      column: area.column, row: area.row, width: area.width, height: 1,
      with: Cell(" ", theme.bar))
    frame.fill(
      column: area.column, row: area.row + area.height - 1, width: area.width, height: 1,
      with: Cell(" ", theme.bar))
    frame.write(
      " \(title)", column: area.column, row: area.row, limit: area.width, style: theme.barStrong)
    if scroll < lastScroll(rows: frame.rows) {
      frame.write(
        " more: j, Page Down", column: area.column, row: area.row + area.height - 1,
        limit: area.width, style: theme.bar)
    }
    for (row, line) in visibleLines(rows: area.height - 2).enumerated() {
      line.draw(column: area.column + 1, row: area.row + 1 + row, limit: area.width - 2, in: &frame)
    }
    if let cursor {
      frame.cursor = Frame.Position(
        column: min(area.column + 1 + cursor.column, area.column + area.width - 1),
        row: min(area.row + 1 + cursor.line, area.row + area.height - 1))
    }
  }
}
