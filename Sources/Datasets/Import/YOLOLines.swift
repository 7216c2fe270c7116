import Labels

/// Reads the boxes of one image: a line a box, the class's index, center and size as shares of the
/// image, and a score where there is a sixth number.
enum YOLOLines {
  /// Adds what a file says to an image; more than six numbers are a polygon, which is counted.
  static func read(
    _ file: String, classes: [Int: String], into image: inout ImportedImage, report: ImportReport
  ) throws(DatasetsError) {
    let stream = try report.open(file)
    var seen: Set<String> = []
    while let (bytes, number) = try stream.nextLine(limit: 1 << 20) {
      guard let text = utf8Text(bytes) else {
        let bad = firstInvalidByte(of: bytes, isAtEnd: true).map { notUTF8(bytes[$0.index]) }
        image.fault(bad ?? "not UTF-8", line: number)
        continue
      }
      let fields = text.split { $0 == " " || $0 == "\t" }
      if fields.isEmpty { continue }
      if !seen.insert(fields.joined(separator: " ")).inserted {
        report.warn("a line twice, of which Ultralytics keeps one", file: file, line: number)
      }
      if fields.count > 6 {
        report.lose("polygons")
        continue
      }
      guard fields.count >= 5 else {
        image.fault(
          "expected a class and four numbers, found \(Finding.value(text))", line: number)
        continue
      }
      let numbers = fields.dropFirst().map { plainNumber($0) }
      let values = numbers.compactMap { $0 }
      guard values.count == numbers.count else {
        let odd = fields.dropFirst()[1 + (numbers.firstIndex { $0 == nil } ?? 0)]
        image.fault("expected a number, found \(Finding.value(odd))", line: number)
        continue
      }
      guard let index = Int(fields[0]), let name = classes[index] else {
        image.fault("there is no class \(Finding.value(fields[0]))", line: number)
        continue
      }
      image.boxes.append(
        ImportedBox(
          box: Box(
            x: values[0] - values[2] / 2, y: values[1] - values[3] / 2, width: values[2],
            height: values[3]), className: name, score: values.count > 4 ? values[4] : nil,
          line: number))
    }
  }
}
