import Cells
import Labels

/// The typed line while a window of the screen would be open: its answer, by the keys of that window.
enum PlainDialog {
  /// A page that only tells something is over once it was told.
  static func closePage(_ model: inout Model) {
    switch model.dialog {
    case .help, .guideline, .answers: _ = press(.escape, &model)
    default: break
    }
  }

  /// Nil where the line is a command all the same.
  static func take(_ line: String, _ model: inout Model) throws(PlainFault) -> PlainOutcome? {
    guard let dialog = model.dialog else { return nil }
    let words = PlainWords(line)
    let isEmpty = words.all.isEmpty
    switch dialog {
    case .help, .guideline, .answers: return nil
    case .confirm(let question):
      if let command = try? PlainCommand(
        line, role: model.session.role, keys: model.session.keys)
      {
        switch command {
        case .yes: return PlainOutcome(effects: press(.character("y"), &model))
        case .no: return PlainOutcome(effects: press(.character("n"), &model))
        case .help, .place, .list: return nil
        case .action(.quit, _): return PlainOutcome(effects: leavePlainly(&model))
        default: break
        }
      }
      throw PlainFault("Answer yes or no first. \(question.words(model).text)")
    case .ask(let form):
      if form.field.text.isEmpty {
        return PlainOutcome(effects: isEmpty ? press(.escape, &model) : fill(line, &model))
      }
      switch words.text?.lowercased() {
      case "yes", "y": return PlainOutcome(effects: press(.enter, &model))
      case "no", "n", nil: return PlainOutcome(effects: press(.escape, &model))
      case "rule" where form.image != nil, "image" where form.image == nil && model.image != nil:
        return PlainOutcome(effects: press(.tab, &model))
      default:
        throw PlainFault("Type yes to send the question, or no to keep it for later.")
      }
    case .questions(let questions, let chosen):
      guard words.count == 1, let id = words.numbers?.first else {
        _ = press(.escape, &model)
        return nil
      }
      guard let at = questions.firstIndex(where: { $0.id == id }) else {
        throw PlainFault("There is no open question \(id).")
      }
      for _ in 0..<abs(at - chosen) { _ = press(at > chosen ? .down : .up, &model) }
      return PlainOutcome(effects: press(.enter, &model))
    case .reply(let form):
      if form.field.text.isEmpty {
        return PlainOutcome(effects: isEmpty ? press(.escape, &model) : fill(line, &model))
      }
      switch words.text?.lowercased() {
      case "yes", "y": return PlainOutcome(effects: press(.enter, &model))
      case "no", "n", nil: return PlainOutcome(effects: press(.escape, &model))
      case "guideline": return PlainOutcome(effects: press(.tab, &model))
      default:
        throw PlainFault(
          "Type yes to send the answer, no to go back, or guideline to make it part of that.")
      }
    case .skip:
      _ = press(.escape, &model)
      guard let text = words.text else { return PlainOutcome(answer: ["Not skipped."]) }
      let reasons = Dialog.skipReasons
      let known = Int(text).flatMap { reasons.indices.contains($0 - 1) ? reasons[$0 - 1] : nil }
      return PlainOutcome(effects: run(command: "skip \(known ?? text)", &model))
    case .attributes:
      _ = press(.escape, &model)
      guard !isEmpty else { return PlainOutcome() }
      return PlainOutcome(effects: try say(line, &model))
    case .reason, .findClass, .command, .acceptAbove:
      return PlainOutcome(effects: isEmpty ? press(.escape, &model) : fill(line, &model))
    }
  }

  /// Types text in the open dialog instead of what is there. A line ends it; a question or an answer is
  /// told first, and sent by yes.
  static func fill(_ text: String, _ model: inout Model) -> [Effect] {
    _ = update(&model, .input(.key(.control("u"))))
    let effects = update(&model, .input(.paste(text)))
    switch model.dialog {
    case .reason, .findClass, .command, .acceptAbove: return effects + press(.enter, &model)
    default: return effects
    }
  }

  /// `NAME VALUE`: says something of the selected box; `NAME` alone, no longer.
  private static func say(_ line: String, _ model: inout Model) throws(PlainFault) -> [Effect] {
    let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let asked = model.drawing.selected.map { model.session.attributes(of: $0.classID) } ?? []
    guard let name = parts.first,
      let attribute = asked.map(\.attribute).first(where: { $0.name == name })
    else {
      throw PlainFault(
        "A box of this class has \(asked.map(\.attribute.name).joined(separator: ", ")).")
    }
    guard parts.count > 1 else { return model.setAttribute(name, nil) }
    let value = AttributeValue(typed: parts[1], as: attribute.kind)
    guard let value, attribute.allows(value) else {
      throw PlainFault("\(name) must be \(attribute.allowed).")
    }
    return model.setAttribute(name, value)
  }

  private static func press(_ code: Key.Code, _ model: inout Model) -> [Effect] {
    update(&model, .input(.key(Key(code))))
  }
}
