import Labels

/// Writes the files of one format, an image at a time; memory does not grow with their number.
protocol DatasetWriter: AnyObject {
  /// - Throws: `DatasetsError` where nothing can be written; then the export is to be given up.
  func add(_ image: PlacedImage) throws(DatasetsError)

  /// Writes what can only be written once all images are there, and closes every file.
  func finish() throws(DatasetsError)
}

/// What a writer is told before the first image.
struct DatasetDescription {
  var workspace: String
  /// In the order of their ids.
  var classes: [LabelClass]
  var policy: Policy
  var toolVersion: String
  /// When it was made, as ISO 8601; left out where nil, so that the same labels give the same bytes.
  var created: String?
  /// The names of the splits, in the order in which they were asked for; empty where there is none.
  var splits: [String]

  /// The splits, or a nil for a dataset that has none.
  var parts: [String?] { splits.isEmpty ? [nil] : splits }

  /// The class's place among those exported, from 0: what formats without ids of their own count by.
  func index(of classID: Int) -> Int? { classes.firstIndex { $0.id == classID } }

  /// `name`, or for a part of the dataset `part-name`.
  func className(of exported: ExportedBox) -> String {
    classes.first { $0.id == exported.labeled.classID }?.name ?? ""
  }

  static func name(_ name: String, of part: String?) -> String {
    part.map { "\($0)-\(name)" } ?? name
  }
}

/// An image on its way into a dataset.
struct PlacedImage {
  var exported: ExportedImage
  /// From 1, in the order of the export.
  var id: Int
  /// What the dataset calls it: relative, without `..`, of no other image of the export.
  var fileName: String
  var split: String?

  var width: Double { Double(exported.dossier.image.width) }
  var height: Double { Double(exported.dossier.image.height) }
  var record: ImageRecord { exported.dossier.image }

  /// The file name without its extension.
  var stem: String { FileNames.stem(of: fileName) }
}
