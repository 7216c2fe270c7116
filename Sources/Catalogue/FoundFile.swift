/// A file that the walk came upon.
struct FoundFile: Hashable {
  /// Its path as bytes: Linux file names have no encoding.
  var path: [UInt8]
  /// Relative to the argument that led to it: `a/b.png` for a folder, `b.png` for a file.
  var name: [UInt8]
  /// Whether somebody named this very file; otherwise it was found in a folder.
  var isNamed = false

  /// What of the path follows the last slash.
  static func lastComponent(of path: [UInt8]) -> [UInt8] {
    Array(path.split(separator: UInt8(ascii: "/")).last ?? [])
  }
}
