import ArgumentParser
import Workbench

struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Open the workbench as a labeler.",
    discussion: """
      Example: tessera label -w lips.tessera --as ana
      With the keys of another program: tessera label -w lips.tessera --as ana --keys labelimg
      By typed commands, for screen readers and scripts: 
      printf 'box 120 40 60 200\\nsubmit\\n' | tessera label -w lips.tessera --as ana --plain

      ? in the workbench shows the keys. Every stroke is on disk before the screen says saved: \
      after a crash, start again and go on.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var person: PersonOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var plain: PlainOption

  func run() throws {
    let name = try person.name()
    guard !plain.plain else {
      return try PlainRun.start(
        try workspace.open(), path: try workspace.path(), person: name, role: .labeler,
        settings: try settings.read())
    }
    try WorkbenchRun.start(
      try workspace.open(), path: try workspace.path(), person: name, role: .labeler,
      settings: try settings.read())
  }
}
