import Cells
import FoundationEssentials
import Labels
import Pixels
import Store
import Terminal
import Workbench

/// The wall at a terminal, until the person leaves it; to the workbench and back on the way.
enum BrowseRun {
  static func start(
    _ workspace: SQLiteWorkspace, path: String, viewer: Viewer, filter: ImageFilter = ImageFilter(),
    settings: Settings
  ) throws {
    try Failure.reporting {
      var viewer = viewer
      viewer.person = try TidyName.of(viewer.person, as: "person")
      let charter = try workspace.charter()
      var kept: Wall?
      while true {
        let (wall, work) = try show(workspace, charter, viewer, filter, settings.theme, kept)
        guard let work else { return }
        kept = wall
        do {
          try WorkbenchRun.start(
            workspace, path: path, person: viewer.person, role: work.role, settings: settings,
            preferring: work.image)
        } catch let failure as Failure {
          kept?.message = failure.message
        }
      }
    }
  }

  /// Shows the wall, as it was where there was one; returns it, and what to leave it for.
  private static func show(
    _ workspace: SQLiteWorkspace, _ charter: Charter, _ viewer: Viewer, _ filter: ImageFilter,
    _ theme: Look.Theme, _ kept: Wall?
  ) throws -> (wall: Wall, work: (image: Int, role: Session.Role)?) {
    let environment = ProcessInfo.processInfo.environment
    let mailbox = try Mailbox<WallEvent>()
    let screen = try CursesScreen(environment: environment)
    defer { screen.close() }
    let glyphs = TerminalMemory(environment: environment).glyphs(unicode: screen.display.unicode)
    var wall =
      kept
      ?? Wall(
        viewer: viewer, workspace: charter.name, classes: charter.classes, filter: filter,
        display: screen.display, glyphs: glyphs, columns: screen.columns, rows: screen.rows)
    wall.look = Look(theme, on: wall.look.paper ?? screen.paper)
    let runner = WallRunner(
      workspace: workspace, viewer: viewer, mailbox: mailbox,
      mosaic: Mosaic(
        glyphs: glyphs, colors: MosaicColors(screen.display.colors),
        parts: glyphs == .ascii || screen.display.colors == .none ? nil : .fine))
    defer { runner.finish() }

    var work: (image: Int, role: Session.Role)?
    var isRunning = true
    func carryOut(_ effects: [WallEffect]) {
      for effect in effects {
        switch effect {
        case .suspend: screen.suspend()
        case .redraw: screen.redraw()
        case .quit: isRunning = false
        case .work(let image, let role):
          work = (image, role)
          isRunning = false
        case .list, .cards, .thumbnails, .open: runner.run(effect)
        }
      }
    }
    _ = update(&wall, .input(.resize(columns: screen.columns, rows: screen.rows)))
    carryOut(wall.start())
    while isRunning, !screen.isInputClosed {
      if screen.isReady { screen.draw(view(wall)) }
      screen.wait(for: mailbox.wakeDescriptor)
      while isRunning, let input = screen.nextInput(waiting: 0) {
        // The pointer passing by changes nothing, and must not cost a frame.
        if case .mouse(let mouse) = input, mouse.action == .hover { continue }
        carryOut(update(&wall, .input(input)))
      }
      for event in mailbox.drain() where isRunning { carryOut(update(&wall, event)) }
    }
    return (wall, work)
  }
}
