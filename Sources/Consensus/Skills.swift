/// How precisely each labeler draws.
///
/// A spread is the standard deviation of one edge, as a share of the box's extent across that edge
/// (its width for the left and right edges, its height for the top and bottom ones). Everybody has
/// `floor` on top of it, a share of the image's diagonal: nobody hits a pixel exactly.
package struct Skills: Hashable, Sendable {
  /// The spread of a labeler of whom nothing is known. Measured on crowds whose truth is known.
  package static let priorSpread = 0.03
  /// The spread that no extent explains, as a share of the image's diagonal: about 1 pixel on
  /// 640 x 480. Measured with `priorSpread`.
  package static let floor = 0.0014
  /// Spreads outside it are taken as its nearer end: nobody is perfect, nobody is ignored.
  package static let plausible = 0.002...0.25

  /// By labeler's name.
  package var spreads: [String: Double]

  /// Without spreads nobody is known, and all count alike.
  package init(spreads: [String: Double] = [:]) {
    self.spreads = spreads
  }

  package func spread(of labeler: String) -> Double {
    guard let spread = spreads[labeler], spread.isFinite else { return Self.priorSpread }
    return min(max(spread, Self.plausible.lowerBound), Self.plausible.upperBound)
  }
}
