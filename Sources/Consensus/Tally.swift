package import Labels

/// One image as `fit` takes it.
package struct AnnotatedImage: Hashable, Sendable {
  package var annotations: [Annotation]
  package var width: Int
  package var height: Int
  /// What an expert said is there, or what is known of a gold image; nil where nobody did.
  package var truth: [LabeledBox]?

  package init(annotations: [Annotation], width: Int, height: Int, truth: [LabeledBox]? = nil) {
    self.annotations = annotations
    self.width = width
    self.height = height
    self.truth = truth
  }
}

/// What images say of their labelers, summed up: all that the next `Skills` follow from.
///
/// The sums are exact (`ExactSum`): images may be added in any order, and tallies of parts of a
/// workspace, made on other cores or on another day, may be added to each other, and the same
/// skills come out to the last bit.
package struct Tally: Sendable {
  /// What images are seen with; frozen while they are counted.
  package let skills: Skills
  package private(set) var images = 0
  /// In the order in which they came.
  private(set) var labelers: [LabelerSums] = []
  private var places: [String: Int] = [:]
  var common = CommonSums()

  package init(_ skills: Skills = Skills()) {
    self.skills = skills
  }

  /// Adds an image: a matter of microseconds.
  package mutating func add(_ image: AnnotatedImage) {
    let voters = image.annotations.latest.filter { !$0.answer.isSkip }
    let all = Ballot.all(of: voters, skills: skills)
    let diagonal = Edges(0, 0, Double(image.width), Double(image.height)).diagonal
    for (ballot, shared) in zip(all, Copying.shared(by: all, diagonal: diagonal)) {
      let place = self.place(of: ballot.name)
      labelers[place].images += 1
      labelers[place].drawn += ballot.boxes.count
      labelers[place].shared += shared
    }
    images += 1
    add(
      ImageModel(
        voters, width: image.width, height: image.height, skills: skills, truth: image.truth))
  }

  /// Adds what another tally has counted with the same skills.
  package mutating func add(_ other: Tally) {
    images += other.images
    for sums in other.labelers {
      let place = self.place(of: sums.name)
      labelers[place] += sums
    }
    common += other.common
  }

  private mutating func place(of name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = labelers.count
    labelers.append(LabelerSums(name: name))
    return labelers.count - 1
  }

  private mutating func add(_ model: ImageModel) {
    var places: [Int] = []
    for ballot in model.ballots { places.append(place(of: ballot.name)) }
    for (group, object) in model.objects.enumerated() {
      var voted = [Bool](repeating: false, count: model.ballots.count)
      for vote in model.groups[group] {
        let index = model.votes.ballots[vote]
        voted[index] = true
        count(vote, object: object, model: model, place: places[index])
      }
      count(object, voted: voted, model: model, places: places)
    }
    guard model.missedByAll > 0 else { return }
    for place in places {
      labelers[place].misses += Double(model.missedByAll)
      labelers[place].objects += Double(model.missedByAll)
    }
  }

  /// What one vote says of its labeler's hand and sense of classes, and of everybody's.
  private mutating func count(
    _ vote: Int, object: ObjectEstimate, model: ImageModel, place: Int
  ) {
    let ballot = model.ballots[model.votes.ballots[vote]]
    if object.isTelling {
      let labeler = ballot.labeler
      let extents = object.edges.extents
      let difficulty = object.difficulty * model.difficulty
      let excess = model.excess(of: vote, object: object)
      labelers[place].variance += excess / difficulty
      labelers[place].votes += 1

      let usual = model.usualVariance(extents)
      let residual = model.votes.edges[vote] - object.edges
      let fromBias = residual - labeler.bias * extents
      let weight =
        (ImageModel.degreesOfFreedom + 1)
        / (ImageModel.degreesOfFreedom * labeler.variance * usual * difficulty + fromBias * fromBias)
      labelers[place].biasWeight += weight * extents * extents
      labelers[place].bias += weight * extents * residual
      if object.isAnchored {
        common.anchorWeight += weight * extents * extents
        common.anchorBias += weight * extents * fromBias
      }
      let relative = excess * usual / (labeler.variance * difficulty)
      for edge in 0..<4 {
        common.noise.add(
          extent: extents[edge] / model.diagonal,
          variance: relative[edge] / (model.diagonal * model.diagonal))
      }
    }
    if object.votes > 1 || object.isAnchored {
      for (truth, probability) in object.classes.all where probability > 1e-4 {
        let naming = Skills.Naming(truth: truth, named: model.votes.classes[vote])
        labelers[place].confusion[naming, default: ExactSum()] +=
          probability * object.existence.probability
      }
    }
  }

  /// What a candidate says of all who saw its image.
  private mutating func count(
    _ object: ObjectEstimate, voted: [Bool], model: ImageModel, places: [Int]
  ) {
    let existence = object.existence
    let real = existence.probability
    let size = Skills.Common.sizeClass(area: object.edges.area, diagonal: model.diagonal)
    for (index, place) in places.enumerated() {
      labelers[place].misses += real * ((voted[index] ? 0 : 1) + existence.unseen)
      labelers[place].objects += real * (1 + existence.unseen)
      labelers[place].inventions += voted[index] ? 1 - real : 0
      labelers[place].nothings += (1 - real) * (1 + existence.unseenInventions)
      common.misses[size] += voted[index] ? 0 : real
      common.expectedMisses[size] +=
        real
        * model.missProbability(
          missOdds: model.missOdds[index], size: model.common.missesBySize[size])
    }
    common.objects += real
    common.candidates += 1
    for (classID, probability) in object.classes.all where probability > 1e-4 {
      common.classes[classID, default: ExactSum()] += probability * real
    }
  }
}

extension Edges {
  var diagonal: Double { (width * width + height * height).squareRoot() }
}
