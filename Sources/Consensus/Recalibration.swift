import Labels

extension Calibration {
  /// Images with an expert's answer below which the shipped curves are kept as they are; and those
  /// below which the expected IoU, on which risk rests, is kept: it is the hardest to learn.
  package static let leastExperts = 20
  package static let leastExpertsForRisk = 200
  /// So many candidates hold the curves at the shipped ones.
  private static let ridge = 10.0

  /// One candidate and whether it was right.
  struct Sample {
    var features: [Double]
    var right: Double
    var present: Double
    var overlap: Double
  }

  /// The curves drawn towards what experts said of images: logistic regression with a ridge
  /// towards the shipped coefficients, by a fixed number of Newton's steps. The images are seen
  /// with `skills`, as if nobody had said what is there.
  package static func drawn(to images: [AnnotatedImage], skills: Skills) -> Calibration {
    let told = images.filter { $0.truth != nil }
    guard told.count >= leastExperts else { return .shipped }
    // Sorted, so that sums do not depend on the images' order.
    let samples = told.flatMap { Self.samples(of: $0, skills: skills) }
      .sorted { $0.features.lexicographicallyPrecedes($1.features) }
    var next = Calibration.shipped
    next.experts = told.count
    let features = samples.map(\.features)
    next.right = regression(features, samples.map(\.right), from: next.right)
    next.present = regression(features, samples.map(\.present), from: next.present)
    if told.count >= leastExpertsForRisk {
      next.overlap = regression(features, samples.map(\.overlap), from: next.overlap)
    }
    return next
  }

  private static func samples(of image: AnnotatedImage, skills: Skills) -> [Sample] {
    let truth = (image.truth ?? []).map { Edges($0.box) }
    let voters = image.annotations.latest.filter { !$0.answer.isSkip }
    let model = ImageModel(voters, width: image.width, height: image.height, skills: skills)
    let boxes = model.objects.map(\.edges)
    // Stronger candidates first, so that a stray box of an object already found counts as wrong.
    let partners = Matching.pairs(of: boxes, with: truth) { one, other in
      let iou = boxes[one].iou(with: truth[other])
      return iou >= 0.3 ? iou + model.objects[one].existence.probability : 0
    }
    return model.objects.indices.map { index in
      let overlap = partners[index].map { boxes[index].iou(with: truth[$0]) } ?? 0
      return Sample(
        features: Features.of(model.objects[index], in: model), right: overlap >= 0.8 ? 1 : 0,
        present: overlap >= 0.5 ? 1 : 0, overlap: overlap)
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
