/// Which images of a workspace are wanted, and in what order. All conditions must hold, each on
/// what the viewer may know of the image (see `ImageCard`).
package struct ImageFilter: Hashable, Sendable {
  package enum Order: Hashable, Sendable {
    /// As they were added.
    case added
    /// The largest disagreement first, then those without one; equals as they were added.
    case worstFirst
  }

  /// Empty for any.
  package var states: Set<ImageState>
  /// Images with a box of this class among `ImageCard.boxes`.
  package var classID: Int?
  /// Images that this person answered. A labeler may ask for themselves alone. While names are not
  /// revealed an expert finds decided images only, or it would tell whose boxes are on a dispute.
  package var labeler: String?
  /// Images whose disagreement is above this.
  package var disagreementOver: Double?
  /// Images whose disagreement is this or below.
  package var disagreementUpTo: Double?
  /// Images with this in their names, whatever the case of ASCII letters. Empty for any.
  package var name: String
  package var order: Order

  package init(
    states: Set<ImageState> = [], classID: Int? = nil, labeler: String? = nil,
    disagreementOver: Double? = nil, disagreementUpTo: Double? = nil, name: String = "",
    order: Order = .added
  ) {
    self.states = states
    self.classID = classID
    self.labeler = labeler
    self.disagreementOver = disagreementOver
    self.disagreementUpTo = disagreementUpTo
    self.name = name
    self.order = order
  }

  /// Whether every image passes, whatever the order.
  package var isEmpty: Bool { self == ImageFilter(order: order) }
}

/// The images that a filter lets through.
package struct ImageListing: Hashable, Sendable {
  /// In the filter's order.
  package var images: [Int]
  /// Whether these are all; else there may be more after them.
  package var isComplete: Bool
  /// Images in the workspace, whatever the filter.
  package var total: Int
  /// The people by whom the viewer may filter, by name.
  package var labelers: [String]

  package init(images: [Int], isComplete: Bool = true, total: Int, labelers: [String]) {
    self.images = images
    self.isComplete = isComplete
    self.total = total
    self.labelers = labelers
  }
}
