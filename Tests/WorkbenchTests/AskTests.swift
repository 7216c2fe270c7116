import Cells
import Labels
import Testing

@testable import Workbench

struct AskTests {
  @Test func `a question is searched for with every key, and sent by Enter`() {
    var bench = Bench.labeling()
    bench.type("Qwh")
    #expect(bench.effects.suffix(2) == [.search("w"), .search("wh")])
    // An answer to an older search is no answer to this one.
    let match = Question(id: 1, text: "When?", answers: ["Now."])
    bench.send(.found(for: "w", [match]))
    #expect(!bench.screen.text.contains("ANSWERED BEFORE"))
    bench.send(.found(for: "wh", [match]))
    #expect(bench.screen.text.contains("ANSWERED BEFORE"))
    #expect(bench.screen.text.contains("Q When?") && bench.screen.text.contains("A Now."))
    bench.type("y?<Enter>")
    #expect(bench.effects.last == .ask("why?", image: 7))
    #expect(bench.model.dialog == nil)
    bench.send(.asked("why?"))
    bench.type("Q")
    #expect(
      bench.model.dialog == .ask(AskForm(field: TextField("", limit: 500), image: Bench.record())))
  }

  @Test func `a question is about the image, or by Tab about a rule`() {
    var bench = Bench.labeling()
    bench.type("Qwhy<Tab><Enter>")
    #expect(bench.effects.last == .ask("why", image: nil))
    bench = Bench()
    bench.send(.claimed(nil))
    bench.type("Qwhy<Tab><Enter>")
    #expect(bench.effects.last == .ask("why", image: nil))
  }

  @Test func `another image does not close the question, which stays about the one before`() {
    var bench = Bench.labeling()
    bench.type("sy")
    bench.type("Qwh")
    bench.send(
      .submitted(image: 7, outcome: Standing(state: .labeling, people: 1, wanted: 3, merged: nil)))
    bench.send(.claimed(Assignment(image: Bench.record(id: 8), epoch: 1)))
    bench.type("y<Enter>")
    #expect(bench.effects.last == .ask("why", image: 7))
  }

  @Test func `what was typed and not stored is there again`() {
    var bench = Bench.labeling()
    bench.type("Qwhy<Esc>Q")
    #expect(bench.effects.last == .search("why"))
    bench.type("?<Enter>")
    bench.send(.notDone(reason: "the disk is full"))
    #expect(bench.screen.text.contains("the disk is full"))
    bench.type("Q")
    #expect(bench.screen.text.contains("why?"))
    bench.type("<C-c>")
    #expect(bench.model.unsentQuestion == "why?")
  }

  @Test func `an empty question is not sent`() {
    var bench = Bench.labeling()
    bench.type("Q  <Enter>")
    #expect(!bench.effects.contains { if case .ask = $0 { true } else { false } })
    #expect(bench.screen.text.contains("Type your question first."))
  }

  @Test func `pasted text is part of the question, and never keys`() {
    var bench = Bench.labeling()
    bench.type("Q")
    bench.send(.input(.paste("a\nb\u{1B}[31m")))
    #expect(bench.effects.last == .search("ab[31m"))
  }

  @Test func `an expert answers what is asked, into the guideline if wanted`() {
    var bench = Bench.resolving()
    bench.type("Q")
    #expect(bench.effects.last == .openQuestions)
    let questions = [
      Question(id: 4, text: "Why?"), Question(id: 9, text: "Metal?", image: Bench.record(id: 3)),
    ]
    bench.send(.openQuestions(questions))
    #expect(bench.screen.text.contains("red.png"))
    bench.type("<Down><Enter>")
    #expect(bench.effects.last == .peek(Bench.record(id: 3)))
    // The picture of another image comes too late.
    bench.send(.peeked(image: 7, Bench.picture()))
    #expect(bench.model.peeked == nil)
    bench.send(.peeked(image: 3, Bench.picture()))
    #expect(bench.model.peeked != nil)
    bench.type("No.<Tab><Enter>")
    #expect(bench.effects.last == .reply(question: 9, "No.", intoGuideline: true))
    bench.send(.replied(question: 9, guideline: 5))
    #expect(bench.screen.text.contains("part of the guideline now, version 5"))
    #expect(bench.model.peeked == nil)
  }

  @Test func `Esc leads from the answer back to the questions, and from there to the desk`() {
    var bench = Bench.resolving()
    bench.send(.openQuestions([Question(id: 4, text: "Why?")]))
    bench.type("<Enter>x<Esc>")
    #expect(bench.effects.last == .openQuestions)
    bench.send(.openQuestions([Question(id: 4, text: "Why?")]))
    // What was typed is there again.
    bench.type("<Enter>y<Enter>")
    #expect(bench.effects.last == .reply(question: 4, "xy", intoGuideline: false))
    bench.send(.notDone(reason: "the disk is full"))
    bench.send(.openQuestions([Question(id: 4, text: "Why?")]))
    bench.type("<Enter>")
    #expect(bench.screen.text.contains("xy"))
    bench.type("<C-c>")
    bench.send(.replied(question: 4, guideline: nil))
    #expect(bench.model.unsentReplies.isEmpty)
    bench.send(.openQuestions([]))
    bench.type("<Esc>")
    #expect(bench.model.dialog == nil)
  }

  @Test func `a list that comes late does not wipe out what is being typed`() {
    var bench = Bench.resolving()
    bench.type("r")
    bench.send(.openQuestions([Question(id: 4, text: "Why?")]))
    #expect(bench.model.dialog == .reason(TextField()))
  }
}
