import Labels

/// One candidate, or one image, and how much of it is as the truth is.
private struct Sample {
  var features: [Double]
  /// The IoU with the object, or that of the image's sets of boxes.
  var overlap: Double
}

extension [Sample] {
  fileprivate var inOrder: [Sample] {
    sorted {
      $0.features == $1.features
        ? $0.overlap < $1.overlap : $0.features.lexicographicallyPrecedes($1.features)
    }
  }
}

extension Calibration {
  /// Images with an expert's answer below which the shipped curves are kept as they are; and those
  /// below which the expected IoU, on which risk rests, is kept: it is the hardest to learn.
  package static let leastExperts = 20
  package static let leastExpertsForRisk = 200
  /// So many candidates hold the curves at the shipped ones.
  private static let ridge = 10.0

  /// The curves drawn towards what experts said of images: logistic regression with a ridge
  /// towards the shipped coefficients, by a fixed number of Newton's steps. The images are seen
  /// with `skills`, as if nobody had said what is there.
  package static func drawn(to images: [AnnotatedImage], skills: Skills) -> Calibration {
    let told = images.filter { $0.truth != nil }
    guard told.count >= leastExperts else { return .shipped }
    return drawn(
      to: told.map { ($0, skills) }, from: .shipped, withRisk: told.count >= leastExpertsForRisk)
  }

  /// The curves fitted to images with known truth alone, each seen with its skills: how the shipped
  /// coefficients are made.
  package static func fitted(to images: [(AnnotatedImage, Skills)]) -> Calibration {
    func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
    let blank = Calibration(
      right: zeros(Features.count), present: zeros(Features.count), overlap: zeros(Features.count),
      risk: zeros(ImageFeatures.count))
    return drawn(to: images.filter { $0.0.truth != nil }, from: blank, withRisk: true)
  }

  private static func drawn(
    to images: [(image: AnnotatedImage, skills: Skills)], from start: Calibration, withRisk: Bool
  ) -> Calibration {
    let seen = images.map { image, skills in
      let voters = image.annotations.latest.filter { !$0.answer.isSkip }
      return (
        image: image, voters: voters,
        model: ImageModel(voters, width: image.width, height: image.height, skills: skills)
      )
    }
    // Sorted, so that sums do not depend on the images' order.
    let samples = seen.flatMap { Self.samples(of: $0.image, in: $0.model) }.inOrder
    var next = start
    next.experts = images.count
    let features = samples.map(\.features)
    next.right = regression(features, samples.map { $0.overlap >= 0.8 ? 1 : 0 }, from: start.right)
    next.present = regression(
      features, samples.map { $0.overlap >= 0.5 ? 1 : 0 }, from: start.present)
    guard withRisk else { return next }
    next.overlap = regression(features, samples.map(\.overlap), from: start.overlap)
    let images = seen.compactMap { image, voters, model -> Sample? in
      let outlooks = next.outlooks(in: model)
      let expectation = Expectation(outlooks, in: model)
      guard expectation.union > 0 else { return nil }
      let kept = zip(model.objects, outlooks).filter { $0.1.isKept }.map {
        LabeledBox(box: Box($0.0.edges, within: model), classID: $0.0.classes.best)
      }
      return Sample(
        features: ImageFeatures.of(
          expectation, disagreement: disagreement(of: voters.map(\.answer.boxes)), in: model),
        overlap: 1 - disagreement(between: kept, and: image.truth ?? []))
    }.inOrder
    next.risk = regression(images.map(\.features), images.map { 1 - $0.overlap }, from: start.risk)
    return next
  }

  private static func samples(of image: AnnotatedImage, in model: ImageModel) -> [Sample] {
    let truth = (image.truth ?? []).map { Edges($0.box) }
    let boxes = model.objects.map(\.edges)
    // Stronger candidates first, so that a stray box of an object already found counts as wrong.
    let partners = Matching.pairs(of: boxes, with: truth) { one, other in
      let iou = boxes[one].iou(with: truth[other])
      return iou >= 0.3 ? iou + model.objects[one].existence.probability : 0
    }
    return model.objects.indices.map { index in
      Sample(
        features: Features.of(index, in: model),
        overlap: partners[index].map { boxes[index].iou(with: truth[$0]) } ?? 0)
    }
  }

  private static func regression(
    _ features: [[Double]], _ targets: [Double], from shipped: [Double]
  ) -> [Double] {
    let count = shipped.count
    var coefficients = shipped
    for _ in 0..<12 {
      var gradient = (0..<count).map { ridge * (shipped[$0] - coefficients[$0]) }
      var curvature = [Double](repeating: 0, count: count * count)
      for place in 0..<count { curvature[place * count + place] = ridge }
      for (row, target) in zip(features, targets) {
        var sum = 0.0
        for place in 0..<count { sum += row[place] * coefficients[place] }
        let expected = probability(logit: sum.clamped(to: -30...30))
        let weight = expected * (1 - expected)
        for place in 0..<count {
          gradient[place] += row[place] * (target - expected)
          for other in 0...place {
            curvature[place * count + other] += weight * row[place] * row[other]
          }
        }
      }
      let step = solve(curvature, gradient)
      for place in 0..<count { coefficients[place] += step[place] }
    }
    return coefficients
  }

  /// Solves a symmetric positive definite system, given its lower triangle row by row (Cholesky).
  private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
    let count = right.count
    var factor = matrix
    var solution = right
    for row in 0..<count {
      for column in 0...row {
        var sum = factor[row * count + column]
        for place in 0..<column {
          sum -= factor[row * count + place] * factor[column * count + place]
        }
        factor[row * count + column] =
          row == column ? sum.squareRoot() : sum / factor[column * count + column]
      }
      for place in 0..<row { solution[row] -= factor[row * count + place] * solution[place] }
      solution[row] /= factor[row * count + row]
    }
    for row in (0..<count).reversed() {
      for place in (row + 1)..<max(count, row + 1) {
        solution[row] -= factor[place * count + row] * solution[place]
      }
      solution[row] /= factor[row * count + row]
    }
    return solution
  }
}
