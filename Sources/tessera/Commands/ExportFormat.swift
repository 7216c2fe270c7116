import ArgumentParser
import Datasets

/// What `--format` says: a dataset's, or our own of all of a workspace.
enum ExportFormat: Hashable, ExpressibleByArgument {
  case dataset(DatasetFormat)
  case tessera

  init?(argument: String) {
    if argument == "tessera" {
      self = .tessera
    } else if let format = DatasetFormat(rawValue: argument) {
      self = .dataset(format)
    } else {
      return nil
    }
  }

  static let allValueStrings = DatasetFormat.allCases.map(\.rawValue) + ["tessera"]

  /// Nil for an archive.
  var dataset: DatasetFormat? {
    switch self {
    case .dataset(let format): format
    case .tessera: nil
    }
  }

  /// For help: all of them.
  static let names = allValueStrings.joined(separator: ", ")
}

extension DatasetFormat: ExpressibleByArgument {}
