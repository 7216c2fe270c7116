import Cells
import FoundationEssentials
import Labels
import Store
import Terminal
import Workbench

/// Opens the workbench for a person and returns when they leave. `preferring` is the image that they
/// begin with, if they may have it.
enum WorkbenchRun {
  static func start(
    _ workspace: SQLiteWorkspace, path: String, person: String, role: Session.Role,
    settings: Settings, preferring image: Int? = nil, showsOutcome: Bool = false,
    afterSubmit: @escaping @Sendable () -> Void = {}
  ) throws {
    try Failure.reporting {
      guard !workspace.isReadOnly else { throw StoreError.readOnly(path: path) }
      let person = try TidyName.of(person, as: "person")
      let charter = try workspace.charter()
      let journal = try Journal(workspace: path, person: person, role: role)
      let session = Session(
        person: person, role: role, workspace: charter.name, classes: charter.classes,
        attributes: charter.attributes, proposals: charter.policy.proposals,
        guideline: try firstGuideline(workspace, person: person), images: charter.images,
        showsOutcome: showsOutcome, keys: settings.keys)
      let drafts = try openDrafts(journal, workspace, person: person)
      let mailbox = try Mailbox<Event>()
      let upkeep = Upkeep(of: workspace, person: person) { try SQLiteWorkspace(opening: path) }
      upkeep.consider()
      let runner = EffectRunner(
        workspace: workspace, session: session, mailbox: mailbox, journal: journal
      ) {
        upkeep.consider()
        afterSubmit()
      }
      let environment = ProcessInfo.processInfo.environment
      let screen = try CursesScreen(environment: environment)
      let glyphs = TerminalMemory(environment: environment)
        .glyphs(unicode: screen.display.unicode)
      var model = Model(
        session: session, display: screen.display, glyphs: glyphs, columns: screen.columns,
        rows: screen.rows, drafts: drafts, preferring: image)
      model.look = Look(settings.theme, on: screen.paper)
      var loop = EventLoop(
        model: model, screen: screen, mailbox: mailbox, runner: runner,
        leaseSeconds: charter.policy.leaseSeconds)
      let last = loop.run()
      screen.close()
      guard last.hasUnsentStrokes, let image = last.image else { return }
      guard last.isSaved else {
        throw Failure(
          .ioError, "your boxes on \(image.name) could not be saved: \(last.journalFault ?? "").")
      }
      Console.note("Your boxes on \(image.name) are kept; start again to go on with them.")
    }
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
