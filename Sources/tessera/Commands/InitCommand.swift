import ArgumentParser
import FoundationEssentials
import Labels
import Store

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace.",
    discussion: """
      Example: tessera init lips.tessera --class lipstick
      Example: tessera init lips.tessera --class lipstick --attribute occluded=flag --attribute shade=Rose,Ruby

      By default an image goes to an expert when its labelers disagree by more than 20 %. With \
      --escalation risk it goes there when the merged boxes are expected to be off by more than \
      20 %: far fewer images, on crowded or small objects, for nearly the same quality.
      """)

  @Argument(help: "The file to make, NAME.tessera.") var workspace: String
  @Option(name: .customLong("class"), help: "What is boxed; repeat it for more classes.")
  var classes: [String] = []
  @Option(
    name: .customLong("attribute"),
    help: "What else is said of a box: NAME=flag, NAME=A,B,C, NAME=0..5 or NAME=text; repeat it.")
  var attributes: [String] = []
  @Option(help: "A Markdown file that tells labelers what to do, and its pictures.") var guideline:
    String?
  @OptionGroup var policy: PolicyOptions
  @Option(name: .customLong("as"), help: "Who makes it, for the audit.") var person = "lead"

  func run() throws {
    guard !classes.isEmpty else {
      throw Failure(.usage, "what is to be boxed? Give --class NAME, such as --class lipstick.")
    }
    for (index, name) in classes.enumerated() where classes[..<index].contains(name) {
      throw Failure(.usage, "--class \(name) is given twice; give each class once.")
    }
    let folder = URL(filePath: workspace).deletingLastPathComponent().path()
    guard FileManager.default.fileExists(atPath: folder) else {
      throw Failure(.cannotCreate, "\(folder): there is no such folder; make it first.")
    }
    let policy = try policy.applied(to: Policy())
    let attributes = try attributes.map(AttributeText.attribute)
    let file = try guideline.map(GuidelineFile.init(path:))
    try Failure.reporting {
      _ = try SQLiteWorkspace.create(
        at: workspace, classes: classes, attributes: attributes, policy: policy,
        guideline: file?.text ?? StandardGuideline.standard(for: classes),
        pictures: file?.pictures ?? [], by: person)
    }
    try Console.say(
      "Made \(workspace): \(policy.minimum) to \(policy.maximum) labels an image, "
        + "\(policy.escalation.rawValue) above \(Int(policy.disputeThreshold * 100)) % "
        + "goes to an expert.")
    Console.note(
      policy.escalation == .disagreement
        ? "Small or crowded objects? --escalation risk sends far fewer to experts; `tessera status` "
          + "counts both rules, `tessera policy` changes it."
        : "Risk is what the merged boxes are expected to be off; `tessera status` counts both rules, "
          + "`tessera policy` changes it.")
    Console.note("Next: tessera add -w \(workspace) IMAGES...")
  }
}
