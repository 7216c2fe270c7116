import Labels

/// What went through `tessera merge`.
struct MergeCounts: Encodable, Sendable {
  var images = 0
  var blank = 0
  var rejected = 0
  /// Of the consensus.
  var boxes = 0
  /// Images by their decision.
  var agreed = 0
  var needsLabels = 0
  var disputed = 0

  mutating func count(_ merged: MergedImage) {
    images += 1
    boxes += merged.boxes.count
    switch merged.decision {
    case .agreed: agreed += 1
    case .needsLabels: needsLabels += 1
    case .disputed: disputed += 1
    }
  }

  static func += (total: inout MergeCounts, part: MergeCounts) {
    total.images += part.images
    total.blank += part.blank
    total.rejected += part.rejected
    total.boxes += part.boxes
    total.agreed += part.agreed
    total.needsLabels += part.needsLabels
    total.disputed += part.disputed
  }
}
