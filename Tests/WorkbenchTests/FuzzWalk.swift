import Cells
import Labels
import Pixels

@testable import Workbench

/// A workbench that is sent events, and what must hold after each.
struct FuzzWalk {
  struct Fault: Error, CustomStringConvertible { let description: String }

  private(set) var model: Model
  /// What the journal amounts to.
  private var drafts: [Draft] = []
  /// How many cells were drawn.
  private(set) var drawn = 0

  init(role: Session.Role, drafts: [Draft] = []) {
    model = Bench(role: role, columns: 90, rows: 26, drafts: drafts).model
    model.session.attributes = AttributeTests.asked
    self.drafts = drafts
  }

  mutating func send(_ event: Event) throws {
    var entries: [JournalEntry] = []
    for case .journal(let entry, _) in update(&model, event) { entries.append(entry) }
    if !entries.isEmpty { drafts = Draft.replay(entries, onto: drafts) }
    try checkBoxes()
    if !entries.isEmpty { try checkJournal() }
  }

  private func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    if !holds { throw Fault(description: what()) }
  }

  private func checkBoxes() throws {
    let drawing = model.drawing
    for each in model.visibleBoxes {
      let fault = each.box.fault(imageWidth: drawing.width, imageHeight: drawing.height)
      try require(fault == nil, "\(each.box) \(fault.map { "\($0)" } ?? "")")
    }
    if let image = model.image {
      try require(drawing.width == image.width && drawing.height == image.height, "wrong image")
    }
    let isValid = drawing.selection.map { drawing.boxes.indices.contains($0) } ?? true
    try require(isValid, "no box \(drawing.selection ?? -1)")
    let at = drawing.crosshair
    try require(
      (0..<drawing.width).contains(at.x) && (0..<drawing.height).contains(at.y), "\(at)")
    try require(model.viewport.scale > 0 && model.viewport.originX.isFinite, "\(model.viewport)")
  }

  /// The journal tells the same story as the model, of the image on the desk and of those put away.
  private func checkJournal() throws {
    for kept in model.drafts.values where kept.image != model.image?.id {
      try require(drafts.contains(kept), "the journal has no \(kept)")
    }
    guard let image = model.image else { return }
    if case .confirm(.goOn) = model.dialog { return }
    let draft = model.drawing.draft(
      of: image.id, reason: model.reason, rejected: model.ghosts.rejected)
    try require(drafts.last == draft, "\(drafts.last.map { "\($0)" } ?? "nothing") for \(draft)")
  }

  /// Undo of everything gives the start, redo the end; a walk through time visits all that was drawn.
  func checkHistory() throws {
    var drawing = model.drawing
    let end = drawing.boxes
    var depth = 0
    while drawing.undo() { depth += 1 }
    try require(drawing.history.position == 0, "undo ends at \(drawing.history.position)")
    for _ in 0..<depth { try require(drawing.redo(), "redo ends early") }
    try require(drawing.boxes == end, "redo leads elsewhere")
    while drawing.newer() {}
    var visited = 0
    while drawing.older() { visited += 1 }
    try require(
      visited == drawing.history.changes && !drawing.boxes.isEmpty == !model.drawing.start.isEmpty,
      "a walk through time visits \(visited) of \(drawing.history.changes)")
  }

  /// Draws the model and looks at every cell.
  mutating func checkFrame() throws {
    let frame = view(model)
    drawn += frame.cells.count
    try require(
      frame.columns == model.columns && frame.rows == model.rows
        && frame.cells.count == model.columns * model.rows, "a frame of another size")
    for cell in frame.cells where !Self.isPlain(cell.glyph) && cell.glyph != Cell.continuation {
      let category = cell.glyph.properties.generalCategory
      try require(
        category != .control && category != .format, "U+\(String(cell.glyph.value, radix: 16))")
    }
    if let cursor = frame.cursor {
      try require(
        (0..<frame.columns).contains(cursor.column) && (0..<frame.rows).contains(cursor.row),
        "the cursor is off the screen")
    }
    if let area = frame.viewport {
      try require(
        area.column >= 0 && area.row >= 0 && area.column + area.width <= frame.columns
          && area.row + area.height <= frame.rows, "the picture is off the screen")
    }
  }

  /// ASCII, box drawing and block elements, whose categories need not be asked for.
  private static func isPlain(_ glyph: Unicode.Scalar) -> Bool {
    (0x20..<0x7F).contains(glyph.value) || (0x2500..<0x25A0).contains(glyph.value)
  }
}

extension Drawing {
  fileprivate var start: [LabeledBox] {
    var history = history
    _ = history.go(to: 0)
    return history.boxes
  }
}
