import Labels

/// Reads Open Images: tables `PART-annotations-bbox.csv`, and beside them, where they are there, the
/// list of images and the classes' descriptions.
struct OpenImagesReader: DatasetReader {
  /// Tables of boxes.
  let files: [String]

  static let wanted = ["ImageID", "LabelName", "XMin", "XMax", "YMin", "YMax"]
  static let tableEnd = "-annotations-bbox.csv"

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    var names = NameSet()
    for file in files {
      let (root, name) = DatasetFiles.parted(file)
      let folder = DatasetFiles(root: root)
      let gathering = Gathering(file: file)
      let part = name.hasSuffix(Self.tableEnd) ? String(name.dropLast(Self.tableEnd.count)) : nil
      try gatherImages(in: folder, part: part, gathering, report)
      let classes = try Self.descriptions(in: folder, report)
      try gatherBoxes(file, classes, gathering, report)
      try gathering.forEach { _, records in
        guard var image = Self.assembled(records) else { return }
        if !names.insert(image.name) {
          image.fault("there is another image of this name", line: image.line)
        }
        try body(image)
      }
    }
  }

  /// The first mention says most: the list of images comes before the boxes.
  private static func assembled(_ records: [Gathering.Record]) -> ImportedImage? {
    var image: ImportedImage?
    for record in records {
      switch record {
      case .image(let found): image = image ?? found
      case .box(let box): image?.boxes.append(box)
      case .fault(let problem, let line): image?.fault(problem, line: line)
      }
    }
    return image
  }

  /// The images of a part, with their files' names where their titles are that.
  private func gatherImages(
    in folder: DatasetFiles, part: String?, _ gathering: Gathering, _ report: ImportReport
  ) throws {
    for name in folder.names(in: "", ending: ".csv")
    where name == "image_ids_and_rotation.csv" || name.hasSuffix("-images-with-rotation.csv") {
      let path = folder.path(name)
      let rows = CSVRows(try report.open(path))
      guard let first = try rows.next(), let header = CSVHeader(first, wanted: ["ImageID"]) else {
        report.add(Finding(file: path, line: 1, problem: "the header has no column ImageID"))
        continue
      }
      while let row = try rows.next() {
        guard row.problem == nil, row.fields.count == header.count else {
          report.add(
            Finding(
              file: path, line: row.line,
              problem: row.problem
                ?? "\(row.fields.count) fields, but \(header.count) in the header"))
          continue
        }
        let subset = header.field("Subset", of: row)
        if let part, !subset.isEmpty, subset != part { continue }
        let id = header.field("ImageID", of: row)
        let title = header.field("Title", of: row)
        let isFile = title != id && FileNames.stem(of: title) == id
        try gathering.add(
          .image(
            ImportedImage(
              name: isFile ? title : id, isStem: !isFile, unit: .shares, file: path, line: 0)
          ), to: id)
      }
    }
  }

  /// The classes' names by their machine ids.
  private static func descriptions(
    in folder: DatasetFiles, _ report: ImportReport
  ) throws(DatasetsError) -> [String: String] {
    var names: [String: String] = [:]
    for name in folder.names(in: "", ending: ".csv") where name.contains("class-descriptions") {
      let rows = CSVRows(try report.open(folder.path(name)))
      while let row = try rows.next() {
        guard row.problem == nil, row.fields.count == 2 else {
          report.add(
            Finding(
              file: folder.path(name), line: row.line,
              problem: row.problem ?? "expected a LabelName and a DisplayName"))
          continue
        }
        if row.fields == ["LabelName", "DisplayName"] { continue }
        names[row.fields[0]] = row.fields[1]
        report.declare(row.fields[1])
      }
    }
    return names
  }

  private func gatherBoxes(
    _ file: String, _ classes: [String: String], _ gathering: Gathering, _ report: ImportReport
  ) throws {
    let rows = CSVRows(try report.open(file))
    guard let first = try rows.next(), let header = CSVHeader(first, wanted: Self.wanted) else {
      report.add(
        Finding(
          file: file, line: 1,
          problem: "the header lacks one of the columns \(Self.wanted.joined(separator: ", "))"))
      return
    }
    while let row = try rows.next() {
      guard row.problem == nil, row.fields.count == header.count else {
        report.add(
          Finding(
            file: file, line: row.line,
            problem: row.problem
              ?? "\(row.fields.count) fields, but \(header.count) in the header"))
        continue
      }
      let id = header.field("ImageID", of: row)
      try gathering.add(
        .image(ImportedImage(name: id, isStem: true, unit: .shares, file: file, line: row.line)),
        to: id)
      if header.field("IsGroupOf", of: row) == "1" {
        report.lose("groups")
        continue
      }
      var values: [Double] = []
      for column in Self.wanted.dropFirst(2) {
        let text = header.field(column, of: row)
        guard let value = plainNumber(text) else {
          try gathering.add(
            .fault(
              problem: "\(column): expected a number, found \(Finding.value(text))",
              line: row.line), to: id)
          break
        }
        values.append(value)
      }
      guard values.count == 4 else { continue }
      let label = header.field("LabelName", of: row)
      try gathering.add(
        .box(
          ImportedBox(
            box: Box(left: values[0], top: values[2], right: values[1], bottom: values[3]),
            className: classes[label] ?? label,
            score: plainNumber(header.field("Confidence", of: row)), line: row.line)), to: id)
    }
  }
}
