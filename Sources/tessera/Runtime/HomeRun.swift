import ArgumentParser
import Cells
import FoundationEssentials
import Glibc
import Labels
import Store
import Terminal
import Workbench

/// The home screen at a terminal, until the person leaves it.
enum HomeRun {
  static func start() throws {
    var person = environment("TESSERA_LABELER") ?? environment("USER") ?? ""
    var message = ""
    let settings = try Settings.read()
    while true {
      switch try choice(person: person, message: message, settings.theme) {
      case .quit, .suspend: return
      case .browse(let path, let name, let role):
        person = name
        message = ""
        do {
          let store = try Failure.reporting { try SQLiteWorkspace(opening: path) }
          try BrowseRun.start(
            store, path: path,
            viewer: Viewer(person: name, role: role == .labeler ? .labeler : .expert),
            settings: settings)
        } catch let failure as Failure {
          message = failure.message
        }
      case .demo: return try DemoCommand.parse([]).run()
      case .open(let path, let name, let role):
        person = name
        message = ""
        do {
          let store = try Failure.reporting { try SQLiteWorkspace(opening: path) }
          try WorkbenchRun.start(store, path: path, person: name, role: role, settings: settings)
        } catch let failure as Failure {
          message = failure.message
        }
      }
    }
  }

  private static func choice(
    person: String, message: String, _ theme: Look.Theme
  ) throws -> Home.Choice {
    try Failure.reporting {
      let screen = try CursesScreen(environment: ProcessInfo.processInfo.environment)
      defer { screen.close() }
      var home = Home(
        entries: entries(), person: person, display: screen.display, columns: screen.columns,
        rows: screen.rows)
      home.message = message
      home.look = Look(theme, on: screen.paper)
      while !screen.isInputClosed {
        screen.draw(view(home))
        guard let input = screen.nextInput(waiting: 60_000) else { continue }
        switch update(&home, input) {
        case .suspend: screen.suspend()
        case nil: break
        case let choice?: return choice
        }
      }
      return .quit
    }
  }

  /// The workspaces in the folder where the program was started.
  private static func entries() -> [Home.Entry] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: ".")) ?? []
    return files.filter { $0.hasSuffix(".tessera") && $0 != ".tessera" }.sorted().map { path in
      do {
        let store = try SQLiteWorkspace(opening: path)
        let status = try store.status()
        let total = status.images.values.reduce(0, +)
        let decided = status.images.filter(\.key.isDecided).values.reduce(0, +)
        let disputes = status.images[.disputed] ?? 0
        return Home.Entry(
          path: path, summary: "\(decided) of \(total) images decided, \(disputes) disputes",
          canOpen: true)
      } catch {
        return Home.Entry(path: path, summary: "\(error)", canOpen: false)
      }
    }
  }
}
