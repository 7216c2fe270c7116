import Cells
import Labels

/// A key while a dialog is open.
func takeInDialog(_ key: Key, _ model: inout Model) -> [Effect] {
  guard let dialog = model.dialog else { return [] }
  if key == .control("c") {
    // Whether to go on with earlier strokes can be left open, but nothing be drawn before it is answered.
    if case .confirm(.goOn) = dialog { return [.quit] }
    if case .ask(let form) = dialog { model.unsentQuestion = form.field.text }
    if case .reply(let form) = dialog { put(form, away: &model) }
    model.dialog = nil
    return []
  }
  switch dialog {
  case .help(let scroll):
    model.dialog = scrolled(key, scroll, model).map { .help(scroll: $0) }
  case .guideline(let scroll):
    model.dialog = scrolled(key, scroll, model).map { .guideline(scroll: $0) }
  case .answers(let questions, let scroll):
    model.dialog = scrolled(key, scroll, model).map { .answers(questions, scroll: $0) }
  case .ask(let form): return takeInAsk(key, form, &model)
  case .questions(let questions, let chosen):
    return takeInQuestions(key, questions, chosen, &model)
  case .reply(let form): return takeInReply(key, form, &model)
  case .confirm(let question):
    return answer(question, key, &model)
  case .skip(let chosen, let typed):
    return takeInSkip(key, chosen, typed, &model)
  case .command(let field):
    guard let text = edited(field, key, { .command($0) }, &model) else { return [] }
    return run(command: text, &model)
  case .findClass(let field, let chosen): return takeInClasses(key, field, chosen, &model)
  case .acceptAbove(let field):
    guard let text = edited(field, key, { .acceptAbove($0) }, &model) else { return [] }
    return acceptGhosts(above: text, &model)
  case .attributes(let form): return takeInAttributes(key, form, &model)
  case .reason(let field):
    if let text = edited(field, key, { .reason($0) }, &model), let image = model.image {
      model.reason = text
      return [journal(.reason(image: image.id, text: text), &model)]
    }
  }
  return []
}

/// Pasted text goes to the line being typed, and nowhere else: it never acts as keys.
func pasteInDialog(_ text: String, _ model: inout Model) -> [Effect] {
  switch model.dialog {
  case .command(var field):
    field.insert(text)
    model.dialog = .command(field)
  case .acceptAbove(var field):
    field.insert(text)
    model.dialog = .acceptAbove(field)
  case .reason(var field):
    field.insert(text)
    model.dialog = .reason(field)
  case .skip(_, var field):
    field.insert(text)
    model.dialog = .skip(chosen: Dialog.skipReasons.count, typed: field)
  case .findClass(var field, _):
    field.insert(text)
    model.dialog = .findClass(field, chosen: 0)
  case .ask(var form):
    form.field.insert(text)
    return search(form, &model)
  case .reply(var form):
    form.field.insert(text)
    model.dialog = .reply(form)
  case .attributes(var form):
    form.entry?.insert(text)
    model.dialog = .attributes(form)
  case .help, .guideline, .answers, .questions, .confirm, nil: break
  }
  return []
}

/// The new scroll position, or nil when the key closes the page.
private func scrolled(_ key: Key, _ scroll: Int, _ model: Model) -> Int? {
  let by: Int
  switch key.code {
  case .down, .character("j"): by = 1
  case .up, .character("k"): by = -1
  case .pageDown, .character(" "): by = 10
  case .pageUp: by = -10
  case .home: by = -scroll
  default: return nil
  }
  let last = DialogPage(model)?.lastScroll(rows: model.rows) ?? 0
  return min(max(0, scroll + by), last)
}

/// Edits a line of text. Returns it when Enter ends it; Esc closes the dialog.
private func edited(
  _ field: TextField, _ key: Key, _ dialog: (TextField) -> Dialog, _ model: inout Model
) -> String? {
  var field = field
  switch key.code {
  case .enter:
    model.dialog = nil
    return field.text
  case .escape:
    model.dialog = nil
    return nil
  case .backspace: field.deleteBackward()
  case .character("u") where key.modifiers == .control: field.clear()
  case .character(let scalar) where key.modifiers.isEmpty:
    field.insert(String(Character(scalar)))
  default: break
  }
  model.dialog = dialog(field)
  return nil
}

private func answer(_ question: Dialog.Question, _ key: Key, _ model: inout Model) -> [Effect] {
  let accepts: Bool
  switch key.code {
  case .enter, .character("y"), .character("Y"): accepts = true
  case .escape, .character("n"), .character("N"): accepts = false
  default: return []
  }
  // Strokes must not be dropped by a key that means "close this window" everywhere else.
  if case .goOn = question, key.code == .escape { return [] }
  // The action finds its question open, and so knows the answer.
  if case .dropOwn(let action) = question, accepts {
    let effects = perform(action, &model)
    model.dialog = nil
    return effects
  }
  model.dialog = nil
  switch question {
  case .goOn(let draft): return answerGoOn(draft, accept: accepts, &model)
  case .submitEmpty: return accepts ? send(.boxes([]), &model) : []
  case .quit: return accepts ? leaveForGood(&model) : []
  case .dropOwn: return []
  }
}

private func takeInClasses(
  _ key: Key, _ field: TextField, _ chosen: Int, _ model: inout Model
) -> [Effect] {
  let numbers = model.session.classes(matching: field.text)
  switch key.code {
  case .up: model.dialog = .findClass(field, chosen: max(0, chosen - 1))
  case .down, .tab:
    model.dialog = .findClass(field, chosen: max(0, min(chosen + 1, numbers.count - 1)))
  case .enter where numbers.isEmpty:
    model.say("No class has \(field.text) in its name.", .warning)
  default:
    guard edited(field, key, { .findClass($0, chosen: $0 == field ? chosen : 0) }, &model) != nil
    else { return [] }
    return perform(.chooseClass(numbers[min(chosen, numbers.count - 1)]), &model)
  }
  return []
}

private func takeInSkip(
  _ key: Key, _ chosen: Int, _ typed: TextField, _ model: inout Model
) -> [Effect] {
  let reasons = Dialog.skipReasons
  var (chosen, typed) = (chosen, typed)
  switch key.code {
  case .escape:
    model.dialog = nil
    return []
  case .up: chosen = (chosen + reasons.count) % (reasons.count + 1)
  case .down, .tab: chosen = (chosen + 1) % (reasons.count + 1)
  case .enter:
    let reason = chosen < reasons.count ? reasons[chosen] : typed.text
    guard reason.contains(where: { !$0.isWhitespace }) else {
      model.say("Type a reason, or choose one with the arrows.", .warning)
      return []
    }
    model.dialog = nil
    return send(.skip(reason: reason), &model)
  case .backspace: typed.deleteBackward()
  case .character(let scalar) where key.modifiers.isEmpty:
    if typed.text.isEmpty, let digit = Int(String(scalar)), (1...reasons.count).contains(digit) {
      chosen = digit - 1
    } else {
      typed.insert(String(Character(scalar)))
      chosen = reasons.count
    }
  default: break
  }
  model.dialog = .skip(chosen: chosen, typed: typed)
  return []
}
