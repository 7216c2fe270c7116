import Cells
import Labels
import Pixels

/// What came of a typed line at once.
package struct PlainOutcome: Sendable {
  package var effects: [Effect] = []
  /// The answer; nil where it is what changed in the model, once the effects are done.
  package var answer: [String]?
}

/// Carries out a typed line: on the same model, by the same actions, as keys do.
///
/// - Throws: A sentence that says why not; nothing has changed then.
package func obey(_ line: String, _ model: inout Model) throws(PlainFault) -> PlainOutcome {
  model.isActive = true
  model.message = nil
  PlainDialog.closePage(&model)
  if model.dialog != nil, let outcome = try PlainDialog.take(line, &model) { return outcome }
  return try perform(
    try PlainCommand(line, role: model.session.role, keys: model.session.keys), &model)
}

/// Leaves as `quit` does, and as its question answered by yes: what was drawn is in the journal.
package func leavePlainly(_ model: inout Model) -> [Effect] {
  model.dialog = nil
  return leaveForGood(&model)
}

func perform(_ command: PlainCommand, _ model: inout Model) throws(PlainFault) -> PlainOutcome {
  switch command {
  case .list: return PlainOutcome(answer: try PlainReport.list(model))
  case .place: return PlainOutcome(answer: PlainReport.place(model))
  case .help(let name):
    return PlainOutcome(answer: try PlainHelp.sentences(name, model))
  case .describe(let boxOnly): return PlainOutcome(answer: try colors(boxOnly: boxOnly, model))
  case .compare(let one, let other):
    guard case .resolving(let dispute) = model.desk else { throw PlainFault("No dispute is open.") }
    return PlainOutcome(
      answer: try PlainDispute(dispute: dispute, model: model).comparison(one, other).map(spoken))
  case .yes, .no: throw PlainFault("There is no question to answer.")
  case .action(let action, let times): return try perform(action, times: times, plainly: &model)
  case .ask(let text):
    let effects = ask(&model)
    return PlainOutcome(effects: effects + (text.map { PlainDialog.fill($0, &model) } ?? []))
  case .skip(let reason):
    guard model.image != nil else { throw PlainFault("No image is on the desk.") }
    guard let reason else { return try perform(.skip, times: 1, plainly: &model) }
    return PlainOutcome(effects: run(command: "skip \(reason)", &model))
  default: break
  }
  // What is left needs a picture that can be worked on.
  guard !model.focus.isDisjoint(with: .image) else { throw PlainFault(noPicture(model)) }
  return PlainOutcome(effects: try draw(command, &model))
}

/// Commands that are about boxes and the crosshair.
private func draw(_ command: PlainCommand, _ model: inout Model) throws(PlainFault) -> [Effect] {
  switch command {
  case .box(let x, let y, let width, let height, let className):
    let (name, size) = (model.image?.name ?? "the image", model.imageSize)
    guard width >= 1, height >= 1 else {
      throw PlainFault("A box is at least 1 pixel wide and 1 high.")
    }
    guard x >= 0, y >= 0, x + width <= size.width, y + height <= size.height else {
      throw PlainFault(
        "That box ends beyond the image: \(name) is \(size.width) wide and \(size.height) high, "
          + "and the box would go from \(x) to \(x + width) across and from \(y) to \(y + height) down."
      )
    }
    var chosen: Int?
    if let className { chosen = try number(ofClass: className, model) }
    model.drawing.select(nil)
    // With nothing selected it is the class of the box to come: no stroke.
    if let chosen { _ = perform(.chooseClass(chosen), &model) }
    let far = Pixel(x: x + width - 1, y: y + height - 1)
    model.drawing.moveCrosshair(toX: far.x, y: far.y)
    model.reveal(far)
    return addBox(from: Pixel(x: x, y: y), to: far, &model)
  case .select(let number):
    return perform(.selectBox(try index(number, model)), &model)
  case .delete(let number):
    if let number { model.drawing.select(try index(number, model)) }
    try needSelection(model)
    return perform(.delete, &model)
  case .move(let dx, let dy):
    guard model.drawing.selection != nil else {
      let at = model.drawing.crosshair
      return put(crosshair: at.x + dx, at.y + dy, &model)
    }
    return model.changeSelected { $0.moved($1, dx: Double(dx), dy: Double(dy)) }
  case .edge(let edge, let by):
    try needSelection(model)
    return model.changeSelected { $0.resized($1, edges: edge, dx: Double(by), dy: Double(by)) }
  case .edgeTo(let edge, let place):
    try needSelection(model)
    return model.changeSelected {
      let now =
        edge == .left ? $1.left : edge == .right ? $1.right : edge == .top ? $1.top : $1.bottom
      let by = Double(place) - now
      return $0.resized($1, edges: edge, dx: by, dy: by)
    }
  case .chooseClass(let name):
    return perform(.chooseClass(try number(ofClass: name, model)), &model)
  case .go(let x, let y):
    guard (0..<model.drawing.width).contains(x), (0..<model.drawing.height).contains(y) else {
      throw PlainFault(
        "That is beyond the image, which is \(model.drawing.width) wide and "
          + "\(model.drawing.height) high.")
    }
    return put(crosshair: x, y, &model)
  case .zoom(let scale):
    let at = model.drawing.crosshair
    zoom(to: scale, about: Double(at.x) + 0.5, Double(at.y) + 0.5, &model)
    return []
  case .reason(let text):
    let effects = perform(.giveReason, &model)
    return effects + (text.map { PlainDialog.fill($0, &model) } ?? [])
  case .view(let shown):
    return perform(shown.map { .show($0) } ?? .cycleShown, &model)
  default: return []
  }
}

/// Puts the crosshair on a pixel; it has the focus then.
private func put(crosshair x: Int, _ y: Int, _ model: inout Model) -> [Effect] {
  letGo(&model)
  model.drawing.moveCrosshair(toX: x, y: y)
  model.reveal(model.drawing.crosshair)
  return []
}

/// Leaves the selected box, if there is one, to the crosshair.
private func letGo(_ model: inout Model) {
  if model.drawing.selection != nil { model.drawing.select(nil) }
}

/// An action of the key table, where its key would work.
private func perform(
  _ action: Action, times: Int, plainly model: inout Model
) throws(PlainFault) -> PlainOutcome {
  let bindings = model.session.keys.bindings.filter {
    $0.action == action && $0.roles.contains(model.session.role)
  }
  let focus = bindings.reduce(into: Focus()) { $0.formUnion($1.focus) }
  if !focus.isEmpty, focus.isSubset(of: [.crosshair, .corner, .points]) { letGo(&model) }
  // Labelers F and after have no keys.
  guard !(bindings.isEmpty ? .image : focus).isDisjoint(with: model.focus) else {
    throw PlainFault(whyNot(focus, model))
  }
  let effects = perform(action, times: times, &model)
  // Nothing is lost by leaving, unless the journal could not take it.
  if action == .quit, model.dialog == .confirm(.quit), model.journalFault == nil {
    return PlainOutcome(effects: leavePlainly(&model))
  }
  return PlainOutcome(effects: effects)
}

private func whyNot(_ focus: Focus, _ model: Model) -> String {
  if model.focus.isDisjoint(with: .image) { return noPicture(model) }
  if focus.isSubset(of: [.box, .edge]) { return selectFirst }
  return "That does nothing here: \(PlainReport.place(model).last ?? "")"
}

private func noPicture(_ model: Model) -> String {
  if case .unreadable(let reason) = model.picture {
    return "\(ended(reason)) skip and a reason says so."
  }
  return "No image is on the desk."
}

private let selectFirst = "No box is selected: select and its number does that."

private func needSelection(_ model: Model) throws(PlainFault) {
  if model.drawing.selection == nil { throw PlainFault(selectFirst) }
}

/// The place of a box's number.
private func index(_ number: Int, _ model: Model) throws(PlainFault) -> Int {
  let count = model.drawing.boxes.count
  guard (1...max(1, count)).contains(number), count > 0 else {
    throw PlainFault(
      count == 0
        ? "There is no box yet." : "There is no box \(number); there are \(count), from 1.")
  }
  return number - 1
}

/// The number of a class: of its name, of its digit, or of some letters that no other name has.
private func number(ofClass text: String, _ model: Model) throws(PlainFault) -> Int {
  let classes = model.session.classes
  if let exact = classes.firstIndex(where: { $0.name == text })
    ?? classes.firstIndex(where: { $0.name.lowercased() == text.lowercased() })
  {
    return exact + 1
  }
  if let number = Int(text), classes.indices.contains(number - 1) { return number }
  let matching = Int(text) == nil ? model.session.classes(matching: text) : []
  if matching.count == 1 { return matching[0] }
  let names = (matching.isEmpty ? Array(classes.indices) : matching.map { $0 - 1 }).map {
    "\($0 + 1) \(classes[$0].name)"
  }
  throw PlainFault(
    "\(matching.isEmpty ? "There is no class" : "Several classes are like") \(text); there are: "
      + names.joined(separator: ", ") + ".")
}

private func colors(boxOnly: Bool, _ model: Model) throws(PlainFault) -> [String] {
  guard case .ready(let picture) = model.picture else { throw PlainFault(noPicture(model)) }
  var area = Box(x: 0, y: 0, width: Double(picture.width), height: Double(picture.height))
  if boxOnly {
    try needSelection(model)
    area = model.drawing.selected?.box ?? area
  }
  return PlainColors.sentences(of: picture, in: area)
}
