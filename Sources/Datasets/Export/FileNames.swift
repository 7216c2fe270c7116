import Labels

/// Names for the images of a dataset: relative paths that stay inside it, each of one image alone.
struct FileNames {
  /// Whether folders become part of the name, and two names may not differ by their extension alone.
  let isFlat: Bool
  private var taken: Set<String> = []
  /// Images that are called otherwise than in the workspace because an earlier one has the name.
  private(set) var renamed = 0

  init(isFlat: Bool) { self.isFlat = isFlat }

  /// The name of an image's file. Where an earlier image has it, the start of the image's digest
  /// comes after it; and where even that is taken, its number in the workspace.
  mutating func name(for image: ImageRecord) -> String {
    let name = Self.confined(image.name, isFlat: isFlat)
    let digest = String(image.sha256.prefix(8))
    for suffix in ["", "-\(digest)", "-\(digest)-\(image.id)"] {
      let dot = Self.extensionDot(of: name) ?? name.endIndex
      let candidate = name[..<dot] + suffix + name[dot...]
      let key = isFlat ? Self.stem(of: String(candidate)) : String(candidate)
      guard taken.insert(key).inserted else { continue }
      if !suffix.isEmpty { renamed += 1 }
      return String(candidate)
    }
    preconditionFailure("two images with the number \(image.id)")
  }

  /// A name, numbered where it is taken.
  mutating func free(_ name: String) -> String {
    var candidate = name
    var number = 1
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(name)-\(number)"
    }
    return candidate
  }

  /// The path without its extension.
  static func stem(of path: String) -> String {
    extensionDot(of: path).map { String(path[..<$0]) } ?? path
  }

  /// A name for a list of one a line: control characters are blanks.
  static func line(_ name: String) -> String {
    var clean = ""
    for scalar in name.unicodeScalars {
      clean.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return clean
  }

  private static func extensionDot(of path: String) -> String.Index? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else { return nil }
    return dot
  }

  /// A name from outside as a relative path: no `..`, no control character, no backslash.
  static func confined(_ name: String, isFlat: Bool) -> String {
    var clean = ""
    for scalar in name.unicodeScalars {
      let isSafe = scalar.properties.generalCategory != .control && scalar != "\\" && scalar != ":"
      clean.unicodeScalars.append(isSafe ? scalar : "_")
    }
    let parts = clean.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "image" : parts.joined(separator: isFlat ? "_" : "/")
  }
}
