import Datasets
import Store

/// All of a workspace, written to a folder and made of one.
enum ArchiveCopy {
  /// Nothing is written into the workspace: two copies in a row are equal.
  static func export(
    _ store: SQLiteWorkspace, to output: String, force: Bool, json: Bool
  ) throws {
    try Failure.reporting {
      let export = try ArchiveExport(
        to: output, toolVersion: Program.version, replaces: force)
      var count = 0
      try store.forEachRecord { record in
        try export.add(record)
        count += 1
        if count % 10_000 == 0 { Console.progress("\(count) lines") }
      }
      Console.endProgress()
      try export.finish()
      if json {
        try Console.emit(encoded(Exported(output: output, lines: count)))
      } else {
        try Console.say("\(StatusText.counted(count, "line")) in \(output)")
      }
    }
  }

  private struct Exported: Encodable {
    let output: String
    let lines: Int
  }

  /// Makes the workspace at `path`.
  static func restore(_ archive: String, to path: String, json: Bool) throws {
    try Failure.reporting {
      let reader = TesseraReader(path: archive)
      var count = 0
      let store = try SQLiteWorkspace.restore(at: path) { take in
        try reader.forEachRecord { record in
          try take(record)
          count += 1
          if count % 10_000 == 0 { Console.progress("\(count) lines") }
        }
        Console.endProgress()
      }
      let charter = try store.charter()
      if json {
        try Console.emit(
          encoded(Restored(workspace: charter.name, path: store.path, images: charter.images)))
      } else {
        try Console.say(
          "\(charter.name) with \(StatusText.counted(charter.images, "image")) in \(store.path)")
      }
    }
  }

  private struct Restored: Encodable {
    let workspace, path: String
    let images: Int
  }
}
