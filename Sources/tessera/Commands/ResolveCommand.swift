import ArgumentParser
import Workbench

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Open the workbench as an expert, on the disputes.",
    discussion: """
      Example: tessera resolve -w lips.tessera --as eva
      By typed commands, for screen readers and scripts: 
      tessera resolve -w lips.tessera --as eva --plain

      Worst first. m accepts the merged boxes, A to E a labeler's, s those that you drew. You are \
      never given an image that you labeled yourself.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var person: PersonOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var plain: PlainOption

  func run() throws {
    let name = try person.name()
    guard !plain.plain else {
      return try PlainRun.start(
        try workspace.open(), path: try workspace.path(), person: name, role: .expert,
        settings: try settings.read())
    }
    try WorkbenchRun.start(
      try workspace.open(), path: try workspace.path(), person: name, role: .expert,
      settings: try settings.read())
  }
}
