package import Cells
package import Labels
package import Pixels

/// Something that happened: to the terminal, or because of an effect.
package enum Event: Sendable {
  case input(Input)
  /// Some time went by; the runtime sends it several times a lease.
  case tick
  /// The answer to `.claim`; nil when no image waits for this person.
  case claimed(Assignment?)
  /// The answer to `.revisit`; nil when there is nothing further back.
  case revisiting(Assignment?)
  /// The answer to `.claimDispute`; nil when none waits.
  case disputed(Case?)
  /// There is something to be seen of the picture; it may still sharpen.
  case loaded(image: Int, Picture)
  /// More of the picture is there. Nil when all of it is, or will be at any moment.
  case sharpened(image: Int, percent: Int?)
  case unreadable(image: Int, reason: String)
  /// All strokes up to this one are on disk.
  case journaled(stroke: Int)
  case journalFailed(reason: String)
  /// An answer is stored; `outcome` says what it led to.
  case submitted(image: Int, outcome: Standing)
  /// An expert's answer is stored.
  case resolved(image: Int)
  /// The store did not take an answer. `isFinal`: it never will.
  case refused(image: Int, reason: String, isFinal: Bool)
  case leaseLost(image: Int)
  /// Earlier questions like this text.
  case found(for: String, [Question])
  /// A question is stored.
  case asked(String)
  /// What this person asked; the answers are read.
  case ownQuestions([Question])
  /// Questions that wait for an expert.
  case openQuestions([Question])
  /// The picture of the image that a question is about.
  case peeked(image: Int, Picture)
  /// An answer is stored; `guideline` is the new version, where it became part of it.
  case replied(question: Int, guideline: Int?)
  /// The guideline, read by this person, with the pictures that it names by their digests.
  case guideline(GuidelinePage, [String: Picture])
  case news(News)
  /// A question, an answer or reading failed; the work on the desk goes on.
  case notDone(reason: String)
  /// Asking for work failed.
  case failed(reason: String)
}

/// Something that the runtime should do. The result comes back as an event.
package enum Effect: Hashable, Sendable {
  case claim(preferring: Int?)
  /// The person's own answer before the given image's, or the newest.
  case revisit(before: Int?)
  case claimDispute(image: Int?)
  /// Gives the dispute back and asks for another one.
  case later(image: Int, epoch: Int)
  case load(ImageRecord)
  case journal(JournalEntry, stroke: Int)
  case submit(image: Int, answer: Answer, outcomes: [ProposalOutcome] = [])
  case resolve(image: Int, Resolution)
  case renew(image: Int, epoch: Int)
  case release(image: Int, epoch: Int)
  /// Earlier questions like this text.
  case search(String)
  /// A question, about an image or about a rule.
  case ask(String, image: Int?)
  /// This person's questions with their answers.
  case readAnswers
  case openQuestions
  /// The picture of an image that is not on the desk.
  case peek(ImageRecord)
  case reply(question: Int, String, intoGuideline: Bool)
  /// The guideline as it is now, with its pictures: it counts as read.
  case readGuideline
  /// What waits to be read.
  case news
  /// These characters are what this terminal shows best, now and in later runs.
  case remember(GlyphSet)
  case suspend
  case redraw
  case quit
}
