import Labels

/// What a window of the screen would show, in sentences.
enum PlainPages {
  static func sentences(_ model: Model) -> [String] {
    switch model.dialog {
    case nil: []
    case .help: (try? PlainHelp.sentences(nil, model)) ?? []
    case .guideline: guideline(model.session.guideline)
    case .confirm(let question): confirm(question, model)
    case .skip:
      ["Why can it not be labeled? Type a number or a reason of your own; an empty line goes back."]
        + Dialog.skipReasons.enumerated().map { "\($0 + 1): \($1)." }
    case .command: ["Type a command."]
    case .findClass:
      ["Type some letters of the class."]
        + model.session.classes.enumerated().map { "\($0 + 1): \($1.name)." }
    case .reason: ["Type your reason."]
    case .acceptAbove: ["Type how sure the model must be, from 0 to 1."]
    case .attributes: attributes(model)
    case .answers(let questions, _):
      questions.isEmpty ? ["You asked nothing yet; ask does."] : questions.flatMap(words)
    case .questions(let questions, _):
      questions.isEmpty
        ? ["No question is open."]
        : questions.flatMap(words) + ["Type a question's number to answer it."]
    case .ask(let form): ask(form, model)
    case .reply(let form): reply(form)
    }
  }

  private static func attributes(_ model: Model) -> [String] {
    guard let box = model.drawing.selected else { return [] }
    return ["Type a name and what it is, or a name alone to take it away; an empty line goes back."]
      + model.session.attributes(of: box.classID).map { each in
        let value = box.attributes[each.attribute.name]?.shown ?? "nothing"
        return "\(each.attribute.name), \(each.attribute.allowed): \(value)."
      }
  }

  private static func confirm(_ question: Dialog.Question, _ model: Model) -> [String] {
    let (text, yes, no) = question.words(model)
    return ["\(text) Yes: \(yes). No: \(no)."]
  }

  private static func ask(_ form: AskForm, _ model: Model) -> [String] {
    guard !form.field.text.isEmpty else { return ["Type your question; an empty line goes back."] }
    let about = form.image.map { "about \($0.name)" }
    let before = form.matches.isEmpty ? [] : ["Asked before:"] + form.matches.flatMap(words)
    let other =
      form.image != nil
      ? " Rule: ask about a rule." : model.image != nil ? " Image: ask about this image." : ""
    return before + [
      "Your question, \(about ?? "about a rule"): \(ended(form.field.text))",
      "Send it? Yes: send. No: keep it for later.\(other)",
    ]
  }

  private static func reply(_ form: ReplyForm) -> [String] {
    guard !form.field.text.isEmpty else {
      return words(form.question) + ["Type your answer; an empty line goes back."]
    }
    let part = form.intoGuideline ? ", which becomes part of the guideline" : ""
    return [
      "Your answer\(part): \(ended(form.field.text))",
      "Send it? Yes: send. No: go back. guideline: "
        + (form.intoGuideline ? "do not make it part of that." : "make it part of that."),
    ]
  }

  private static func words(_ question: Question) -> [String] {
    let about = question.image.map { ", about \($0.name)" } ?? ""
    return ["Question \(question.id)\(about): \(ended(question.text))"]
      + question.answers.map { "Answer: \(ended($0))" }
  }

  private static func guideline(_ page: GuidelinePage) -> [String] {
    guard !page.entries.isEmpty else { return ["There is no guideline."] }
    return page.entries.flatMap { entry in
      let mark =
        switch entry.mark {
        case .added: "New: "
        case .changed: "Changed: "
        case .removed: "Gone: "
        case nil: ""
        }
      return words(entry.block.content).map { mark + ended($0) }
    }
  }

  private static func words(_ content: GuidelineBlock.Content) -> [String] {
    func text(_ runs: [GuidelineBlock.Run]) -> String { runs.map(\.text).joined() }
    switch content {
    case .heading(_, let runs): return ["Heading: \(text(runs))"]
    case .paragraph(let runs): return [text(runs)]
    case .code(let code): return code.split(separator: "\n").map(String.init)
    case .rule: return []
    case .table(let rows):
      return rows.map { $0.map(text).joined(separator: ", ") }
    case .example(let example):
      let box = example.box.map { ", box \($0.inWords)" } ?? ""
      return ["Example picture, \(example.caption)\(box)"]
    }
  }
}
