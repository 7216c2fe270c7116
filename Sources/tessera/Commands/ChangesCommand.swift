import ArgumentParser
import FoundationEssentials
import Labels
import Store

struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Show what changed since the last export, and why.",
    discussion: """
      Example: tessera changes -w lips.tessera --since-export --json

      Without --since-export: the policies, refits and exports that there were. With it: each image \
      whose consensus is another now, because of an answer, a resolution, the policy or a refit, \
      and at most how far its boxes moved, in the unit of disagreement.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @Flag(help: "List the images that changed since the last export.") var sinceExport = false
  @Flag(help: "A JSON object a line.") var json = false

  func run() throws {
    let store = try workspace.open()
    let changes = try Failure.reporting { try store.changes() }
    guard sinceExport else {
      for event in changes.events {
        if json {
          try Console.emit(encoded(EventRow(event)))
        } else {
          try Console.say(
            "\(Self.day(event.at))  \(StatusText.padded(event.act, 6)) \(event.version) by "
              + "\(event.person) \(event.detail)")
        }
      }
      return note(changes)
    }
    for change in changes.images {
      if json {
        try Console.emit(encoded(ImageRow(change)))
      } else {
        try Console.say(
          "\(StatusText.padded(change.image.name, 32)) "
            + "\(change.before == change.after ? "" : "\(change.before.rawValue) -> ")"
            + "\(change.after.rawValue), boxes moved \(StatusText.percent(change.moved)): "
            + change.causes.names.joined(separator: ", "))
      }
    }
    note(changes)
  }

  private func note(_ changes: Changes) {
    let count = StatusText.counted(changes.images.count, "image")
    let since =
      changes.since.map { "export \($0.id) (\(Self.day($0.at)), \($0.path))" }
      ?? "the beginning; nothing was exported yet"
    Console.note("\(count) changed since \(since)")
  }

  private static func day(_ milliseconds: Int) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
  }

  private struct EventRow: Encodable {
    let act, person, detail: String
    let version, at: Int

    init(_ event: Changes.Event) {
      (act, person, detail) = (event.act, event.person, event.detail)
      (version, at) = (event.version, event.at)
    }
  }

  private struct ImageRow: Encodable {
    let image, sha256, before, after: String
    let because: [String]
    let moved: Double

    init(_ change: ImageChange) {
      (image, sha256) = (change.image.name, change.image.sha256)
      (before, after) = (change.before.rawValue, change.after.rawValue)
      (because, moved) = (change.causes.names, change.moved)
    }
  }
}
