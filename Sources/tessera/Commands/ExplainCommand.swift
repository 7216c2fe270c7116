import ArgumentParser
import Consensus
import Labels
import Store

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell how each number of an image's consensus came to be.",
    discussion: """
      Example: tessera explain -w lips.tessera photo.png

      For leads and experts: it tells what labelers drew. They are A, B, C, the same letters as on \
      the expert's desk, unless the policy reveals names, or with --names. What the numbers mean is \
      in Documentation/consensus.md.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Argument(help: "The image's name.") var image: String
  @Option(help: "Its content, where several have that name.") var sha256: String?
  @Flag(help: "Labelers' names instead of letters.") var names = false
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let store = try workspace.open()
    try Failure.reporting {
      let found = try store.images(named: image, sha256: sha256)
      guard let record = found.first else {
        throw Failure(.badData, "\(image) is not in the workspace; check its name.")
      }
      guard found.count == 1 else {
        throw Failure(
          .badData, "\(found.count) images are called \(image); say which with --sha256.")
      }
      let (dossier, basis) = try store.dossier(of: record.id)
      let explanation = Explanation(
        dossier, basis, classes: try store.charter().classes,
        showsNames: names || basis.policy.revealsLabelers)
      if json {
        try Console.emit(encoded(explanation))
      } else {
        for line in explanation.lines { try Console.say(line) }
      }
    }
  }
}
