import Cells
import Labels

/// Takes one event: changes the model and says what is to be done.
///
/// Pure: it reads no clock, file, store or terminal, so every key sequence can be tested without
/// one.
package func update(_ model: inout Model, _ event: Event) -> [Effect] {
  switch event {
  case .input(let input):
    model.isActive = true
    return take(input, &model)
  default:
    return take(result: event, &model)
  }
}

private func take(_ input: Input, _ model: inout Model) -> [Effect] {
  switch input {
  case .resize(let columns, let rows):
    model.columns = columns
    model.rows = rows
    model.refit()
    return []
  case .paper(let ink):
    model.look.paper = ink
    return []
  case .key(let key) where model.isTooSmall:
    // Nothing may happen that cannot be seen; what was drawn is in the journal.
    switch model.session.keys.action(for: key, focus: .idle, role: model.session.role) {
    case .quit: return leave(&model)
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    default: return []
    }
  case .mouse where model.isTooSmall: return []
  case .key(let key):
    model.message = nil
    if model.drag != nil {
      // A key ends a gesture whose button may have been released unseen.
      model.abandonDrag()
      if key.code == .escape { return [] }
    }
    if model.dialog != nil { return takeInDialog(key, &model) }
    let role = model.session.role
    if case .loading = model.picture, key != .control("c") {
      let isKnown = model.session.keys.action(for: key, focus: .unseen, role: role) != nil
      if !model.typedAhead.isEmpty || !isKnown {
        if model.typedAhead.count < 1000 { model.typedAhead.append(key) }
        return []
      }
    }
    if model.takesDigit(key) { return [] }
    let times = max(1, model.count.flatMap { Int($0) } ?? 1)
    model.count = nil
    guard let action = model.session.keys.action(for: key, focus: model.focus, role: role)
    else { return [] }
    return perform(action, times: times, &model)
  case .mouse(let mouse):
    return take(mouse, &model)
  case .paste(let text):
    return pasteInDialog(text, &model)
  }
}

extension Model {
  /// What has the focus now.
  package var focus: Focus {
    if image == nil { return .idle }
    guard case .ready = picture else { return .unseen }
    if drawing.points != nil { return .points }
    if drawing.anchor != nil { return .corner }
    if drawing.selection == nil { return .crosshair }
    return drawing.edge == nil ? .box : .edge
  }

  /// Takes a digit that says how often the next key acts. Digits choose classes, so where there are
  /// several a count must be begun by its own key; so it must where a digit means something else.
  fileprivate mutating func takesDigit(_ key: Key) -> Bool {
    guard case .character(let digit) = key.code, key.modifiers.isEmpty,
      ("0"..."9").contains(digit), !focus.isDisjoint(with: .image),
      count != nil || (session.classes.count == 1 && digit != "0" && beginsCount(key))
    else { return false }
    // More than any image has pixels a side.
    count = String(((count ?? "") + String(Character(digit))).prefix(5))
    return true
  }

  private func beginsCount(_ key: Key) -> Bool {
    switch session.keys.action(for: key, focus: focus, role: session.role) {
    case .chooseClass, nil: true
    default: false
    }
  }

  /// Whether the screen shows nothing but a request to make it larger.
  var isTooSmall: Bool { columns < 20 || rows < 5 }

  /// Ends a gesture of the mouse without a stroke.
  mutating func abandonDrag() {
    if drag == .draw { drawing.anchor = nil }
    drag = nil
    preview = nil
  }

  /// Keeps the view sensible after the canvas changed its size.
  mutating func refit() {
    let canvas = Layout(self).canvas
    if viewport.fits {
      viewport = Viewport(fitting: imageSize, columns: canvas.width, rows: canvas.height)
    } else {
      viewport.clamp(to: imageSize, columns: canvas.width, rows: canvas.height)
    }
  }

  /// Changes the boxes: one stroke, which goes to the journal.
  mutating func stroke(_ change: (inout Drawing) -> Bool, _ entry: (Drawing, Int) -> JournalEntry)
    -> [Effect]
  {
    guard let image, !isSending, change(&drawing) else { return [] }
    strokes += 1
    return [.journal(entry(drawing, image.id), stroke: strokes)]
  }

  /// Commits new boxes.
  mutating func commit(_ boxes: [LabeledBox]) -> [Effect] {
    stroke({ $0.commit(boxes) }) {
      .edit(
        image: $1, boxes: $0.boxes, change: $0.history.position, after: $0.history.parent ?? 0)
    }
  }

  /// Shows another of the changes.
  mutating func walk(_ step: (inout Drawing) -> Bool) -> [Effect] {
    stroke(step) { .go(image: $1, change: $0.history.position) }
  }
}
