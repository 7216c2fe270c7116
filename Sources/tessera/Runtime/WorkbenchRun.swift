import Cells
import FoundationEssentials
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
      let opening = try Opening(
        workspace, path: path, person: person, role: role, settings: settings,
        showsOutcome: showsOutcome, afterSubmit: afterSubmit)
      let environment = ProcessInfo.processInfo.environment
      let screen = try CursesScreen(environment: environment)
      let glyphs = TerminalMemory(environment: environment)
        .glyphs(unicode: screen.display.unicode)
      var model = Model(
        session: opening.session, display: screen.display, glyphs: glyphs, columns: screen.columns,
        rows: screen.rows, drafts: opening.drafts, preferring: image)
      model.look = Look(settings.theme, on: screen.paper)
      var loop = EventLoop(
        model: model, screen: screen, mailbox: opening.mailbox, runner: opening.runner,
        tickMilliseconds: opening.tickMilliseconds)
      let last = loop.run()
      screen.close()
      try opening.end(last)
    }
  }
}
