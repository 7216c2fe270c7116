import Catalogue
import FoundationEssentials
import Labels
import Logging
import Pixels
import Store
import Synchronization
import Workbench

/// Carries out what has to do with questions, answers and the guideline, on the store's queue.
final class Correspondence: Sendable {
  private let workspace: any Workspace
  private let person: String
  private let mailbox: Mailbox<Event>

  /// What was sent and not acknowledged: sent again, it is the same question or answer.
  private struct Letter: Hashable, Sendable {
    var subject: Int?
    var text: String
    var isAnswer: Bool
  }
  private let unacknowledged = Mutex<[Letter: String]>([:])

  init(workspace: any Workspace, person: String, mailbox: Mailbox<Event>) {
    self.workspace = workspace
    self.person = person
    self.mailbox = mailbox
  }

  func run(_ effect: Effect) {
    do {
      if let event = try result(of: effect) { mailbox.post(event) }
    } catch {
      Log.logger.warning("questions or guideline", metadata: ["reason": "\(error)"])
      mailbox.post(.notDone(reason: "\(error)"))
    }
  }

  private func result(of effect: Effect) throws -> Event? {
    switch effect {
    case .search(let text):
      return .found(for: text, try workspace.answered(matching: text, limit: 5))
    case .ask(let text, let image):
      try sending(Letter(subject: image, text: text, isAnswer: false)) {
        _ = try workspace.ask(text, about: image, by: person, id: $0)
      }
      return .asked(text)
    case .readAnswers: return .ownQuestions(try workspace.readAnswers(by: person))
    case .openQuestions: return .openQuestions(try workspace.openQuestions())
    case .reply(let question, let text, let intoGuideline):
      return .replied(
        question: question,
        guideline: try sending(Letter(subject: question, text: text, isAnswer: true)) {
          try workspace.reply(
            to: question, text, intoGuideline: intoGuideline, by: person, id: $0)
        })
    case .readGuideline:
      let (now, before) = try workspace.readGuideline(by: person)
      let page = GuidelinePage(now, since: before)
      return .guideline(page, try GuidelinePictures.decoded(of: page, from: workspace))
    case .news: return .news(try workspace.news(for: person))
    default: return nil
    }
  }

  /// The picture of an image that is asked about; without one the question is told by its words.
  func peek(_ image: ImageRecord) {
    guard let path = try? ImageIntake().open(image), let picture = try? Picture(contentsOf: path)
    else { return }
    mailbox.post(.peeked(image: image.id, picture))
  }

  private func sending<Value>(_ letter: Letter, _ send: (String) throws -> Value) throws -> Value {
    let id = unacknowledged.withLock { letters in
      let id = letters[letter] ?? UUID().uuidString
      letters[letter] = id
      return id
    }
    let value = try send(id)
    _ = unacknowledged.withLock { $0.removeValue(forKey: letter) }
    return value
  }
}
