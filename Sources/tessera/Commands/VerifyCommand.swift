import ArgumentParser
import Catalogue
import Labels
import Store

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every promise that the store makes.",
    discussion: """
      Example: tessera verify -w lips.tessera --files

      With --files the image files are read too, and compared with what was added.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Flag(help: "Read the image files, too.") var files = false

  func run() throws {
    let store = try workspace.open()
    var broken = try Failure.reporting { try store.verify() }
    if files { broken += try Self.changedFiles(store) }
    for promise in broken { try Console.say(promise) }
    guard broken.isEmpty else {
      throw Failure(.badData, "what does not hold: \(broken.count); keep a copy of the workspace.")
    }
    try Console.say(
      files ? "All promises hold, and all files are there." : "All promises of the store hold.")
  }

  private static func changedFiles(_ store: SQLiteWorkspace) throws -> [String] {
    var faults: [String] = []
    let intake = ImageIntake()
    var count = 0
    try Failure.reporting {
      try store.forEachDossier { dossier in
        count += 1
        Console.progress("\(count): \(dossier.image.name)")
        do {
          _ = try intake.open(dossier.image)
        } catch {
          faults.append("\(error)")
        }
      }
    }
    Console.endProgress()
    return faults
  }
}
