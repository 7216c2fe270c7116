import ArgumentParser
import Glibc

@main
struct Tessera: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tessera",
    abstract: "Label product photographs in a terminal.",
    discussion: """
      Three to five labelers draw boxes on every image, blind to each other; their boxes are \
      merged; where they disagree, an expert decides; the result is exported as a dataset.

      Begin with:
        tessera demo
      or with images of your own:
        tessera init lips.tessera --class lipstick
        tessera add -w lips.tessera photographs/
        tessera label -w lips.tessera --as ana

      TESSERA_WORKSPACE and TESSERA_LABELER stand in for -w and --as.
      """,
    version: Program.version,
    subcommands: [
      InitCommand.self, AddCommand.self, LabelCommand.self, ResolveCommand.self,
      StatusCommand.self, BrowseCommand.self, ExportCommand.self, SubmitCommand.self,
      MergeCommand.self, ImportCommand.self, ValidateCommand.self, AttributeCommand.self,
      ProposeCommand.self,
      RefitCommand.self, ChangesCommand.self, SimulateCommand.self, ExplainCommand.self,
      PolicyCommand.self, GuidelineCommand.self, QuestionsCommand.self, AnswerCommand.self,
      KeysCommand.self, VerifyCommand.self, ShowCommand.self, MeasureCommand.self, DemoCommand.self,
    ])

  /// Without a command: the home screen where there is a terminal, else the help.
  func run() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CleanExit.helpRequest(self)
    }
    try HomeRun.start()
  }

  static func main() {
    // A reader that goes away (`tessera merge | head`) must be an error to report, not a death.
    signal(SIGPIPE, SIG_IGN)
    // So must a limit on the size of files.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.complain(failure.message)
      Glibc.exit(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

enum Program {
  static let version = "0.1.0"
}
