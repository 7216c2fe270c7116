import Labels

/// Everything that the votes of one image, and what is known of the labelers, let us infer of its
/// objects; with the truth where an expert told it.
///
/// Votes are grouped into objects (`Clustering`), each object's edges, existence and class are
/// estimated, and the votes are dealt anew to the objects so found (`regrouped`), since boxes
/// less their labelers' biases match better; where that changed anything, the estimates are made
/// again.
struct ImageModel {
  /// Of the image, in pixels.
  let width: Double
  let height: Double
  let diagonal: Double
  let common: Skills.Common
  let confusion: Confusion
  let ballots: [Ballot]
  let votes: Votes
  /// Of each vote: its labeler's bias and variance.
  let biases: [Edges]
  let variances: [Edges]
  /// Of each vote: its edges less what the labeler usually puts on, in proportion to the vote.
  let unbiased: [Edges]
  /// Of each ballot: the odds that an object is overlooked, and the probability of a vote for none.
  let missOdds: [Double]
  let inventions: [Double]
  /// The share of the voters of whom next to nothing is known, 0 to 1.
  let unknownShare: Double
  private(set) var groups: Groups
  /// How difficult the image is: a factor of every edge's variance.
  private(set) var difficulty = 1.0
  private(set) var objects: [ObjectEstimate] = []
  /// How many true objects nobody voted for; only where the truth is known.
  private(set) var missedByAll = 0

  /// In square pixels, what of an edge's variance no extent explains; and its share that grows
  /// with the square of the extent.
  let floor: Double
  let slope: Double

  /// Boxes are grown by this much on every side, in pixels, before they are matched.
  private let margin: Double
  /// Passes over an image's edges and difficulties: the last one changes less than a hundredth of
  /// a pixel.
  private static let passes = 6

  init(_ latest: [Annotation], width: Int, height: Int, skills: Skills, truth: [LabeledBox]? = nil)
  {
    (self.width, self.height) = (Double(width), Double(height))
    diagonal = (self.width * self.width + self.height * self.height).squareRoot()
    common = skills.common
    confusion = skills.confusion
    floor = common.floor * common.floor * diagonal * diagonal
    slope = common.spread * common.spread
    margin = 2 * Skills.Common().floor * diagonal
    ballots = Ballot.withoutCopies(Ballot.all(of: latest, skills: skills), diagonal: diagonal)
    unknownShare = ballots.unknownShare
    votes = Votes(ballots)
    var unbiased = votes.edges
    var (biases, variances) = (votes.edges, votes.edges)
    for (vote, ballot) in votes.ballots.enumerated() {
      biases[vote] = ballots[ballot].labeler.bias
      variances[vote] = ballots[ballot].labeler.variance
      unbiased[vote] -= biases[vote] * unbiased[vote].extents
    }
    (self.biases, self.variances) = (biases, variances)
    missOdds = ballots.map {
      ($0.labeler.misses / (1 - $0.labeler.misses)).clamped(to: 1e-3...1e3)
    }
    inventions = ballots.map { $0.labeler.inventions.clamped(to: 1e-3...0.9) }
    self.unbiased = unbiased
    groups = Groups()
    for group in Clustering.groups(of: votes, chosen: Array(0..<votes.count), margin: margin) {
      groups.append(group)
    }
    guard votes.count > 0 else {
      missedByAll = truth?.count ?? 0
      return
    }
    estimate()
    let regrouped = regrouped(margin: margin)
    if regrouped != groups {
      groups = regrouped
      estimate()
    }
    if let truth { anchor(to: truth) }
    for object in objects.indices { finish(object) }
  }

  private mutating func estimate() {
    difficulty = 1
    objects = []
    objects.reserveCapacity(groups.count)
    for group in 0..<groups.count { objects.append(start(group)) }
    for pass in 0..<Self.passes {
      for object in objects.indices {
        for _ in 0..<(pass == 0 ? 3 : 2) { locate(object) }
      }
      rate()
    }
  }

  private func start(_ group: Int) -> ObjectEstimate {
    var object = ObjectEstimate(edges: median(group), votes: groups[group].count)
    object.existence = existence(of: group, area: object.edges.area)
    object.classes = classes(of: group)
    return object
  }
}

// MARK: Edges

extension ImageModel {
  /// Of the Student-t distribution of an edge's error. Chosen on crowds with known truth: 2.5 and 8
  /// do worse.
  static let degreesOfFreedom = 4.0
  /// What the median has in the edges where nobody is known: errors of strangers lean to one side
  /// more often than the model thinks.
  private static let medianShare = 0.5
  /// Edges that the difficulty 1 counts for, of an image and of an object; and its bounds.
  private static let usualEdges = (image: 12.0, object: 10.0)
  private static let difficulties = 0.3...12.0

  /// The edges' variance that is usual for an object of that size, in square pixels.
  func usualVariance(_ extents: Edges) -> Edges {
    floor + extents * extents * slope
  }

  private func median(_ group: Int) -> Edges {
    let members = groups[group]
    if members.count == 1, let only = members.first { return unbiased[only] }
    var median = Edges.zero
    var values = [Double](repeating: 0, count: members.count)
    let middle = values.count / 2
    for edge in 0..<4 {
      for (place, vote) in members.enumerated() { values[place] = unbiased[vote][edge] }
      values.sort()
      median[edge] =
        values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }
    return median
  }

  /// One reweighted mean of an object's edges: the location of a Student-t distribution from where
  /// it was (Lange, Little and Taylor 1989). An edge that slipped far away hardly counts, and
  /// still the edges near each other are averaged, which a median does not do.
  private mutating func locate(_ object: Int) {
    let from = objects[object].edges
    let extents = from.extents
    let usual =
      usualVariance(extents) * (difficulty * objects[object].difficulty * Self.degreesOfFreedom)
    var weights = Edges.zero
    var sum = Edges.zero
    for place in groups.range(object) {
      let vote = groups.members[place]
      let residual = votes.edges[vote] - biases[vote] * extents - from
      let weight =
        (Self.degreesOfFreedom + 1) / (variances[vote] * usual + residual * residual)
      weights += weight
      sum += weight * residual
    }
    objects[object].variance = 1 / weights
    // Edges are estimated apart from each other and could pass each other where hardly anything
    // overlaps; medians cannot.
    let next = from + sum / weights
    if next[2] - next[0] > 0, next[3] - next[1] > 0 { objects[object].edges = next }
  }

  /// The expected squared errors of a vote's edges, robustly weighted, as multiples of what is
  /// usual for an object of that size. The estimate's own variance is part of it: without it
  /// three votes that happen to agree would seem perfect.
  func excess(of vote: Int, object: ObjectEstimate) -> Edges {
    let extents = object.edges.extents
    let usual = usualVariance(extents)
    let scale = variances[vote] * usual * (difficulty * object.difficulty)
    let residual = votes.edges[vote] - biases[vote] * extents - object.edges
    let squared = residual * residual
    let robust = (Self.degreesOfFreedom + 1) / (Self.degreesOfFreedom + squared / scale)
    return robust * (squared + object.variance) / usual
  }

  /// Estimates how difficult the image and its objects are.
  private mutating func rate() {
    var (sum, count) = (0.0, 0.0)
    var sums = [Double](repeating: 0, count: objects.count)
    for index in objects.indices where objects[index].isTelling {
      let object = objects[index]
      for place in groups.range(index) {
        let vote = groups.members[place]
        sums[index] += (excess(of: vote, object: object) / variances[vote]).total
      }
      sum += sums[index] / object.difficulty
      count += 4 * Double(object.votes)
    }
    let usual = Self.usualEdges
    difficulty = ((usual.image + sum) / (usual.image + count)).clamped(to: Self.difficulties)
    for index in objects.indices where objects[index].isTelling {
      let count = 4 * Double(objects[index].votes)
      objects[index].difficulty =
        ((usual.object + sums[index] / difficulty) / (usual.object + count))
        .clamped(to: Self.difficulties)
    }
  }
}

// MARK: Truth

extension ImageModel {
  /// IoU that a box must have with a true one to be of that object.
  private static let anchoringIoU = 0.30

  /// Puts the truth in the place of the estimates.
  private mutating func anchor(to truth: [LabeledBox]) {
    let sets = objects.map(\.edges)
    let pairs = Matching.pairs(of: sets, with: truth.map { Edges($0.box) }) { one, other in
      let iou = sets[one].iou(with: Edges(truth[other].box))
      return iou >= Self.anchoringIoU ? iou : 0
    }
    for (object, match) in pairs.enumerated() {
      objects[object].isAnchored = true
      objects[object].existence = match == nil ? .none : .sure
      guard let match else { continue }
      objects[object].edges = Edges(truth[match].box)
      objects[object].variance = .zero
      objects[object].trueClass = truth[match].classID
    }
    missedByAll = truth.count - pairs.count { $0 != nil }
  }

  private mutating func finish(_ index: Int) {
    if !objects[index].isAnchored {
      if objects[index].votes > 2 {
        let median = median(index)
        objects[index].edges +=
          (median - objects[index].edges) * (Self.medianShare * unknownShare)
      }
      objects[index].existence = existence(of: index, area: objects[index].edges.area)
    }
    if let known = objects[index].trueClass { objects[index].classes = ClassEstimate(known: known) }
    let edges = objects[index].edges
    let votes = objects[index].votes
    for other in objects.indices where objects[other].votes > votes {
      if objects[other].edges.iou(with: edges) >= 0.30 { objects[index].isShadowed = true }
    }
  }
}

extension Double {
  func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
