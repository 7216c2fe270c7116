import ArgumentParser

@main
struct Tessera: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tessera", abstract: "Label product photographs in a terminal.")
}
