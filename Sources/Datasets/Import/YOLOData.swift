/// What `data.yaml` says: the classes' names by index, and where the images are.
///
/// YAML is read as far as such files go: `key: value` lines, lists and maps of one level in blocks or
/// in brackets, comments, quotes.
struct YOLOData {
  private(set) var names: [Int: String] = [:]
  /// Folders of images, relative to the dataset, each once.
  private(set) var folders: [String] = []

  /// Reads a file; what cannot be used is told the report.
  init(_ file: String, report: ImportReport) throws(DatasetsError) {
    let stream = try report.open(file)
    var key = ""
    while let (bytes, number) = try stream.nextLine(limit: 1 << 20) {
      guard let text = utf8Text(bytes) else {
        let bad = firstInvalidByte(of: bytes, isAtEnd: true).map { notUTF8(bytes[$0.index]) }
        report.add(Finding(file: file, line: number, problem: bad ?? "not UTF-8"))
        continue
      }
      let isInner = text.utf8.first.map { " \t-".utf8.contains($0) } ?? false
      let content = trimmed(Self.withoutComment(text))
      if content.isEmpty || content == "---" { continue }
      if isInner {
        take(content, of: key, file, number, report)
      } else if let (name, value) = Self.pair(content) {
        key = name
        if !value.isEmpty { takeAll(value, of: key, file, number, report) }
      } else {
        report.add(
          Finding(
            file: file, line: number,
            problem: "expected \"key: value\", found \(Finding.value(content))"))
      }
    }
    if names.isEmpty {
      report.add(Finding(file: file, line: 0, problem: "it has no \"names\" of classes"))
    }
  }

  /// A value on the key's own line: in brackets several.
  private mutating func takeAll(
    _ value: String, of key: String, _ file: String, _ line: Int, _ report: ImportReport
  ) {
    guard let first = value.utf8.first, "[{".utf8.contains(first) else {
      return take(value, of: key, file, line, report)
    }
    guard let last = value.utf8.last, last == first + 2 else {
      report.add(
        Finding(
          file: file, line: line,
          problem: "a list over several lines in brackets is not read: write one line each"))
      return
    }
    for part in Self.split(String(value.dropFirst().dropLast()), at: ",") {
      let content = trimmed(part)
      if !content.isEmpty { take(content, of: key, file, line, report) }
    }
  }

  private mutating func take(
    _ content: String, of key: String, _ file: String, _ line: Int, _ report: ImportReport
  ) {
    func fault(_ problem: String) {
      report.add(Finding(file: file, line: line, problem: problem))
    }
    let isItem = content == "-" || content.hasPrefix("- ")
    let item = isItem ? trimmed(content.dropFirst()) : content
    switch key {
    case "names":
      let pair = isItem ? nil : Self.pair(content)
      let index = pair.map { Int($0.0) } ?? names.count
      guard let index, index >= 0, let name = Self.unquoted(pair?.1 ?? item), !name.isEmpty else {
        return fault("names: expected a number and a name, found \(Finding.value(content))")
      }
      guard names.updateValue(name, forKey: index) == nil else {
        return fault("names: the class \(index) is there twice")
      }
    case "train", "val", "test":
      guard let folder = Self.unquoted(item) else {
        return fault("\(key): expected a path, found \(Finding.value(content))")
      }
      let relative = folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
      if let problem = ImportedImage.pathProblem(relative) {
        return fault("\(key): \(problem)")
      }
      if relative.hasSuffix(".txt") {
        return fault("\(key): lists of images are not read, only folders: \(Finding.value(folder))")
      }
      let name = relative.hasSuffix("/") ? String(relative.dropLast()) : relative
      if !folders.contains(name) { folders.append(name) }
    case "path" where content != ".":
      report.warn(
        "path: only \".\" means the same everywhere; images are looked for beside this file",
        file: file, line: line)
    default: break
    }
  }

  /// A comment begins at a `#` after a blank, outside quotes.
  private static func withoutComment(_ line: String) -> String {
    let parts = split(" " + line, at: "#")
    guard let first = parts.first, parts.count > 1, first.utf8.last == UInt8(ascii: " ") else {
      return line
    }
    return String(first.dropFirst())
  }

  private static func pair(_ text: String) -> (String, String)? {
    let parts = split(text, at: ":")
    guard parts.count > 1, let key = unquoted(trimmed(parts[0])) else { return nil }
    return (key, trimmed(text.dropFirst(parts[0].count + 1)))
  }

  /// The parts between separators that are not in quotes.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var quote: Character?
    var isEscaped = false
    for character in text {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "'" {
        let isStart = parts[parts.count - 1].allSatisfy { $0 == " " || $0 == "-" || $0 == ":" }
        let follows = parts[parts.count - 1].last == " "
        if isStart || follows { quote = character }
      } else if character == separator {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  /// A plain or quoted text; nil where the quotes do not fit.
  private static func unquoted(_ text: String) -> String? {
    guard let first = text.utf8.first else { return text }
    switch first {
    case UInt8(ascii: "\""):
      return Array(text.utf8).withUnsafeBufferPointer { bytes in
        guard let document = try? JSONReader.read(bytes, from: 0) else { return nil }
        return document.text(0)
      }
    case UInt8(ascii: "'"):
      guard text.utf8.count > 1, text.hasSuffix("'") else { return nil }
      return text.dropFirst().dropLast().split(separator: "''", omittingEmptySubsequences: false)
        .joined(separator: "'")
    default: return text
    }
  }
}
