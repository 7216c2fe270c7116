import Consensus
import FoundationEssentials
import Labels

/// A simulated image as `Consensus/simulator.py` writes it.
private struct Line: Decodable {
  struct Label: Decodable {
    var x, y, width, height: Double
    var `class`: String
  }
  struct Said: Decodable {
    var labeler: String
    var boxes: [Label]
  }
  var width, height: Int
  var annotations: [Said]
  var gold: [Label]
}

/// Prints the coefficients that fit the crowds' truth best: each image as if everybody were known,
/// nobody, and as after a few images.
func calibrate(_ paths: [String]) throws {
  var seen: [(AnnotatedImage, Skills)] = []
  for path in paths {
    let images = try crowd(at: path)
    var blind = images
    for index in blind.indices { blind[index].truth = nil }
    let known = fit(blind)
    let fresh = fit(Array(blind.prefix(12)))
    for (place, image) in images.enumerated() {
      seen.append((image, known))
      seen.append((image, Skills()))
      if place.isMultiple(of: 2) { seen.append((image, fresh)) }
    }
  }
  let shipped = Calibration.fitted(to: seen)
  for (name, list) in [
    ("right", shipped.right), ("present", shipped.present), ("overlap", shipped.overlap),
    ("risk", shipped.risk),
  ] {
    print("\(name): [\(list.map { "\(($0 * 1e4).rounded() / 1e4)" }.joined(separator: ", "))],")
  }
}

private func crowd(at path: String) throws -> [AnnotatedImage] {
  var classes: [String: Int] = [:]
  func labeled(_ labels: [Line.Label]) -> [LabeledBox] {
    labels.map {
      let classID = classes[$0.class] ?? classes.count
      classes[$0.class] = classID
      return LabeledBox(
        box: Box(x: $0.x, y: $0.y, width: $0.width, height: $0.height), classID: classID)
    }
  }
  return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
    let line = try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    return AnnotatedImage(
      annotations: line.annotations.map {
        Annotation(labeler: $0.labeler, answer: .boxes(labeled($0.boxes)))
      }, width: line.width, height: line.height, truth: labeled(line.gold))
  }
}
