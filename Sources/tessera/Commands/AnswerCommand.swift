import ArgumentParser
import FoundationEssentials
import Labels
import Store

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer a labeler's question.",
    discussion: """
      Examples:
        tessera answer -w lips.tessera 3 "Box the bullet alone, never its reflection."
        tessera answer -w lips.tessera 3 --guideline "Box the bullet alone."

      The one who asked is told in the workbench, and everybody who types a question like it sees \
      the answer. With --guideline it becomes the end of the guideline, as Markdown, in a new version.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Argument(help: "The question's number, as `tessera questions` lists it.") var question: Int
  @Argument(help: "The answer.") var text: String
  @Flag(help: "Make it part of the guideline.") var guideline = false
  @Option(name: .customLong("as"), help: "Who answers, for the audit.") var person = "lead"

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      let version = try store.reply(
        to: question, text, intoGuideline: guideline, by: person, id: UUID().uuidString)
      let place = version.map { "; it is part of the guideline, version \($0)" } ?? ""
      try Console.say("Question \(question) is answered\(place).")
    }
  }
}
