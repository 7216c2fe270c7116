/// What the votes for one candidate let us expect of it.
struct ObjectEstimate {
  var edges: Edges
  /// Of each estimated edge, in square pixels, given the model: the inverse of the weights' sum.
  var variance = Edges.zero
  var votes: Int
  /// A factor of the edges' variance, beside the image's.
  var difficulty = 1.0
  var existence = Existence.sure
  var classes = ClassEstimate()
  /// Whether an expert said what it is.
  var isAnchored = false
  /// The class that an expert gave it.
  var trueClass: Int?
  /// Whether it overlaps a candidate with more votes: usually it is a bad box of that one.
  var isShadowed = false

  init(edges: Edges, votes: Int) {
    self.edges = edges
    self.votes = votes
  }

  /// Whether the distances of its votes say anything about those who cast them.
  var isTelling: Bool { (votes > 1 || isAnchored) && existence.probability > 0.5 }
}
