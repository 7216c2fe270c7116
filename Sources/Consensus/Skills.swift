/// What is known of a crowd of labelers: how each draws, what each overlooks, invents and mixes up.
///
/// A value without reference to any image: `fit` makes it of a whole workspace, `merge` uses it for
/// one image. All of it are explicit fields, so that it can be written down and read again;
/// `version` says which meaning they have. Without labelers nobody is known, and all count alike.
package struct Skills: Hashable, Sendable {
  /// Of the fields' meaning. A value of another version cannot be used.
  package static let currentVersion = 1

  package var version = Skills.currentVersion
  /// What holds for everybody.
  package var common = Common()
  /// By labeler's name.
  package var labelers: [String: Labeler] = [:]
  /// What everybody together named what.
  package var confusion = Confusion()
  /// How the model's numbers become probabilities.
  package var calibration = Calibration.shipped

  package init() {}

  /// Labelers of whom only the spread is known: the standard deviation of an edge, as a share of
  /// the box's extent.
  package init(spreads: [String: Double]) {
    for (name, spread) in spreads where spread.isFinite {
      let ratio = spread / common.spread
      var labeler = Labeler()
      labeler.variance = Edges(repeating: min(max(ratio * ratio, 0.01), 100))
      labelers[name] = labeler
    }
  }
}

extension Skills {
  /// What holds for everybody who labels these images.
  package struct Common: Hashable, Sendable {
    /// The part of an edge's standard deviation that no extent explains, a share of the image's
    /// diagonal: nobody hits a pixel exactly.
    package var floor = 0.0014
    /// The part that grows with the box, a share of its extent.
    package var spread = 0.03
    /// The share of candidates (whatever anybody drew) that are objects.
    package var objects = 0.8
    /// How many times likelier than usual an object of each size is overlooked: odds, by
    /// `sizeClass`.
    package var missesBySize = [Double](repeating: 1, count: Common.sizeClasses)
    /// Images that the numbers come from.
    package var images = 0

    package static let sizeClasses = 9

    package init() {}

    /// The size class of a box, by the square root of its area as a share of the image's diagonal:
    /// steps by the square root of 2 from 0.0125.
    static func sizeClass(area: Double, diagonal: Double) -> Int {
      var bound = 0.0125 * 0.0125 * diagonal * diagonal
      var size = 0
      while size < sizeClasses - 1, area > bound {
        bound *= 2
        size += 1
      }
      return size
    }
  }

  /// What is known of one labeler. The initial values are those of somebody unknown.
  package struct Labeler: Hashable, Sendable {
    /// Where the labeler's edges lie on average, less where the object's do, as a share of the
    /// extent: a negative `left` is drawn too far out, a positive `right` as well.
    package var bias = Edges.zero
    /// The variance of each edge, as a multiple of everybody's.
    package var variance = Edges(repeating: 1)
    /// The probability that the labeler overlooks an object of usual size.
    package var misses = 0.08
    /// The probability that the labeler votes for a candidate that is no object.
    package var inventions = 0.10
    /// Soft counts of what the labeler named what.
    package var confusion: [Naming: Double] = [:] {
      didSet { totals = Self.totals(of: confusion) }
    }
    /// The same by true class.
    private(set) var totals: [Int: Double] = [:]
    /// Whether most of the labeler's boxes are another's to the pixel.
    package var copies = false
    /// Soft count of the labeler's boxes that another labeler confirmed: what the numbers rest on.
    package var boxes = 0.0
    /// Images that the labeler answered with boxes, perhaps none.
    package var images = 0

    package init() {}

    private static func totals(of confusion: [Naming: Double]) -> [Int: Double] {
      var totals: [Int: Double] = [:]
      for (naming, count) in confusion.sorted(by: { $0.key < $1.key }) {
        totals[naming.truth, default: 0] += count
      }
      return totals
    }
  }

  /// A true class and the class that was named.
  package struct Naming: Hashable, Sendable, Comparable {
    package var truth: Int
    package var named: Int

    package init(truth: Int, named: Int) {
      self.truth = truth
      self.named = named
    }

    package static func < (one: Naming, other: Naming) -> Bool {
      (one.truth, one.named) < (other.truth, other.named)
    }
  }
}
