import Labels

@testable import Consensus

/// A simulated workspace: a pool of labelers with hands of their own, of whom some answer each
/// image.
struct Workspace {
  struct Person {
    var name: String
    /// The standard deviation of an edge and its mean, shares of the box's extent.
    var spread: Double
    var bias = Edges.zero
    var kind = Kind.careful
  }

  enum Kind {
    case careful
    /// Boxes anywhere.
    case random
    /// The first answer's boxes to the pixel.
    case copying
  }

  var images: [AnnotatedImage] = []
  var truth: [[LabeledBox]] = []

  /// `each` of `people` answer an image; every `gold` images one comes with its truth, 0 for none.
  init(seed: UInt64, count: Int, people: [Person], each: Int, gold: Int = 0) {
    var random = Seeded(seed)
    for number in 0..<count {
      let objects = Self.objects(&random)
      var answers: [Annotation] = []
      var chosen = Array(people.shuffled(using: &random).prefix(each))
      // Who copies needs somebody to copy.
      chosen.sort { $0.kind != .copying && $1.kind == .copying }
      for person in chosen {
        let boxes: [LabeledBox] =
          switch person.kind {
          case .careful: objects.compactMap { Self.draw($0, by: person, &random) }
          case .random: Self.objects(&random)
          case .copying: answers.first?.answer.boxes ?? []
          }
        answers.append(Annotation(labeler: person.name, answer: .boxes(boxes)))
      }
      images.append(
        AnnotatedImage(
          annotations: answers, width: 1280, height: 960,
          truth: gold > 0 && number % gold == 0 ? objects : nil))
      truth.append(objects)
    }
  }

  /// The mean disagreement of the merged boxes with the truth.
  func error(_ skills: Skills) -> Double {
    var sum = 0.0
    for (image, objects) in zip(images, truth) {
      let merged = merge(
        image.annotations, imageWidth: image.width, imageHeight: image.height, policy: Policy(),
        skills: skills)
      sum += disagreement(between: merged.boxes.map(\.labeled), and: objects)
    }
    return sum / Double(images.count)
  }

  private static func objects(_ random: inout Seeded) -> [LabeledBox] {
    (0..<Int.random(in: 1...3, using: &random)).map { column in
      label(
        40 + Double(column) * 400 + Double.random(in: 0...60, using: &random),
        Double.random(in: 40...300, using: &random), Double.random(in: 60...240, using: &random),
        Double.random(in: 60...400, using: &random), class: Int.random(in: 1...2, using: &random))
    }
  }

  private static func draw(
    _ object: LabeledBox, by person: Person, _ random: inout Seeded
  ) -> LabeledBox? {
    guard Double.random(in: 0..<1, using: &random) > 0.04 else { return nil }
    var edges = Edges(object.box)
    let extents = edges.extents
    for edge in 0..<4 {
      edges[edge] += (person.bias[edge] + person.spread * random.normal()) * extents[edge]
    }
    return LabeledBox(box: Box(edges), classID: object.classID)
  }
}
