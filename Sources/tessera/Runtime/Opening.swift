import Labels
import Store
import Workbench

/// A workspace opened for a person's work, at a screen or by typed commands.
struct Opening {
  let session: Session
  let drafts: [Draft]
  let mailbox: Mailbox<Event>
  let runner: EffectRunner
  /// How often a lease must be renewed, with time to spare.
  let tickMilliseconds: Int

  init(
    _ workspace: SQLiteWorkspace, path: String, person: String, role: Session.Role,
    settings: Settings, showsOutcome: Bool = false, isPlain: Bool = false,
    afterSubmit: @escaping @Sendable () -> Void = {}
  ) throws {
    guard !workspace.isReadOnly else { throw StoreError.readOnly(path: path) }
    let person = try TidyName.of(person, as: "person")
    let charter = try workspace.charter()
    let journal = try Journal(workspace: path, person: person, role: role)
    session = Session(
      person: person, role: role, workspace: charter.name, classes: charter.classes,
      attributes: charter.attributes, proposals: charter.policy.proposals,
      guideline: try Self.firstGuideline(workspace, person: person), images: charter.images,
      showsOutcome: showsOutcome, keys: settings.keys, isPlain: isPlain)
    drafts = try Self.openDrafts(journal, workspace, person: person)
    mailbox = try Mailbox<Event>()
    let upkeep = Upkeep(of: workspace, person: person) { try SQLiteWorkspace(opening: path) }
    upkeep.consider()
    runner = EffectRunner(
      workspace: workspace, session: session, mailbox: mailbox, journal: journal
    ) {
      upkeep.consider()
      afterSubmit()
    }
    tickMilliseconds = max(1000, min(60_000, charter.policy.leaseSeconds * 1000 / 3))
  }

  /// Tells what becomes of strokes that were not submitted.
  func end(_ last: Model) throws {
    guard last.hasUnsentStrokes, let image = last.image else { return }
    guard last.isSaved else {
      throw Failure(
        .ioError, "your boxes on \(image.name) could not be saved: \(last.journalFault ?? "").")
    }
    Console.note("Your boxes on \(image.name) are kept; start again to go on with them.")
  }

  /// The guideline as this person read it last; a newcomer, who finds it in the panel, has read the one
  /// that is there from now on.
  private static func firstGuideline(
    _ workspace: any Workspace, person: String
  ) throws -> GuidelinePage {
    let news = try workspace.news(for: person)
    if news.guidelineChanged, let now = try workspace.guideline(version: nil) {
      return GuidelinePage(now, since: nil)
    }
    return GuidelinePage(try workspace.readGuideline(by: person).now, since: nil)
  }

  /// The drafts of the journal that are still to be submitted. One whose boxes the store has (the
  /// program died between the store's word and the journal's) is closed.
  private static func openDrafts(
    _ journal: Journal, _ workspace: any Workspace, person: String
  ) throws -> [Draft] {
    var open: [Draft] = []
    for draft in journal.drafts {
      let own = try workspace.answer(by: person, to: draft.image)?.annotation.answer
      if own == .boxes(draft.history.boxes) {
        try journal.append(.close(image: draft.image))
      } else {
        open.append(draft)
      }
    }
    return open
  }
}
