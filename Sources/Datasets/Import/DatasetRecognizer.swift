/// Tells which format a dataset is in, by what is in its files and, for those of several files, where
/// they are.
package struct DatasetRecognizer {
  /// Where formats have their files below a dataset's folder. The first that is there is looked into.
  private static let places: [(folder: String, ending: String)] = [
    ("", "data.yaml"), ("", "data.yml"), ("", "obj.data"), ("Annotations", ".xml"),
    ("annotations", OpenImagesReader.tableEnd), ("annotations", ".json"), ("", ".manifest"),
    ("", ".json"), ("", ".xml"), ("", ".csv"),
  ]

  /// The format of a file or of the dataset in a folder; nil where it is none that is known.
  package static func format(of path: String) throws(DatasetsError) -> DatasetFormat? {
    guard DatasetFiles.isFolder(path) else { return try format(ofFile: path) }
    let files = DatasetFiles(root: path)
    for place in places {
      for name in files.names(in: place.folder, ending: place.ending).prefix(8) {
        let inner = place.folder.isEmpty ? name : "\(place.folder)/\(name)"
        if let format = try format(ofFile: files.path(inner)) { return format }
      }
    }
    return nil
  }

  /// So much of a file is looked at.
  private static let look = 1 << 16

  static func format(ofFile path: String) throws(DatasetsError) -> DatasetFormat? {
    let stream = try ByteStream(path: path)
    let piece = try stream.nextPiece().prefix(look)
    let start = piece.drop { $0 <= 0x20 }
    let text = String(decoding: start, as: UTF8.self)
    switch start.first {
    case UInt8(ascii: "<"): return xml(text)
    case UInt8(ascii: "["): return text.contains("\"data\"") ? .labelStudio : nil
    case UInt8(ascii: "{"):
      let line = text.prefix { $0 != "\n" }
      if line.contains("\"source-ref\"") { return .groundTruth }
      let keys = ["\"images\"", "\"categories\"", "\"annotations\""]
      // One annotations line of ours has an image and no images.
      return keys.contains { text.contains($0) } && !line.contains("\"image\":") ? .coco : nil
    default: return plain(text)
    }
  }

  private static func xml(_ text: String) -> DatasetFormat? {
    // The root is the first element that is neither a declaration nor a comment.
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      if rest.hasPrefix("!--") {
        guard let close = rest.firstRange(of: "-->") else { return nil }
        rest = rest[close.upperBound...]
      } else if let first = rest.first, first != "?", first != "!" {
        switch rest.prefix(while: { $0.isLetter || $0.isNumber || $0 == "_" }) {
        case "annotation": return .voc
        case "annotations": return .cvat
        default: return nil
        }
      }
    }
    return nil
  }

  private static func plain(_ text: String) -> DatasetFormat? {
    let header = (text.split(whereSeparator: \.isNewline).first ?? "").split(separator: ",")
      .map(String.init)
    if OpenImagesReader.wanted.allSatisfy(header.contains) { return .openImages }
    if CSVReader.wanted.allSatisfy(header.contains) { return .csv }
    let keys = text.split(whereSeparator: \.isNewline).map {
      trimmed($0.prefix { $0 != ":" && $0 != "=" })
    }
    if keys.contains("names"), text.contains("names =") || text.contains("names=") {
      return .yoloDarknet
    }
    return keys.contains("names") && text.contains("names:") ? .yolo : nil
  }
}

extension DatasetFormat {
  /// What reads the dataset in a folder, or the one that a file of it belongs to.
  ///
  /// - Parameters:
  ///   - path: of the folder or the file.
  ///   - firstPixel: the number of VOC's first pixel: 1, or 0 for programs that count from there.
  /// - Returns: the reader; it opens its files when it reads.
  /// - Throws: `DatasetsError.cannotRead` where the format has no file there.
  package func reader(
    of path: String, firstPixel: Int = 1
  ) throws(DatasetsError) -> any DatasetReader {
    switch self {
    case .coco: COCOReader(files: try files(of: path, in: ["annotations", ""], ending: ".json"))
    case .yolo: YOLOReader(file: try files(of: path, in: [""], ending: "data.yaml", "data.yml")[0])
    case .yoloDarknet: DarknetReader(file: try files(of: path, in: [""], ending: "obj.data")[0])
    case .voc:
      VOCReader(
        files: try files(of: path, in: ["Annotations", ""], ending: ".xml"), firstPixel: firstPixel)
    case .groundTruth:
      GroundTruthReader(files: try files(of: path, in: [""], ending: ".manifest", ".jsonl"))
    case .labelStudio: LabelStudioReader(file: try files(of: path, in: [""], ending: ".json")[0])
    case .cvat: CVATReader(files: try files(of: path, in: [""], ending: ".xml"))
    case .openImages:
      OpenImagesReader(
        files: try files(of: path, in: ["annotations", ""], ending: OpenImagesReader.tableEnd))
    case .csv: CSVReader(file: try files(of: path, in: [""], ending: ".csv")[0])
    }
  }

  /// The files of this format in the first of some folders that has any: at least one. Where none is
  /// recognized, the first that are called as theirs are: a file that is empty can be of any format.
  private func files(
    of path: String, in folders: [String], ending endings: String...
  ) throws(DatasetsError) -> [String] {
    guard DatasetFiles.isFolder(path) else { return [path] }
    let files = DatasetFiles(root: path)
    var called: [String] = []
    for folder in folders {
      var all: [String] = []
      var found: [String] = []
      for ending in endings {
        for name in files.names(in: folder, ending: ending) {
          let file = files.path(folder.isEmpty ? name : "\(folder)/\(name)")
          all.append(file)
          if try DatasetRecognizer.format(ofFile: file) == self { found.append(file) }
        }
      }
      if !found.isEmpty { return found }
      if called.isEmpty { called = all }
    }
    if !called.isEmpty { return called }
    throw .cannotRead(
      path: path, reason: "there is no file of the format \(rawValue) (\(title)) in it")
  }
}
