import Cells
import Consensus
import Labels
import Pixels

/// The side panel: what to look for, what is drawn, and buttons.
enum Panel {
  static func draw(_ model: Model, _ area: Layout.Area, in frame: inout Frame) {
    let theme = model.theme
    let border = Cell(model.display.unicode ? "│" : "|", theme.faint)
    frame.fill(
      column: area.column, row: area.row, width: 1, height: area.height, with: border)
    for (row, line) in lines(model, width: area.width - 1, height: area.height).enumerated() {
      line.draw(
        column: area.column + 1, row: area.row + row, limit: area.width - 1, in: &frame)
    }
  }

  /// At most `height` lines; the guideline takes what the rest leaves.
  static func lines(_ model: Model, width: Int, height: Int) -> [TextLine] {
    let theme = model.theme
    let head: [TextLine]
    switch model.desk {
    case .resolving(let dispute):
      head = DisputePanel.lines(dispute, model, theme, width: width)
    case .labeling, .waiting, .empty:
      head = []
    }
    let tail = outcome(model, theme) + buttons(model, theme)
    var body = classes(model, theme) + boxes(model, theme, limit: max(2, height / 4))
    body += AttributeLines.panel(model, theme)
    body += GhostLines.panel(model, theme)
    if model.image != nil { body += patch(model, theme, width: width) }
    let free = height - head.count - body.count - tail.count
    let guideline = guideline(model, theme, width: width, limit: free)
    let filler = max(0, height - head.count - guideline.count - body.count - tail.count)
    let all =
      head + guideline + body + Array(repeating: TextLine(), count: filler) + tail
    return Array(all.prefix(height))
  }

  private static func guideline(
    _ model: Model, _ theme: Theme, width: Int, limit: Int
  ) -> [TextLine] {
    guard limit >= 3, !model.session.guideline.entries.isEmpty else { return [] }
    let now = GuidelinePage(
      version: model.session.guideline.version,
      entries: model.session.guideline.entries.lazy.filter { $0.mark != .removed }
        .prefix(limit).map { GuidelinePage.Entry($0.block) })
    let text = GuidelineLines(theme: theme, width: width - 1).lines(now, limit: limit)
      .map { $0.linked(.guideline) }
    var lines = [TextLine("GUIDELINE", theme.heading, action: .guideline)]
    let room = limit - 2
    if text.count > room {
      // Cut between paragraphs, so that no picture is cut in half; but not for much of the room.
      let shown = text.prefix(room - 1)
      let end = shown.lastIndex { $0.width == 0 } ?? shown.endIndex
      lines += shown[..<(end * 3 >= shown.count * 2 ? end : shown.endIndex)]
      lines.append(TextLine("more: \(model.keyName(.guideline))", theme.key, action: .guideline))
    } else {
      lines += text
    }
    return lines + [TextLine()]
  }

  private static func classes(_ model: Model, _ theme: Theme) -> [TextLine] {
    var lines = [TextLine("CLASSES", theme.heading)]
    for (index, each) in model.session.classes.prefix(9).enumerated() {
      let isCurrent = each.id == model.classID
      let action = Action.chooseClass(index + 1)
      lines.append(
        TextLine(isCurrent ? theme.mark("▸", ascii: ">") : " ", theme.key, action: action)
          .adding(" \(index + 1) ", theme.chip(theme.ink(index)), action: action)
          .adding(" \(each.name)", isCurrent ? theme.heading : theme.text, action: action))
    }
    // Beyond nine only the current one is named: it is what the next box gets.
    let current = model.session.number(of: model.classID)
    if current > 9 {
      lines.append(
        TextLine(theme.mark("▸", ascii: ">"), theme.key)
          .adding(" \(current) ", theme.chip(theme.ink(current - 1)))
          .adding(" \(model.session.className(model.classID))", theme.heading))
    }
    let rest = model.session.classes.count - (current > 9 ? 10 : 9)
    if rest > 0 {
      lines.append(
        TextLine("  \(rest) more: \(model.keyName(.findClass))", theme.key, action: .findClass))
    }
    return lines + [TextLine()]
  }

  private static func boxes(_ model: Model, _ theme: Theme, limit: Int) -> [TextLine] {
    guard model.image != nil else { return [] }
    let boxes = model.visibleBoxes
    let title = model.session.role == .expert ? "YOUR BOXES" : "BOXES"
    var lines = [TextLine("\(title) \(boxes.count)", theme.heading)]
    // The window of the list that holds the selected box.
    let first = max(0, min((model.drawing.selection ?? 0) - limit / 2, boxes.count - limit))
    for (index, each) in boxes.enumerated().dropFirst(first).prefix(limit) {
      let isSelected = index == model.drawing.selection
      let position = model.session.number(of: each.classID) - 1
      let box = each.box
      let size = "\(pixels(box.width))\(theme.mark("×", ascii: "x"))\(pixels(box.height))"
      lines.append(
        TextLine(isSelected ? theme.mark("▸", ascii: ">") : " ", theme.key)
          .adding(" \(position + 1) ", theme.chip(theme.ink(position)), action: .selectBox(index))
          .adding(
            " \(pixels(box.x)),\(pixels(box.y)) \(size)", isSelected ? theme.chosen : theme.text,
            action: .selectBox(index)
          ).adding(each.attributes.isEmpty ? "" : " *", theme.key))
    }
    return lines + [TextLine()]
  }

  /// The mean color of the selected box, live while it is dragged.
  private static func patch(_ model: Model, _ theme: Theme, width: Int) -> [TextLine] {
    guard case .ready(let picture) = model.picture, let box = shownBox(model),
      let color = picture.meanColor(in: box)
    else { return [] }
    let ink = Ink(red: color.red, green: color.green, blue: color.blue)
    let rgb = String(ink.bits & 0xFF_FFFF, radix: 16)
    let hex = "#" + String(repeating: "0", count: 6 - rgb.count) + rgb
    let strip = String(repeating: " ", count: width - 11)
    let style = Style(.plain, on: ink)
    return [
      TextLine("COLOR ", theme.heading).adding(hex, theme.text),
      TextLine(" ").adding(strip, style), TextLine(" ").adding(strip, style), TextLine(),
    ]
  }

  private static func shownBox(_ model: Model) -> Box? {
    if let anchor = model.drawing.anchor {
      return model.drawing.span(anchor, model.drawing.crosshair)
    }
    return model.drawing.selection.map { model.visibleBoxes[$0].box }
  }

  private static func outcome(_ model: Model, _ theme: Theme) -> [TextLine] {
    guard let (name, standing) = model.outcome else { return [] }
    var lines = [
      TextLine("LAST IMAGE: ", theme.heading).adding(standing.state.rawValue, theme.key),
      TextLine(name, theme.faint),
    ]
    if let merged = standing.merged, standing.state.isDecided || standing.state == .disputed {
      lines.append(
        TextLine("\(merged.labelers) labels, apart \(percent(merged.disagreement))", theme.text))
      for each in merged.boxes.prefix(2) {
        lines.append(
          TextLine(
            "box \(pixels(each.box.x)),\(pixels(each.box.y)) conf. \(hundredths(each.confidence))",
            theme.text))
      }
    }
    return lines + [TextLine()]
  }

  private static func buttons(_ model: Model, _ theme: Theme) -> [TextLine] {
    let rows: [[(String, Action)]] =
      switch model.desk {
      case .labeling:
        [
          [("submit", .submit), ("skip", .skip)],
          [("undo", .undo), ("redo", .redo), ("back", .back)],
        ]
      case .resolving:
        [
          [("accept merged", .acceptMerged), ("later", .later)],
          [("mine", .submit), ("undo", .undo), ("skip", .skip)],
        ]
      case .waiting, .empty:
        [[("back", .back), ("help", .help), ("quit", .quit)]]
      }
    return rows.map { row in
      row.reduce(TextLine()) {
        $0.adding("[\($1.0)]", theme.bar, action: $1.1).adding(" ")
      }
    }
  }
}
