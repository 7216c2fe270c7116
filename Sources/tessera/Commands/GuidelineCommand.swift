import ArgumentParser
import Labels
import Store

struct GuidelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guideline",
    abstract: "Set, show and list the versions of what labelers are told.",
    discussion: """
      Examples:
        tessera guideline set -w lips.tessera guideline.md
        tessera guideline show -w lips.tessera
        tessera guideline log -w lips.tessera --json

      A guideline is Markdown. Examples are images in it, whose captions begin with good or bad: \
      ![good: the box stops at the metal](examples/good.png)
      Labelers read it with g; after a change they are told, and see what changed.
      """,
    subcommands: [Set.self, Show.self, Log.self], defaultSubcommand: Show.self)

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a Markdown file, with the pictures that it names.",
      discussion: """
        Example: tessera guideline set -w lips.tessera guideline.md

        The pictures lie in the file's folder or below; their bytes are kept in the workspace, so \
        that they travel with it: at most 32, 2 MiB each. Pictures on the web are not fetched.
        """)

    @OptionGroup var workspace: WorkspaceOption
    @Argument(help: "A Markdown file.") var file: String
    @Option(name: .customLong("as"), help: "Who changes it, for the audit.") var person = "lead"

    func run() throws {
      let store = try workspace.open()
      let guideline = try GuidelineFile(path: file)
      for address in guideline.remote {
        Console.note("\(file): \(address) is not fetched; its caption is shown alone.")
      }
      try Failure.reporting {
        let now = try store.guideline(version: nil)
        let pictures = guideline.pictures.map { ($0.path, $0.sha256) }
        if let now, now.text == guideline.text,
          now.pictures == Dictionary(uniqueKeysWithValues: pictures)
        {
          try Console.say("Version \(now.version) is the same; nothing changed.")
          return
        }
        let version = try store.setGuideline(
          guideline.text, pictures: guideline.pictures, by: person)
        try Console.say(
          "The guideline is now version \(version), with "
            + "\(StatusText.counted(guideline.pictures.count, "picture")).")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the guideline's Markdown.",
      discussion: "Example: tessera guideline show -w lips.tessera --number 1 > old.md")

    @OptionGroup var workspace: WorkspaceOption
    @Option(help: "A version, as `tessera guideline log` lists them; the latest if left out.")
    var number: Int?

    func run() throws {
      let store = try workspace.open()
      guard let found = try Failure.reporting({ try store.guideline(version: number) }) else {
        throw Failure(
          .noInput,
          "version \(number ?? 0): there is no such version; `tessera guideline log` lists them.")
      }
      for line in found.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
        found.text.hasSuffix("\n") ? 1 : 0)
      {
        try Console.say(String(line))
      }
    }
  }

  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the versions.",
      discussion: "Example: tessera guideline log -w lips.tessera")

    @OptionGroup var workspace: WorkspaceOption
    @Flag(help: "A line of JSON for each version.") var json = false

    func run() throws {
      let store = try workspace.open()
      for each in try Failure.reporting({ try store.guidelineVersions() }) {
        let line = VersionLine(each)
        if json {
          try Console.emit(encoded(line))
        } else {
          try Console.say(
            "\(StatusText.padded(line.version, 4))  \(line.at)  \(StatusText.padded(line.by, 20)) "
              + "\(StatusText.padded(line.bytes, 6)) bytes, "
              + StatusText.counted(line.pictures.count, "picture"))
        }
      }
    }
  }
}

/// A version as `guideline log --json` prints it.
private struct VersionLine: Encodable {
  let version: Int
  let at, by: String
  let bytes: Int
  /// Digests by path.
  let pictures: [String: String]

  init(_ version: GuidelineVersion) {
    self.version = version.version
    at = utc(version.at)
    by = version.person
    bytes = version.text.utf8.count
    pictures = version.pictures
  }
}
