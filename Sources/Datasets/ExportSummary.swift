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
  /// Exported images whose name another exported image has, too: only `sha256` and `id` tell them
  /// apart.
  package var sharedNames: Int

  package var images: Int { exported.values.reduce(0, +) }

  init(classes: [LabelClass]) {
    let none = Dictionary(uniqueKeysWithValues: ImageState.allCases.map { ($0, 0) })
    exported = none
    notExported = none
    boxes = 0
    boxesOfClass = Dictionary(classes.map { ($0.id, 0) }, uniquingKeysWith: { first, _ in first })
    expertBoxes = 0
    sharedNames = 0
  }
}
