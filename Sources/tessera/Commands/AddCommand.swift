import ArgumentParser
import Catalogue
import FoundationEssentials
import Labels
import Store

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add images.",
    discussion: """
      Example: tessera add -w lips.tessera photographs/ one-more.png

      PNG, JPEG and WebP files, recognized by their content. The same image twice is one image. Pictures \
      that are broken are named, the others are added, and the exit code is 65. What is plainly no \
      picture is passed over in folders.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Argument(help: "Images, or folders of them.") var images: [String]
  @Option(name: .customLong("as"), help: "Who adds them, for the audit.") var person = "lead"
  @Flag(help: "Leave out what is no image, and exit with 0.") var skipUnreadable = false
  @Flag(help: "A line of JSON for each file.") var json = false

  func run() throws {
    let store = try workspace.open()
    let intake = ImageIntake(avoiding: [try workspace.path()])
    let candidates = intake.examine(images) {
      Console.progress("\($0.number) of \($0.total): \($0.name)")
    }
    Console.endProgress()
    guard !candidates.isEmpty else {
      throw Failure(.noInput, "there is no file in \(images.joined(separator: ", ")).")
    }
    let additions = try Failure.reporting {
      try intake.add(candidates, to: store, by: person)
    }
    try report(candidates, additions)
  }

  private func report(_ candidates: [ImageIntake.Candidate], _ additions: [Addition]) throws {
    var rest = additions[...]
    var (added, known, rejected, ignored) = (0, 0, 0, 0)
    for candidate in candidates {
      switch candidate.outcome {
      case .rejected(let error):
        rejected += 1
        Console.note("not added: \(error)")
        try line(candidate.name, "rejected", reason: "\(error)")
      case .ignored:
        ignored += 1
        try line(candidate.name, "ignored")
      case .good:
        guard let addition = rest.popFirst() else { continue }
        switch addition {
        case .added(let image):
          added += 1
          try line(candidate.name, "added", image)
        case .known(let image):
          known += 1
          try line(candidate.name, "known", image)
        }
      }
    }
    if !json {
      let others = ignored > 0 ? "; passed over: \(ignored), no pictures" : ""
      try Console.say("\(added) added, \(known) there already, \(rejected) not usable\(others)")
    }
    if rejected > 0, !skipUnreadable {
      throw Failure(
        .badData, "not added: \(rejected); --skip-unreadable makes that no error.")
    }
  }

  private struct Line: Encodable {
    let file, outcome: String
    let sha256, reason: String?
  }

  private func line(
    _ file: String, _ outcome: String, _ image: ImageRecord? = nil, reason: String? = nil
  ) throws {
    guard json else { return }
    try Console.emit(
      encoded(Line(file: file, outcome: outcome, sha256: image?.sha256, reason: reason)))
  }
}
