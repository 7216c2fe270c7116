import Cells
import Labels
import Pixels

/// One image, large, with boxes, and what is known of it at the side.
struct CloseupView {
  let wall: Wall
  let closeup: Closeup
  let theme: Theme

  func draw(in frame: inout Frame) {
    let layout = CloseupLayout(wall)
    if let area = layout.title { drawTitle(area, in: &frame) }
    drawCanvas(layout.canvas, in: &frame)
    if let area = layout.panel { drawPanel(area, in: &frame) }
    if let area = layout.status { drawStatus(area, in: &frame) }
  }

  private func drawTitle(_ area: Layout.Area, in frame: inout Frame) {
    let image = closeup.card.image
    frame.fill(column: 0, row: area.row, width: area.width, height: 1, with: Cell(" ", theme.bar))
    let used = frame.write(" Tessera ", column: 0, row: area.row, style: theme.barStrong)
    frame.write(
      " \(image.name) \(image.width)\(theme.mark("×", ascii: "x"))\(image.height)", column: used,
      row: area.row, style: theme.bar)
    let place = "\(wall.selected + 1)/\(wall.images.count) "
    frame.write(
      place, column: max(used, area.width - place.count), row: area.row, style: theme.bar)
  }

  // MARK: The picture

  private func drawCanvas(_ area: Layout.Area, in frame: inout Frame) {
    guard area.width > 0, area.height > 0 else { return }
    switch closeup.content {
    case .loading: note("Opening \(closeup.card.image.name)...", area, in: &frame)
    case .unreadable(let reason): note(reason, area, in: &frame)
    case .ready(let picture):
      let cells = cells(of: picture, area)
      for row in 0..<area.height {
        for column in 0..<area.width {
          frame[area.column + column, area.row + row] = cells[row * area.width + column]
        }
      }
      drawBoxes(area, in: &frame)
    }
  }

  /// The finest glyphs that the terminal has, where several pixels share a cell; else half blocks,
  /// which show each pixel as it is.
  private func cells(of picture: Picture, _ area: Layout.Area) -> [Cell] {
    let viewport = closeup.viewport
    let isMagnified = viewport.scale >= 1
    let mosaic = Mosaic(
      glyphs: isMagnified && wall.glyphs != .ascii ? .half : wall.glyphs,
      colors: MosaicColors(wall.display.colors))
    let grid = BlockGrid(
      parts: mosaic.parts, columns: area.width, rows: area.height, left: viewport.originX,
      top: viewport.originY, width: Double(area.width) / viewport.scale,
      height: Double(area.height * 2) / viewport.scale)
    let blocks = isMagnified ? picture.nearest(on: grid) : picture.means(on: grid)
    return mosaic.cells(from: blocks, outside: .blank)
  }

  private func drawBoxes(_ area: Layout.Area, in frame: inout Frame) {
    let viewport = closeup.viewport
    let lines = BoxLines(area: area, theme: theme) { x, y in
      let block = viewport.block(x: x, y: y)
      return (block.x, block.y / 2)
    }
    for (index, answer) in closeup.card.answers.enumerated()
    where closeup.shown == .everybody || closeup.shown == .one(index) {
      for each in answer.answer.boxes {
        let number = wall.classes.count > 1 ? "\(wall.number(of: each.classID))" : ""
        lines.draw(
          each.box, ink: theme.ink(index), pen: .of(index, unicode: wall.display.unicode),
          tag: "\(Character(answer.letter))\(number)", spot: index, in: &frame)
      }
    }
    for each in plainBoxes {
      let number = wall.number(of: each.classID)
      lines.draw(
        each.box, ink: theme.ink(number - 1), tag: "\(number) \(wall.className(each.classID))",
        in: &frame)
    }
  }

  /// The boxes that are drawn in the color of their class.
  private var plainBoxes: [LabeledBox] {
    switch closeup.shown {
    case .outcome: closeup.card.boxes
    case .own: closeup.card.own?.boxes ?? []
    case .everybody, .one, .nobody: []
    }
  }

  private func note(_ text: String, _ area: Layout.Area, in frame: inout Frame) {
    let lines = wrapped(visible(text), width: max(1, area.width - 2)).prefix(area.height)
    let first = area.row + max(0, (area.height - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      let indent = max(0, (area.width - displayWidth(line)) / 2)
      frame.write(
        line, column: area.column + indent, row: first + row, limit: area.width - indent)
    }
  }

  // MARK: The words

  private func drawStatus(_ area: Layout.Area, in frame: inout Frame) {
    frame.fill(column: 0, row: area.row, width: area.width, height: 1, with: Cell(" ", theme.bar))
    let card = closeup.card
    let apart = card.disagreement.map { "  apart \(percent($0))" } ?? ""
    let text =
      wall.message
      ?? "\(theme.sign(card.state)) \(card.state.rawValue)\(apart)  \(shownName)"
    frame.write(
      " \(text)", column: 0, row: area.row, style: wall.message == nil ? theme.bar : theme.warning)
  }

  private var shownName: String {
    switch closeup.shown {
    case .outcome: outcomeName
    case .own: "your boxes"
    case .everybody: "everybody's boxes"
    case .one(let index):
      closeup.card.answers.indices.contains(index)
        ? "the boxes of \(name(closeup.card.answers[index]))" : ""
    case .nobody: "no boxes"
    }
  }

  /// What `ImageCard.boxes` are of this image.
  private var outcomeName: String {
    switch closeup.card.state {
    case .agreed: "the agreed boxes"
    case .resolved: "the expert's boxes"
    case .rejected: "no boxes"
    case .queued, .labeling, .disputed:
      closeup.card.people == nil
        ? (closeup.card.own == nil ? "no boxes" : "your boxes") : "the merged boxes"
    }
  }

  private func name(_ answer: LetteredAnswer) -> String {
    answer.labeler.map { "\(Character(answer.letter)) \($0)" } ?? "\(Character(answer.letter))"
  }

  private func drawPanel(_ area: Layout.Area, in frame: inout Frame) {
    let border = Cell(wall.display.unicode ? "│" : "|", theme.faint)
    frame.fill(column: area.column, row: area.row, width: 1, height: area.height, with: border)
    for (row, line) in panelLines(width: area.width - 2).prefix(area.height).enumerated() {
      line.draw(column: area.column + 2, row: area.row + row, limit: area.width - 2, in: &frame)
    }
  }

  private func panelLines(width: Int) -> [TextLine] {
    let card = closeup.card
    var lines = [
      TextLine("\(theme.sign(card.state)) \(card.state.rawValue)", theme.style(card.state))
    ]
    if let people = card.people {
      lines.append(TextLine("\(counted(people, "person", "people")) answered", theme.text))
    }
    if let apart = card.disagreement {
      lines.append(
        TextLine("apart \(percent(apart))", theme.text)
          .adding(card.risk.map { "  risk \(percent($0))" } ?? "", theme.faint))
    }
    lines += [TextLine(), TextLine("SHOWN", theme.heading)]
    lines += wrapped(shownName, width: width).map { TextLine($0, theme.text) } + [TextLine()]
    if !card.answers.isEmpty {
      lines.append(TextLine("ANSWERS", theme.heading))
      lines += card.answers.enumerated().map { answerLine($0, $1) } + [TextLine()]
    }
    let boxes = plainBoxes
    if !boxes.isEmpty {
      lines.append(TextLine("BOXES \(boxes.count)", theme.heading))
      for each in boxes {
        let number = wall.number(of: each.classID)
        let (x, y) = (pixels(each.box.x.rounded()), pixels(each.box.y.rounded()))
        let size =
          "\(pixels(each.box.width.rounded()))\(theme.mark("×", ascii: "x"))"
          + pixels(each.box.height.rounded())
        lines.append(
          TextLine(" \(number) ", theme.chip(theme.ink(number - 1)))
            .adding(" \(x),\(y) \(size)", theme.text))
      }
      lines.append(TextLine())
    }
    if case .skip(let reason)? = card.own {
      lines.append(TextLine("YOU SKIPPED IT", theme.heading))
      lines += wrapped(reason, width: width).map { TextLine($0, theme.text) } + [TextLine()]
    }
    if card.mayRevise || wall.mayDecide(card) {
      lines.append(
        TextLine("e", theme.key)
          .adding(card.mayRevise ? " revises your answer" : " decides the dispute", theme.text))
    }
    if let message = wall.message {
      lines += wrapped(message, width: width).map { TextLine($0, theme.warning) }
    }
    return lines
  }

  private func answerLine(_ index: Int, _ answer: LetteredAnswer) -> TextLine {
    let isShown = closeup.shown == .one(index)
    let pen = PartyPen.of(index, unicode: wall.display.unicode)
    let line = TextLine(isShown ? theme.mark("▸", ascii: ">") : " ", theme.key)
      .adding(" \(Character(answer.letter)) ", theme.chip(theme.ink(index)))
      .adding(
        String(repeating: Character(pen.horizontal), count: 2), Style(theme.ink(index)))
    let labeler = answer.labeler.map { " \($0)" } ?? ""
    return switch answer.answer {
    case .skip(let reason): line.adding("\(labeler) skip: \(reason)", theme.text)
    case .boxes(let boxes):
      line.adding("\(labeler) \(counted(boxes.count, "box", "boxes"))", theme.text)
    }
  }
}
