import Labels

/// Carries out what was typed after `:`. Names come from the key table; four take an argument.
func run(command text: String, _ model: inout Model) -> [Effect] {
  let words = text.split(separator: " ", maxSplits: 1).map(String.init)
  guard let name = words.first else { return [] }
  let argument = words.count > 1 ? words[1].trimmed : ""
  guard model.image != nil || !["go", "zoom", "class"].contains(name) else {
    model.say("No image is on the desk.", .warning)
    return []
  }
  switch name {
  case "go": return go(to: argument, &model)
  case "zoom": return zoom(argument, &model)
  case "class": return choose(argument, &model)
  case "skip" where !argument.isEmpty && model.image != nil && !model.isSending:
    return send(.skip(reason: argument), &model)
  default: break
  }
  let wanted = words.joined(separator: " ")
  let binding = model.session.keys.bindings.first {
    $0.command == wanted && $0.applies(to: model.focus, role: model.session.role)
  }
  guard let binding else {
    model.say("There is no command \(wanted) here; \(model.keyName(.help)) lists them.", .warning)
    return []
  }
  return perform(binding.action, &model)
}

private func go(to argument: String, _ model: inout Model) -> [Effect] {
  let numbers = argument.split { $0 == "," || $0 == " " }.map { Int($0) }
  guard numbers.count == 2, let x = numbers[0], let y = numbers[1] else {
    model.say("Say where, in pixels: :go 120,45", .warning)
    return []
  }
  model.drawing.moveCrosshair(toX: x, y: y)
  model.reveal(model.drawing.crosshair)
  return []
}

private func zoom(_ argument: String, _ model: inout Model) -> [Effect] {
  guard let scale = Double(argument), scale > 0, scale.isFinite else {
    model.say("Say how many blocks a pixel: :zoom 2, :zoom 0.5", .warning)
    return []
  }
  let at = model.drawing.crosshair
  zoom(to: scale, about: Double(at.x) + 0.5, Double(at.y) + 0.5, &model)
  return []
}

private func choose(_ argument: String, _ model: inout Model) -> [Effect] {
  guard let index = model.session.classes.firstIndex(where: { $0.name == argument }) else {
    let names = model.session.classes.map(\.name).joined(separator: ", ")
    model.say("There is no class \(argument); there are: \(names)", .warning)
    return []
  }
  return perform(.chooseClass(index + 1), &model)
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
