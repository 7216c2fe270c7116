import ArgumentParser
import FoundationEssentials
import Labels
import Store

struct QuestionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "List what labelers asked, and what was answered.",
    discussion: """
      Examples:
        tessera questions -w lips.tessera --open
        tessera questions -w lips.tessera --json

      Answer one with `tessera answer`, or in the workbench of `tessera resolve`, by Q.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Flag(help: "Only those without an answer.") var open = false
  @Flag(help: "A line of JSON for each question.") var json = false

  func run() throws {
    let store = try workspace.open()
    let questions = try Failure.reporting { try store.questions() }
      .filter { !open || $0.answers.isEmpty }
    for each in questions {
      if json {
        try Console.emit(encoded(QuestionLine(each)))
        continue
      }
      let about = each.image.map { ", about \($0.name)" } ?? ""
      try Console.say("\(each.id)  \(utc(each.at))  \(each.asker)\(about)")
      for line in each.text.split(separator: "\n") { try Console.say("    \(line)") }
      for answer in each.answers {
        let version = answer.guideline.map { ", in version \($0) of the guideline" } ?? ""
        try Console.say("  \(answer.expert) answered\(version):")
        for line in answer.text.split(separator: "\n") { try Console.say("    \(line)") }
      }
    }
    if questions.isEmpty, !json {
      try Console.say(open ? "No question is open." : "Nobody asked anything yet.")
    }
  }
}

/// A question as `questions --json` prints it.
private struct QuestionLine: Encodable {
  struct AnswerLine: Encodable {
    let by, at, text: String
    let guideline: Int?
  }

  let question: Int
  let by, at, text: String
  let image, sha256: String?
  let answers: [AnswerLine]

  init(_ record: QuestionRecord) {
    question = record.id
    by = record.asker
    at = utc(record.at)
    text = record.text
    image = record.image?.name
    sha256 = record.image?.sha256
    answers = record.answers.map {
      AnswerLine(by: $0.expert, at: utc($0.at), text: $0.text, guideline: $0.guideline)
    }
  }
}

/// A time in milliseconds since 1970 as ISO 8601, to the second.
func utc(_ milliseconds: Int) -> String {
  Date(timeIntervalSince1970: Double(milliseconds / 1_000)).formatted(.iso8601)
}
