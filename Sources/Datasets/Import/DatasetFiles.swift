import FoundationEssentials

/// What is where in a dataset on the disk.
struct DatasetFiles {
  /// Of the folder, without a slash at its end.
  let root: String

  func path(_ name: String) -> String { name.isEmpty ? root : "\(root)/\(name)" }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// The names in a folder of the dataset, sorted; none where it is no folder. What macOS puts beside
  /// files is left out.
  func names(in folder: String, ending suffix: String = "") -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
    return all.filter { $0.hasSuffix(suffix) && !$0.hasPrefix("._") }.sorted()
  }

  /// The files below a folder of the dataset, as paths relative to that folder, sorted.
  func files(below folder: String) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: path(folder))) ?? []
    return all.filter { !Self.isFolder(path("\(folder)/\($0)")) }.sorted()
  }

  /// A path and the folder that it is in: (`.`, `a.json`) for a bare name.
  static func parted(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
