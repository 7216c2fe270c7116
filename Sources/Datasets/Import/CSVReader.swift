import Labels

/// Reads our own dialect of CSV (see `CSVWriter`), of which the columns `image`, `class`, `x`, `y`,
/// `box_width` and `box_height` must be there, in any order.
struct CSVReader: DatasetReader {
  let file: String

  static let wanted = ["image", "class", "x", "y", "box_width", "box_height"]

  func read(into report: ImportReport, _ body: (ImportedImage) throws -> Void) throws {
    let gathering = Gathering(file: file)
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
      try add(row, header, to: gathering, report)
    }
    try gathering.forEach { _, records in
      guard let image = Self.assembled(records) else { return }
      try body(image)
    }
  }

  private func add(
    _ row: CSVRows.Row, _ header: CSVHeader, to gathering: Gathering, _ report: ImportReport
  ) throws(DatasetsError) {
    let name = header.field("image", of: row)
    var image = ImportedImage(name: name, file: file, line: row.line)
    var problems: [String] = []
    func side(_ column: String) -> Int? {
      let text = header.field(column, of: row)
      if text.isEmpty { return nil }
      if let side = Int(text), (1...largestSide).contains(side) { return side }
      problems.append(
        "\(column): expected a whole number of pixels from 1 to \(largestSide), "
          + "found \(Finding.value(text))")
      return nil
    }
    (image.width, image.height) = (side("width"), side("height"))
    image.sha256 = imageDigest(header.field("sha256", of: row))
    try gathering.add(.image(image), to: name)
    let texts = Self.wanted.dropFirst().map { header.field($0, of: row) }
    if problems.isEmpty, texts.contains(where: { !$0.isEmpty }) {
      var values: [Double] = []
      for (column, text) in zip(Self.wanted.dropFirst(2), texts.dropFirst()) {
        if let value = plainNumber(text) {
          values.append(value)
        } else {
          problems.append("\(column): expected a number, found \(Finding.value(text))")
        }
      }
      let score = header.field("confidence", of: row)
      if !score.isEmpty, plainNumber(score) == nil {
        problems.append("confidence: expected a number, found \(Finding.value(score))")
      }
      if problems.isEmpty {
        report.declare(texts[0])
        try gathering.add(
          .box(
            ImportedBox(
              box: Box(x: values[0], y: values[1], width: values[2], height: values[3]),
              className: texts[0], score: plainNumber(score), line: row.line)), to: name)
      }
    }
    for problem in problems {
      try gathering.add(.fault(problem: problem, line: row.line), to: name)
    }
  }

  /// One image of the records of all its rows, which must agree on what it is.
  static func assembled(_ records: [Gathering.Record]) -> ImportedImage? {
    var image: ImportedImage?
    for record in records {
      switch record {
      case .image(let found):
        guard let known = image else {
          image = found
          continue
        }
        if (known.width, known.height) != (found.width, found.height) {
          image?.fault("its size is not that of an earlier row", line: found.line)
        }
        if known.sha256 != found.sha256 {
          image?.fault("its sha256 is not that of an earlier row", line: found.line)
        }
      case .box(let box): image?.boxes.append(box)
      case .fault(let problem, let line): image?.fault(problem, line: line)
      }
    }
    return image
  }
}
