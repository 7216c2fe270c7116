import Cells
import Labels

// Questions: asked by labelers, answered by experts, read by those who asked.

/// Opens the line for a question, with what was typed before and not sent.
func ask(_ model: inout Model) -> [Effect] {
  model.dialog = .ask(
    AskForm(
      field: TextField(model.unsentQuestion, limit: AskForm.limit),
      image: model.image))
  return model.unsentQuestion.isEmpty ? [] : [.search(model.unsentQuestion)]
}

func takeInAsk(_ key: Key, _ form: AskForm, _ model: inout Model) -> [Effect] {
  var form = form
  switch key.code {
  case .escape:
    model.unsentQuestion = form.field.text
    model.dialog = nil
    return []
  case .tab: form.image = form.image == nil ? model.image : nil
  case .enter:
    guard form.field.text.contains(where: { !$0.isWhitespace }) else {
      model.say("Type your question first.", .warning)
      return []
    }
    model.dialog = nil
    model.unsentQuestion = form.field.text
    return [.ask(form.field.text, image: form.image?.id)]
  default:
    guard form.field.take(key) else { return [] }
    return search(form, &model)
  }
  model.dialog = .ask(form)
  return []
}

/// Shows the form, and looks for questions like what is in it now.
func search(_ form: AskForm, _ model: inout Model) -> [Effect] {
  model.dialog = .ask(form)
  return [.search(form.field.text)]
}

/// An expert's list of open questions.
func takeInQuestions(
  _ key: Key, _ questions: [Question], _ chosen: Int, _ model: inout Model
) -> [Effect] {
  switch key.code {
  case .up, .character("k"): model.dialog = .questions(questions, chosen: max(0, chosen - 1))
  case .down, .character("j"), .tab:
    model.dialog = .questions(questions, chosen: max(0, min(chosen + 1, questions.count - 1)))
  case .enter where questions.indices.contains(chosen):
    let question = questions[chosen]
    model.dialog = .reply(
      ReplyForm(question: question, text: model.unsentReplies[question.id] ?? ""))
    return question.image.map { [.peek($0)] } ?? []
  default: model.dialog = nil
  }
  return []
}

func takeInReply(_ key: Key, _ form: ReplyForm, _ model: inout Model) -> [Effect] {
  var form = form
  switch key.code {
  case .escape:
    put(form, away: &model)
    return [.openQuestions]
  case .tab: form.intoGuideline.toggle()
  case .enter:
    guard form.field.text.contains(where: { !$0.isWhitespace }) else {
      model.say("Type your answer first.", .warning)
      return []
    }
    put(form, away: &model)
    return [
      .reply(question: form.question.id, form.field.text, intoGuideline: form.intoGuideline)
    ]
  default: _ = form.field.take(key)
  }
  model.dialog = .reply(form)
  return []
}

/// Closes an answer that is being typed, which is there again when its question is chosen, until it is
/// stored.
func put(_ form: ReplyForm, away model: inout Model) {
  model.unsentReplies[form.question.id] = form.field.text
  model.dialog = nil
  model.peeked = nil
}

/// Takes what the store said to a question, an answer or somebody who reads.
func take(words event: Event, _ model: inout Model) -> [Effect] {
  switch event {
  case .found(let text, let questions):
    // What was typed since has a search of its own.
    if case .ask(var form) = model.dialog, form.field.text == text {
      form.matches = questions
      model.dialog = .ask(form)
    }
  case .asked(let text):
    if model.unsentQuestion == text { model.unsentQuestion = "" }
    model.say("Your question is sent; you will be told when it is answered.")
  case .ownQuestions(let questions):
    model.news.answers = 0
    if model.dialog == nil { model.dialog = .answers(questions, scroll: 0) }
  case .openQuestions(let questions):
    model.news.openQuestions = questions.count
    // A second press must not wipe out what is being typed.
    if model.dialog == nil { model.dialog = .questions(questions, chosen: 0) }
  case .peeked(let image, let picture):
    if case .reply(let form) = model.dialog, form.question.image?.id == image {
      model.peeked = picture
    }
  case .replied(let question, let version):
    model.unsentReplies[question] = nil
    model.news.openQuestions = max(0, model.news.openQuestions - 1)
    model.say(
      version.map { "Answered; it is part of the guideline now, version \($0)." } ?? "Answered.")
    return [.news]
  case .guideline(let page, let pictures):
    model.news.guidelineChanged = false
    model.session.guideline = page
    model.guidelinePictures = pictures
    if model.dialog == .guideline(scroll: 0) {
      model.dialog = .guideline(scroll: DialogPage.firstChange(model))
    }
  case .news(let news): model.news = news
  case .notDone(let reason): model.say(reason, .warning)
  default: break
  }
  return []
}

extension TextField {
  /// A key that edits the line; false when it is not one, or changes nothing.
  mutating func take(_ key: Key) -> Bool {
    let before = text
    switch key.code {
    case .backspace: deleteBackward()
    case .character("u") where key.modifiers == .control: clear()
    case .character(let scalar) where key.modifiers.isEmpty: insert(String(Character(scalar)))
    default: break
    }
    return text != before
  }
}
