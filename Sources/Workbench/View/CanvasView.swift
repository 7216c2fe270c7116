import Cells
import Labels
import Pixels

/// The image as blocks of color, with everything that is drawn over it.
struct CanvasView {
  private let model: Model
  private let area: Layout.Area
  private let picture: PictureLayer
  private let theme: Theme
  /// Colors laid over halves of cells, by their place: `rows * 2` lines of `area.width`.
  private var dots: [Int: Ink] = [:]
  private var glyphs: [(column: Int, row: Int, glyph: Unicode.Scalar, ink: Ink, chip: Bool)] = []

  private static let white = Ink(rgb: 0xFFFFFF)

  static func draw(_ model: Model, _ area: Layout.Area, in frame: inout Frame) {
    guard area.width > 0, area.height > 0 else { return }
    switch model.picture {
    case .ready(let picture):
      guard model.image != nil else { break }
      var canvas = CanvasView(model, area, picture)
      canvas.paint()
      canvas.finish(in: &frame)
      frame.cursor = canvas.cursor
      return
    case .loading: note(["Opening \(model.image?.name ?? "the image")..."], area, in: &frame)
    case .unreadable(let reason):
      note([reason, "", "\(model.keyName(.skip)) skips it, with a reason."], area, in: &frame)
    case .absent: break
    }
    switch model.desk {
    case .empty: note(emptyDesk(model), area, in: &frame)
    case .waiting: note(["Asking for work..."], area, in: &frame)
    case .labeling, .resolving: break
    }
  }

  private static func emptyDesk(_ model: Model) -> [String] {
    if model.session.images == 0 {
      return [
        "There are no images yet.", "",
        "tessera add brings some in; \(model.keyName(.quit)) quits.",
      ]
    }
    return switch model.session.role {
    case .labeler:
      [
        "No image waits for you.", "", "You have answered every image that needs you.",
        "\(model.keyName(.back)) goes back to what you submitted; \(model.keyName(.quit)) quits.",
      ]
    case .expert: ["No dispute waits for you.", "", "\(model.keyName(.quit)) quits."]
    }
  }

  private static func note(_ lines: [String], _ area: Layout.Area, in frame: inout Frame) {
    let all = lines.flatMap { $0.isEmpty ? [""] : wrapped(visible($0), width: area.width) }
    let top = area.row + max(0, (area.height - all.count) / 2)
    for (index, line) in all.enumerated() where top + index < area.row + area.height {
      let indent = max(0, (area.width - displayWidth(line)) / 2)
      frame.write(
        line, column: area.column + indent, row: top + index, limit: area.width - indent)
    }
  }

  private init(_ model: Model, _ area: Layout.Area, _ picture: Picture) {
    self.model = model
    self.area = area
    theme = model.theme
    self.picture = PictureLayer(picture, model, area)
  }

  private var usesGlyphs: Bool { model.display.colors == .none || !model.display.unicode }

  /// Halves of cells on the canvas.
  private var halves: (columns: Int, rows: Int) { (area.width, area.height * 2) }

  // MARK: What is drawn

  private mutating func paint() {
    if case .resolving(let dispute) = model.desk { paint(dispute) }
    if model.shown == .everything { ghosts() }
    for (index, each) in model.visibleBoxes.enumerated() {
      let position = model.session.number(of: each.classID) - 1
      let isSelected = index == model.drawing.selection
      outline(each.box, ink: theme.ink(position), isSelected: isSelected)
      let name = isSelected ? " \(model.session.className(each.classID))" : ""
      let mark = each.attributes.isEmpty ? "" : "*"
      tag("\(position + 1)\(mark)\(name)", at: each.box, ink: theme.ink(position))
      if isSelected { marks(model.snappedEdges, of: each.box, ink: theme.ink(position)) }
    }
    if let anchor = model.drawing.anchor {
      outline(
        model.drawing.span(anchor, model.drawing.crosshair), ink: Self.white,
        isSelected: true)
    }
    for point in model.drawing.points ?? [] {
      outline(model.drawing.span(point, point), ink: Self.white, isSelected: true)
    }
    if let points = model.drawing.points, points.count > 1, let box = model.drawing.span(points) {
      outline(box, ink: theme.ink(model.session.number(of: model.classID) - 1), isSelected: false)
    }
    if model.drawing.selection == nil { crosshair() }
  }

  /// Boxes that are proposed: dotted, with a question mark and the score, so that they are taken for
  /// nobody's boxes in any color.
  private mutating func ghosts() {
    for index in model.visibleGhosts {
      let proposal = model.ghosts.proposals[index]
      let number = model.session.number(of: proposal.labeled.classID)
      let isChosen = index == model.ghosts.chosen
      for (column, row, glyph) in perimeter(
        of: proposal.labeled.box, .dotted(model.display.unicode))
      where isChosen || (column + row) % 2 == 0 {
        glyphs.append((column, row, glyph, theme.ink(number - 1), false))
      }
      let mark = isChosen ? "??" : "?"
      tag(
        "\(mark)\(number) \(hundredths(proposal.score))", at: proposal.labeled.box,
        ink: theme.ink(number - 1))
    }
  }

  private mutating func paint(_ dispute: Case) {
    if model.shown != .merged {
      var parties: [(index: Int, label: LabeledBox)] = []
      for (index, party) in dispute.parties.enumerated()
      where model.shown == .everything || model.shown == .party(index) {
        parties += party.annotation.answer.boxes.map { (index, $0) }
      }
      lines(of: parties, dispute)
    }
    if model.shown == .everything || model.shown == .merged, let merged = dispute.merged {
      for each in merged.boxes {
        outline(each.box, ink: Self.white, isSelected: false)
        let isPlain = model.session.classes.count == 1
        let number = isPlain ? "" : "\(model.session.number(of: each.classID))"
        tag("#\(number)", at: each.box, ink: Self.white)
      }
    }
  }

  /// The outlines of the labelers' boxes. Where several run through one cell they take turns, so
  /// that none hides another.
  private mutating func lines(of parties: [(index: Int, label: LabeledBox)], _ dispute: Case) {
    var crossing: [Int: [(glyph: Unicode.Scalar, ink: Ink)]] = [:]
    for (index, label) in parties {
      let pen = PartyPen.of(index, unicode: model.display.unicode)
      for (column, row, glyph) in perimeter(of: label.box, pen) {
        crossing[row * area.width + column, default: []].append((glyph, theme.ink(index)))
      }
    }
    for (at, choices) in crossing {
      let (column, row) = (at % area.width, at / area.width)
      let (glyph, ink) = choices[(column + row) % choices.count]
      glyphs.append((column, row, glyph, ink, false))
    }
    for (index, label) in parties {
      let at = rectangle(label.box)
      let (left, right, top, bottom) = (at.left, at.right, at.top / 2, at.bottom / 2)
      let spots = [
        (left, top), (right, top), (right, bottom), (left, bottom), ((left + right) / 2, top),
      ]
      let (column, row) = spots[index % spots.count]
      let isVisible = column >= 0 && column < area.width && row >= 0 && row < area.height
      guard isVisible, dispute.parties.indices.contains(index) else { continue }
      glyphs.append((column, row, dispute.parties[index].letter, theme.ink(index), true))
      // Of which class it is, where there are several.
      guard model.session.classes.count > 1 else { continue }
      let digits = "\(model.session.number(of: label.classID))".unicodeScalars
      for (offset, digit) in digits.enumerated() where column + 1 + offset < area.width {
        glyphs.append((column + 1 + offset, row, digit, theme.ink(index), true))
      }
    }
  }

  /// The cells of the canvas through which the box's outline runs.
  private func perimeter(of box: Box, _ pen: PartyPen) -> [(Int, Int, Unicode.Scalar)] {
    let at = rectangle(box)
    let (left, right, top, bottom) = (at.left, at.right, at.top / 2, at.bottom / 2)
    var cells: [(Int, Int, Unicode.Scalar)] = []
    for column in clipped(left, right, area.width) {
      cells.append((column, top, pen.horizontal))
      cells.append((column, bottom, pen.horizontal))
    }
    for row in clipped(top, bottom, area.height) {
      cells.append((left, row, pen.vertical))
      cells.append((right, row, pen.vertical))
    }
    cells += zip([(left, top), (right, top), (left, bottom), (right, bottom)], pen.corners)
      .map { ($0.0, $0.1, $1) }
    var last: [Int: Unicode.Scalar] = [:]
    for (column, row, glyph) in cells
    where column >= 0 && column < area.width && row >= 0 && row < area.height {
      last[row * area.width + column] = glyph
    }
    return last.map { ($0.key % area.width, $0.key / area.width, $0.value) }
  }

  /// The blocks just inside the box's edges: first and last column, first and last row. They may
  /// lie far outside the canvas; they are clamped to a block beyond it.
  private func rectangle(_ box: Box) -> (left: Int, right: Int, top: Int, bottom: Int) {
    let one = model.viewport.block(x: box.left, y: box.top)
    let other = model.viewport.block(x: box.right, y: box.bottom)
    func clamped(_ value: Double, _ limit: Int) -> Int {
      Int(min(max(value, -2), Double(limit) + 2))
    }
    let left = clamped((one.x + 1e-6).rounded(.down), halves.columns)
    let top = clamped((one.y + 1e-6).rounded(.down), halves.rows)
    let right = clamped((other.x - 1e-6).rounded(.up) - 1, halves.columns)
    let bottom = clamped((other.y - 1e-6).rounded(.up) - 1, halves.rows)
    return (left, max(left, right), top, max(top, bottom))
  }

  /// The part of `first...last` that lies in `0..<limit`.
  private func clipped(_ first: Int, _ last: Int, _ limit: Int) -> Range<Int> {
    let start = min(max(0, first), limit)
    return start..<max(start, min(last + 1, limit))
  }

  private mutating func outline(_ box: Box, ink: Ink, isSelected: Bool) {
    if usesGlyphs {
      let pen =
        isSelected
        ? PartyPen(horizontal: "=", vertical: "H", corners: ["#", "#", "#", "#"]) : .plain
      for (column, row, glyph) in perimeter(of: box, pen) {
        glyphs.append((column, row, glyph, ink, false))
      }
      return
    }
    let at = rectangle(box)
    let edge = isSelected ? model.drawing.edge : nil
    for column in clipped(at.left, at.right, halves.columns) {
      dot(column, at.top, column, ink, isSelected, isPicked: edge?.contains(.top) == true)
      dot(column, at.bottom, column, ink, isSelected, isPicked: edge?.contains(.bottom) == true)
    }
    for row in clipped(at.top, at.bottom, halves.rows) {
      dot(at.left, row, row, ink, isSelected, isPicked: edge?.contains(.left) == true)
      dot(at.right, row, row, ink, isSelected, isPicked: edge?.contains(.right) == true)
    }
  }

  /// One block of an outline: two tones in turn, so that it is seen on any picture.
  private mutating func dot(
    _ column: Int, _ row: Int, _ along: Int, _ ink: Ink, _ isSelected: Bool, isPicked: Bool
  ) {
    guard column >= 0, column < halves.columns, row >= 0, row < halves.rows else { return }
    let color: Ink =
      if isPicked {
        Ink(rgb: 0xFFFF00)
      } else if isSelected {
        along % 2 == 0 ? ink : Ink(rgb: ink.luma > 200 ? 0x000000 : 0xFFFFFF)
      } else {
        along % 4 == 3 ? Ink(rgb: 0x000000) : ink
      }
    dots[row * halves.columns + column] = color
  }

  /// A name at the box's top left corner, above it where there is room.
  private mutating func tag(_ text: String, at box: Box, ink: Ink) {
    let at = rectangle(box)
    let row = at.top / 2 > 0 ? at.top / 2 - 1 : at.top / 2
    guard row >= 0, row < area.height else { return }
    var column = at.left
    for scalar in visible(text).unicodeScalars where displayWidth(scalar) == 1 {
      if column >= 0, column < area.width { glyphs.append((column, row, scalar, ink, true)) }
      column += 1
    }
  }

  /// A diamond in the middle of each edge that was snapped.
  private mutating func marks(_ edges: Edges, of box: Box, ink: Ink) {
    let at = rectangle(box)
    let middle = (column: (at.left + at.right) / 2, row: (at.top + at.bottom) / 4)
    for (edge, column, row) in [
      (Edges.left, at.left, middle.row), (.right, at.right, middle.row),
      (.top, middle.column, at.top / 2), (.bottom, middle.column, at.bottom / 2),
    ] where edges.contains(edge) {
      guard column >= 0, column < area.width, row >= 0, row < area.height else { continue }
      glyphs.append((column, row, model.display.unicode ? "◆" : "*", ink, false))
    }
  }

  private mutating func crosshair() {
    let at = model.drawing.crosshair
    let cell = model.viewport.cell(of: at)
    if model.viewport.scale >= 3, !usesGlyphs {
      outline(model.drawing.span(at, at), ink: Self.white, isSelected: true)
      return
    }
    let arms: [(Int, Int, Unicode.Scalar)] = [
      (-2, 0, "─"), (-1, 0, "─"), (1, 0, "─"), (2, 0, "─"), (0, -1, "│"), (0, 1, "│"), (0, 0, "┼"),
    ]
    for (dx, dy, glyph) in arms {
      let (column, row) = (cell.column + dx, cell.row + dy)
      guard column >= 0, column < area.width, row >= 0, row < area.height else { continue }
      let plain: Unicode.Scalar = glyph == "─" ? "-" : glyph == "│" ? "|" : "+"
      glyphs.append((column, row, model.display.unicode ? glyph : plain, Self.white, false))
    }
  }

  /// Where the focus is: the picked edge's middle or corner, the selected box's corner, or the crosshair.
  private var cursor: Frame.Position? {
    var cell = model.viewport.cell(of: model.drawing.crosshair)
    if let index = model.drawing.selection {
      let at = rectangle(model.visibleBoxes[index].box)
      let edge = model.drawing.edge ?? []
      let (middle, halfway) = ((at.left + at.right) / 2, (at.top + at.bottom) / 2)
      let isAcross = edge.isDisjoint(with: [.left, .right]) && !edge.isEmpty
      let isDown = edge.isDisjoint(with: [.top, .bottom]) && !edge.isEmpty
      let row = edge.contains(.bottom) ? at.bottom : isDown ? halfway : at.top
      cell = (edge.contains(.right) ? at.right : isAcross ? middle : at.left, row / 2)
    }
    guard cell.column >= 0, cell.column < area.width, cell.row >= 0, cell.row < area.height
    else { return nil }
    return Frame.Position(column: area.column + cell.column, row: area.row + cell.row)
  }

  // MARK: From blocks to cells

  private func finish(in frame: inout Frame) {
    var cells = picture.cells
    for at in Set(dots.keys.map { ($0 / halves.columns / 2) * area.width + $0 % halves.columns }) {
      cells[at] = dotted(at % area.width, at / area.width)
    }
    for (column, row, glyph, ink, chip) in glyphs {
      let index = row * area.width + column
      cells[index] = Cell(glyph, style(column, row, ink, chip: chip))
    }
    for row in 0..<area.height {
      for column in 0..<area.width {
        frame[area.column + column, area.row + row] = cells[row * area.width + column]
      }
    }
  }

  /// A cell through which an outline runs: both halves in the colors that they must have.
  private func dotted(_ column: Int, _ row: Int) -> Cell {
    func ink(_ half: Int, _ lines: Range<Int>) -> Ink {
      let color = dots[(row * 2 + half) * halves.columns + column]
      return color ?? Ink(bits: picture.mean(column, row, lines: lines))
    }
    let (top, bottom) = (ink(0, 0..<8), ink(1, 8..<16))
    if top == bottom { return Cell(" ", Style(on: top)) }
    // A pen cannot have the color of the terminal's paper.
    return top.isPlain ? Cell("▄", Style(bottom, on: top)) : Cell("▀", Style(top, on: bottom))
  }

  /// A glyph's look: its ink on the picture's mean color, darkened or lightened until it is seen.
  private func style(_ column: Int, _ row: Int, _ ink: Ink, chip: Bool) -> Style {
    if model.display.colors == .none { return Style(.plain, on: .plain, chip ? .reverse : .bold) }
    if chip { return theme.chip(ink) }
    let color = picture.mean(column, row, lines: 0..<16)
    guard color != 0 else { return Style(ink) }
    let paper = Ink(bits: color)
    // White stands for "whatever is seen". Another ink is somebody's color and must stay; on paper
    // of its own it looks the same all around the box.
    if ink == Self.white {
      return Style(paper.readable, on: paper, .bold)
    }
    return Style(ink, on: ink.readable, .bold)
  }
}
