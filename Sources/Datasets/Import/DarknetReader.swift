/// Reads YOLO as Darknet has it ("YOLO 1.1"): `obj.data`, which names the list of classes and lists of
/// images; the boxes of an image are beside it, in a file with `.txt` in the place of its extension.
struct DarknetReader: DatasetReader {
  /// Of `obj.data`.
  let file: String

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    let (root, _) = DatasetFiles.parted(file)
    let files = DatasetFiles(root: root)
    let settings = try Self.settings(file, report)
    guard let list = settings["names"], let names = place(list, in: files, report) else {
      report.add(Finding(file: file, line: 0, problem: "it has no \"names\": a list of classes"))
      return
    }
    let classes = try Self.classes(names, report)
    for name in classes.values { report.declare(name) }
    var seen = NameSet()
    var lists: Set<String> = []
    for key in ["train", "valid", "test"] {
      guard let value = settings[key], let list = place(value, in: files, report),
        lists.insert(list).inserted
      else { continue }
      let stream = try report.open(list)
      while let (bytes, number) = try stream.nextLine(limit: 1 << 16) {
        let path = trimmed(String(decoding: bytes, as: UTF8.self))
        if path.isEmpty { continue }
        var image = ImportedImage(
          name: Self.name(of: path), unit: .shares, file: list, line: number)
        if utf8Text(bytes) == nil { image.fault("the path is not UTF-8", line: number) }
        if let problem = ImportedImage.pathProblem(path), image.faults.isEmpty {
          image.fault(problem, line: number)
        }
        if !seen.insert(image.name) {
          image.fault("there is another image of this name", line: number)
        }
        if image.faults.isEmpty {
          let labels = files.path(Self.inner(FileNames.stem(of: path) + ".txt"))
          image.file = labels
          image.line = 0
          if files.has(Self.inner(FileNames.stem(of: path) + ".txt")) {
            try YOLOLines.read(labels, classes: classes, into: &image, report: report)
          } else {
            report.warn(
              "images without a file of labels, which count as images without boxes", file: list,
              line: number)
          }
        }
        try body(image)
      }
    }
  }

  /// `key = value` lines.
  private static func settings(
    _ file: String, _ report: ImportReport
  ) throws(DatasetsError) -> [String: String] {
    var settings: [String: String] = [:]
    let stream = try report.open(file)
    while let (bytes, number) = try stream.nextLine(limit: 1 << 16) {
      let text = trimmed(String(decoding: bytes, as: UTF8.self))
      if text.isEmpty || text.hasPrefix("#") { continue }
      guard let equals = text.firstIndex(of: "=") else {
        report.add(
          Finding(
            file: file, line: number,
            problem: "expected \"key = value\", found \(Finding.value(text))"))
        continue
      }
      settings[trimmed(text[..<equals])] = trimmed(text[text.index(after: equals)...])
    }
    return settings
  }

  private static func classes(
    _ file: String, _ report: ImportReport
  ) throws(DatasetsError) -> [Int: String] {
    var classes: [Int: String] = [:]
    let stream = try report.open(file)
    while let (bytes, number) = try stream.nextLine(limit: 1 << 16) {
      guard let name = utf8Text(bytes) else {
        report.add(Finding(file: file, line: number, problem: "the class's name is not UTF-8"))
        continue
      }
      classes[number - 1] = name
    }
    return classes
  }

  /// Where a file that `obj.data` names is; nil where it is not in the dataset.
  private func place(
    _ name: String, in files: DatasetFiles, _ report: ImportReport
  ) -> String? {
    if let problem = ImportedImage.pathProblem(name) {
      report.add(Finding(file: file, line: 0, problem: problem))
      return nil
    }
    guard files.has(Self.inner(name)) else {
      report.add(Finding(file: file, line: 0, problem: "\(Finding.value(name)) is not there"))
      return nil
    }
    return files.path(Self.inner(name))
  }

  /// Darknet calls the folder of the dataset `data`.
  private static func inner(_ path: String) -> String {
    path.hasPrefix("data/") ? String(path.dropFirst(5)) : path
  }

  /// A path without the folders that the layout asks for.
  private static func name(of path: String) -> String {
    let parts = inner(path).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0].hasPrefix("obj_"), parts[0].hasSuffix("_data") else {
      return inner(path)
    }
    return parts.dropFirst().joined(separator: "/")
  }
}
