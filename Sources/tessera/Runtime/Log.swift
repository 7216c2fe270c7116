import FoundationEssentials
import Glibc
import Logging

/// What the program does, for whoever looks for a fault: a file named by `TESSERA_LOG`, because the
/// screen is taken. Without it nothing is logged. Boxes and reasons are never logged.
enum Log {
  static let logger: Logger = {
    guard let path = environment("TESSERA_LOG"), !path.isEmpty else {
      return Logger(label: "tessera") { _ in SwiftLogNoOpLogHandler() }
    }
    return Logger(label: "tessera") { _ in FileLogHandler(path: path) }
  }()
}

/// Appends a line a message to a file.
private struct FileLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .debug
  private let descriptor: Int32

  init(path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let time = Date().formatted(.iso8601.time(includingFractionalSeconds: true))
    let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
    let line = Array("\(time) \(event.level) \(event.message)\(facts.joined())\n".utf8)
    // A log that cannot be written must not stop anybody's work.
    _ = write(descriptor, line, line.count)
  }
}
