import Cells
import Labels

/// Opens the attributes of the selected box.
func openAttributes(_ model: inout Model) {
  guard let box = model.drawing.selected, !model.isSending else { return }
  guard !model.session.attributes(of: box.classID).isEmpty else {
    model.say("Boxes of this class have no attributes; tessera attribute add makes some.")
    return
  }
  model.dialog = .attributes(AttributeForm())
}

/// A key while the attributes are open.
func takeInAttributes(_ key: Key, _ form: AttributeForm, _ model: inout Model) -> [Effect] {
  guard let box = model.drawing.selected else {
    model.dialog = nil
    return []
  }
  let attributes = model.session.attributes(of: box.classID)
  guard attributes.indices.contains(form.chosen) else { return [] }
  if form.entry != nil {
    return takeInEntry(key, form, attributes[form.chosen].attribute, &model)
  }
  var form = form
  switch key.code {
  case .escape, .character(";"):
    model.dialog = nil
    return []
  case .up: form.chosen = max(0, form.chosen - 1)
  case .down, .tab: form.chosen = min(form.chosen + 1, attributes.count - 1)
  case .enter, .character(" "): return open(form, attributes[form.chosen].attribute, &model)
  case .delete, .backspace:
    return model.setAttribute(attributes[form.chosen].attribute.name, nil)
  case .character(let scalar):
    guard let index = attributes.firstIndex(where: { $0.key == scalar }) else { break }
    form.chosen = index
    return open(form, attributes[index].attribute, &model)
  default: break
  }
  model.dialog = .attributes(form)
  return []
}

/// A flag is set or taken back at once; the others are asked for.
private func open(
  _ form: AttributeForm, _ attribute: Attribute, _ model: inout Model
) -> [Effect] {
  var form = form
  let value = model.drawing.selected?.attributes[attribute.name]
  switch attribute.kind {
  case .flag:
    model.dialog = .attributes(form)
    return model.setAttribute(attribute.name, .flag(value != .flag(true)))
  case .choice: form.entry = TextField()
  case .number, .text: form.entry = TextField(value?.shown ?? "")
  }
  model.dialog = .attributes(form)
  return []
}

private func takeInEntry(
  _ key: Key, _ form: AttributeForm, _ attribute: Attribute, _ model: inout Model
) -> [Effect] {
  var back = form
  back.entry = nil
  if key.code == .escape {
    model.dialog = .attributes(back)
    return []
  }
  if case .choice(let choices) = attribute.kind {
    guard case .character(let scalar) = key.code, let choice = choices.choice(for: scalar)
    else { return [] }
    model.dialog = .attributes(back)
    return model.setAttribute(attribute.name, .text(choice))
  }
  guard var field = form.entry else { return [] }
  switch key.code {
  case .enter: return close(field.text, back, attribute, &model)
  case .backspace: field.deleteBackward()
  case .character("u") where key.modifiers == .control: field.clear()
  case .character(let scalar) where key.modifiers.isEmpty:
    field.insert(String(Character(scalar)))
  default: break
  }
  model.dialog = .attributes(AttributeForm(chosen: form.chosen, entry: field))
  return []
}

/// Takes what was typed; nothing takes the attribute away.
private func close(
  _ text: String, _ form: AttributeForm, _ attribute: Attribute, _ model: inout Model
) -> [Effect] {
  var value: AttributeValue?
  if !text.isEmpty {
    value = AttributeValue(typed: text, as: attribute.kind)
    guard let value, attribute.allows(value) else {
      model.say("\(attribute.name) must be \(attribute.allowed).", .warning)
      return []
    }
  }
  model.dialog = .attributes(form)
  return model.setAttribute(attribute.name, value)
}

extension AttributeValue {
  /// Nil where the text cannot be one of that kind; whether it is allowed is another matter.
  init?(typed text: String, as kind: Attribute.Kind) {
    switch kind {
    case .flag:
      guard let isSet = ["true": true, "yes": true, "false": false, "no": false][text] else {
        return nil
      }
      self = .flag(isSet)
    case .number:
      guard let number = Double(text) else { return nil }
      self = .number(number)
    case .choice, .text: self = .text(text)
    }
  }
}

extension Model {
  /// Says something of the selected box, or no longer: one stroke.
  mutating func setAttribute(_ name: String, _ value: AttributeValue?) -> [Effect] {
    guard let index = drawing.selection else { return [] }
    var boxes = drawing.boxes
    boxes[index].attributes[name] = value
    let effects = commit(boxes)
    drawing.select(index)
    return effects
  }
}
