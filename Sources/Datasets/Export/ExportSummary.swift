package import Labels

/// What an export wrote, and what it left out.
package struct ExportSummary: Hashable, Sendable {
  /// Images by state; states without images are there with 0.
  package var exported: [ImageState: Int]
  package var notExported: [ImageState: Int]
  package var boxes: Int
  /// Boxes by class id; classes without boxes are there with 0.
  package var boxesOfClass: [Int: Int]
  /// Boxes that an expert decided.
  package var expertBoxes: Int
  /// Boxes that the selection of classes or the least confidence left out.
  package var boxesLeftOut = 0
  /// Exported images that are called otherwise than in the workspace, because an earlier one has the
  /// name.
  package var renamed = 0
  package var imagesOfSplit: [String: Int] = [:]
  /// Labelers whose own boxes were exported.
  package var labelers = 0

  package var images: Int { exported.values.reduce(0, +) }

  init(classes: [LabelClass]) {
    let none = Dictionary(uniqueKeysWithValues: ImageState.allCases.map { ($0, 0) })
    exported = none
    notExported = none
    boxes = 0
    boxesOfClass = Dictionary(classes.map { ($0.id, 0) }, uniquingKeysWith: { first, _ in first })
    expertBoxes = 0
  }
}
