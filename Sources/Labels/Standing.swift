/// Where an image is in its life.
package enum ImageState: String, CaseIterable, Sendable {
  case queued, labeling, agreed, disputed, resolved, rejected

  /// Nothing more is asked of anybody.
  package var isDecided: Bool {
    switch self {
    case .agreed, .resolved, .rejected: true
    case .queued, .labeling, .disputed: false
    }
  }
}

/// An image's state with all that it follows from: derived from annotations, resolution and
/// policy, never a fact of its own.
package struct Standing: Hashable, Sendable {
  package var state: ImageState
  /// People who answered, those who skipped included.
  package var people: Int
  /// People who must answer before the image can be decided; at least `people`.
  package var wanted: Int
  /// Nil until somebody answered with boxes.
  package var merged: MergedImage?

  package init(state: ImageState, people: Int, wanted: Int, merged: MergedImage?) {
    self.state = state
    self.people = people
    self.wanted = wanted
    self.merged = merged
  }
}
