/// Estimates what is known of a crowd from all images that it labeled: `passes` times each image
/// is inferred with what is known so far, and the next skills follow from the sums over all images
/// (expectation and maximization; Dempster, Laird and Rubin 1977).
///
/// The same value whatever the order of images, annotations and boxes, and whatever labelers are
/// called. Some 10 microseconds an image and pass.
///
/// Where experts told the truth of enough images, the calibration is drawn towards it
/// (`Calibration.drawn`).
package func fit(_ images: [AnnotatedImage], passes: Int = Skills.passes) -> Skills {
  var skills = fit(passes: passes) { known in
    var tally = Tally(known)
    for image in images { tally.add(image) }
    return tally
  }
  skills.calibration = Calibration.drawn(to: images, skills: skills)
  return skills
}

/// The same of images that are held elsewhere, without experts: `counting` adds all of them to a tally
/// with the skills that it is given, on as many cores as it likes.
package func fit(passes: Int = Skills.passes, counting: (Skills) -> Tally) -> Skills {
  var skills = Skills()
  for _ in 0..<passes { skills = counting(skills).estimate() }
  return skills
}

/// The same, to the last bit, on several cores at once.
package func fit(
  _ images: [AnnotatedImage], passes: Int = Skills.passes, cores: Int
) async -> Skills {
  var skills = Skills()
  let share = max(1, (images.count + cores - 1) / max(cores, 1))
  for _ in 0..<passes {
    let known = skills
    skills = await withTaskGroup(of: Tally.self) { group in
      for start in stride(from: 0, to: images.count, by: share) {
        group.addTask {
          var tally = Tally(known)
          for image in images[start..<min(start + share, images.count)] { tally.add(image) }
          return tally
        }
      }
      var whole = Tally(known)
      for await part in group { whole.add(part) }
      return whole.estimate()
    }
  }
  skills.calibration = Calibration.drawn(to: images, skills: skills)
  return skills
}

extension Skills {
  /// Of `fit`: later ones change no edge by more than a hundredth of a pixel.
  package static let passes = 10
}

extension Tally {
  private typealias Prior = (count: Double, share: Double)

  /// What is usual weighs as much as so many votes or objects, so that a labeler's first images
  /// change little.
  private static let usualVotes = 10.0
  private static let usualMisses: Prior = (5, 0.08)
  private static let usualInventions: Prior = (6, 0.10)
  /// The standard deviation of labelers' biases, a share of the extent.
  private static let biasSpread = 0.02

  /// Anchored votes that the belief in an unbiased crowd weighs as much as: 20 of usual precision.
  private static let anchorDoubt = Edges(repeating: 20 / (0.03 * 0.03))

  /// The skills that follow from the sums.
  package func estimate() -> Skills {
    var next = Skills()
    next.calibration = skills.calibration
    next.common = estimateCommon()
    let copiers = copiers()
    for sums in labelers {
      var labeler = Skills.Labeler()
      labeler.images = sums.images
      labeler.copies = copiers.contains(sums.name)
      labeler.boxes = Double(sums.votes)
      labeler.variance = variance(of: sums)
      labeler.bias =
        sums.bias.value / (sums.biasWeight.value + 1 / (Self.biasSpread * Self.biasSpread))
      let (misses, inventions) = (Self.usualMisses, Self.usualInventions)
      labeler.misses =
        ((misses.count * misses.share + sums.misses.value) / (misses.count + sums.objects.value))
        .clamped(to: 0.004...0.98)
      labeler.inventions =
        ((inventions.count * inventions.share + sums.inventions.value)
        / (inventions.count + sums.nothings.value)).clamped(to: 0.005...0.8)
      labeler.confusion = sums.confusion.mapValues(\.value)
      next.labelers[sums.name] = labeler
    }
    gauge(&next)
    var votes: [Skills.Naming: ExactSum] = [:]
    for sums in labelers {
      for (naming, count) in sums.confusion { votes[naming, default: ExactSum()] += count }
    }
    next.confusion = Confusion(
      votes: votes.mapValues(\.value), objects: common.classes.mapValues(\.value))
    return next
  }

  /// Each edge's variance, drawn towards the labeler's mean, which is drawn towards everybody's.
  private func variance(of sums: LabelerSums) -> Edges {
    let (votes, sum) = (Double(sums.votes), sums.variance.value)
    let mean = (4 * Self.usualVotes + sum.total) / (4 * (Self.usualVotes + votes))
    let edges = (sum + Self.usualVotes * mean) / (votes + Self.usualVotes)
    return edges.clamped(
      lowerBound: Edges(repeating: 0.15), upperBound: Edges(repeating: 40))
  }

  private func estimateCommon() -> Skills.Common {
    var next = skills.common
    next.images = images
    if let law = common.noise.law() { (next.floor, next.spread) = law }
    next.objects =
      ((common.objects.value + 8) / (Double(common.candidates) + 10)).clamped(to: 0.05...0.85)
    for size in next.missesBySize.indices {
      let ratio = (3 + common.misses[size].value) / (3 + common.expectedMisses[size].value)
      next.missesBySize[size] = (next.missesBySize[size] * ratio).clamped(to: 0.5...2)
    }
    return next
  }

  /// What all labelers have in common cannot be told from the object, so the precise ones say where
  /// its edges are; where an expert told some of them, it is what remains of those votes' errors.
  private func gauge(_ next: inout Skills) {
    let anchored = common.anchorWeight.value
    // The images were seen with the biases of before.
    let seen = (common.anchorBias.value + Self.commonBias(of: skills) * anchored)
    let offset = seen / (anchored + Self.anchorDoubt)
    let shift = Self.commonBias(of: next) - offset
    for name in next.labelers.keys { next.labelers[name]?.bias -= shift }
  }

  /// The mean bias, weighted by votes and precision.
  private static func commonBias(of skills: Skills) -> Edges {
    var (sum, weight) = (ExactSums(), ExactSums())
    for labeler in skills.labelers.values {
      weight += labeler.boxes / labeler.variance
      sum += labeler.boxes / labeler.variance * labeler.bias
    }
    return sum.value / weight.value.replacing(with: 1, where: weight.value .== 0)
  }

  private func copiers() -> Set<String> {
    let shares = labelers.filter { $0.drawn > 0 }
      .map { Double($0.shared) / Double($0.drawn) }.sorted()
    guard !shares.isEmpty else { return [] }
    let middle = shares.count / 2
    let median = shares.count % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2
    guard median <= Copying.usualShare else { return [] }
    return Set(
      labelers.filter {
        $0.drawn >= Copying.boxes
          && Double($0.shared) > Copying.share * Double($0.drawn)
      }.map(\.name))
  }
}
