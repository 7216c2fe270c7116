/// Reads YOLO in the layout of Ultralytics: `data.yaml`, and beside each folder `images/...` that it
/// names a folder `labels/...` with a file an image. An image without one has no boxes.
struct YOLOReader: DatasetReader {
  /// Of `data.yaml`.
  let file: String

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    let (root, _) = DatasetFiles.parted(file)
    let files = DatasetFiles(root: root)
    let data = try YOLOData(file, report: report)
    for name in data.names.values { report.declare(name) }
    if data.folders.isEmpty {
      report.add(
        Finding(file: file, line: 0, problem: "it names no folder of images as train or val"))
    }
    var names = NameSet()
    var missing = 0
    for folder in data.folders {
      let labels = Self.labels(of: folder)
      guard DatasetFiles.isFolder(files.path(labels)) else {
        report.warn(
          "there is no folder \(Finding.value(labels)): its images count as absent", file: file,
          line: 0)
        missing += 1
        continue
      }
      try read(
        images: files.files(below: folder).filter(Self.isImage),
        labels: files.files(below: labels).filter { $0.hasSuffix(".txt") }
      ) { stem, image, label in
        let place = files.path(label.map { "\(labels)/\($0)" } ?? "\(folder)/\(image ?? stem)")
        var found = ImportedImage(
          name: image ?? stem, isStem: image == nil, unit: .shares, file: place, line: 0)
        if !names.insert(stem) { found.fault("there is another image of this name", line: 0) }
        if label != nil {
          try YOLOLines.read(place, classes: data.names, into: &found, report: report)
        }
        try body(found)
      }
    }
    if missing > 0, missing == data.folders.count {
      report.add(Finding(file: file, line: 0, problem: "no folder of labels is there"))
    }
  }

  /// Calls `body` with each stem, its image and its file of labels, as far as they are there.
  private func read(
    images: [String], labels: [String], _ body: (String, String?, String?) throws -> Void
  ) rethrows {
    let image = Dictionary(
      images.map { (FileNames.stem(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    for label in labels {
      let stem = FileNames.stem(of: label)
      seen.insert(stem)
      try body(stem, image[stem], label)
    }
    for stem in image.keys.filter({ !seen.contains($0) }).sorted() {
      try body(stem, image[stem], nil)
    }
  }

  /// The last `images` of a path is `labels` instead.
  static func labels(of folder: String) -> String {
    var parts = folder.split(separator: "/").map(String.init)
    if let last = parts.lastIndex(of: "images") { parts[last] = "labels" }
    return parts.joined(separator: "/")
  }

  private static func isImage(_ name: String) -> Bool {
    let dot = name.lastIndex(of: ".").map { name[$0...].lowercased() } ?? ""
    return [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"].contains(dot)
  }
}
