import ArgumentParser
import Store

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every promise that the store makes.",
    discussion: "Example: tessera verify -w lips.tessera")

  @OptionGroup var workspace: WorkspaceOption

  func run() throws {
    let store = try workspace.open()
    let broken = try Failure.reporting { try store.verify() }
    for promise in broken { try Console.say(promise) }
    guard broken.isEmpty else {
      throw Failure(.badData, "\(broken.count) promises are broken; keep a copy of the workspace.")
    }
    try Console.say("All promises hold.")
  }
}
