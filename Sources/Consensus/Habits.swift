import Labels

/// How one labeler's edges usually lie beside everybody's, in pixels.
package struct Habit: Hashable, Sendable {
  package enum Side: String, CaseIterable, Sendable {
    case left, top, right, bottom
  }

  package var side: Side
  /// How far outside the object the edge lies on average; below 0 inside.
  package var pixels: Double
  /// The mean lies between these in 95 of 100 cases.
  package var low: Double
  package var high: Double

  /// Whether it is there for certain, and large enough to see: at least half a pixel.
  package var isTelling: Bool { (low > 0 || high < 0) && abs(pixels) >= 0.5 }
}

/// Each labeler's habits by name, one a side, from the objects that at least three drew.
///
/// The object is where the consensus has it when every labeler's habits are taken off. Intervals
/// are of the `Bootstrap` over objects: the same images in any order give the same habits.
package func habits(of images: [AnnotatedImage], skills: Skills) -> [String: [Habit]] {
  var errors: [String: [Edges]] = [:]
  for image in images {
    let voters = image.annotations.latest.filter { !$0.answer.isSkip }
    let model = ImageModel(
      voters, width: image.width, height: image.height, skills: skills, truth: image.truth)
    for (group, object) in model.objects.enumerated()
    where object.isTelling && (object.votes > 2 || object.isAnchored) {
      for vote in model.groups[group] {
        let name = model.ballots[model.votes.ballots[vote]].name
        let error = model.votes.edges[vote] - object.edges
        errors[name, default: []].append(error * Edges(-1, -1, 1, 1))
      }
    }
  }
  return errors.mapValues { habits(of: $0.sorted { $0.precedes($1) }) }
}

/// What the habits are, in words that help: "draws 2 px loose on the left, 3 px tight at the
/// bottom"; nil where none is telling.
package func words(for habits: [Habit]) -> String? {
  let telling = habits.filter(\.isTelling)
  guard !telling.isEmpty else { return nil }
  let parts = telling.map { habit in
    let pixels = abs(habit.pixels)
    let amount = pixels < 10 ? (pixels * 10).rounded() / 10 : pixels.rounded()
    let text = amount == amount.rounded() ? String(Int(amount)) : String(amount)
    let place =
      switch habit.side {
      case .left, .right: "on the \(habit.side.rawValue)"
      case .top, .bottom: "at the \(habit.side.rawValue)"
      }
    return "\(text) px \(habit.pixels > 0 ? "loose" : "tight") \(place)"
  }
  return "draws " + parts.joined(separator: ", ")
}

private func habits(of errors: [Edges]) -> [Habit] {
  func mean(_ pick: (Int) -> Int) -> Edges {
    var sum = Edges.zero
    for place in errors.indices { sum += errors[pick(place)] }
    return sum / Double(errors.count)
  }
  let found = mean { $0 }
  let resamples = Bootstrap.resamples
  var draw = Bootstrap.seed
  let drawn = (0..<resamples).map { _ in
    mean { _ in Bootstrap.place(&draw, of: errors.count) }
  }
  return Habit.Side.allCases.enumerated().map { edge, side in
    let sorted = drawn.map { $0[edge] }.sorted()
    return Habit(
      side: side, pixels: found[edge].inMillionths,
      low: sorted[resamples / 40].inMillionths,
      high: sorted[resamples - 1 - resamples / 40].inMillionths)
  }
}
