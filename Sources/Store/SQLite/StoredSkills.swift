import Consensus
import FoundationEssentials

/// Labelers' skills as a row's document: JSON, the same bytes for the same skills.
struct StoredSkills: Codable {
  struct Labeler: Codable {
    var bias, variance: [Double]
    var misses, inventions, boxes: Double
    var copies: Bool
    var images: Int
    var named: [Count]
  }

  /// A true class, a class that was named, and a soft count.
  struct Count: Codable {
    var truth, named: Int
    var count: Double
  }

  struct Objects: Codable {
    var classID: Int
    var count: Double
  }

  var version, images: Int
  var floor, spread, objects: Double
  var missesBySize: [Double]
  var labelers: [String: Labeler]
  var named: [Count]
  var classes: [Objects]
  var experts: Int
  var right, present, overlap, risk: [Double]

  init(_ skills: Skills) {
    version = skills.version
    images = skills.common.images
    (floor, spread) = (skills.common.floor, skills.common.spread)
    (objects, missesBySize) = (skills.common.objects, skills.common.missesBySize)
    labelers = skills.labelers.mapValues { labeler in
      Labeler(
        bias: (0..<4).map { labeler.bias[$0] }, variance: (0..<4).map { labeler.variance[$0] },
        misses: labeler.misses, inventions: labeler.inventions, boxes: labeler.boxes,
        copies: labeler.copies, images: labeler.images, named: Self.counts(labeler.confusion))
    }
    named = Self.counts(skills.confusion.votes)
    classes = skills.confusion.objects.sorted { $0.key < $1.key }
      .map { Objects(classID: $0.key, count: $0.value) }
    experts = skills.calibration.experts
    (right, present) = (skills.calibration.right, skills.calibration.present)
    (overlap, risk) = (skills.calibration.overlap, skills.calibration.risk)
  }

  init(document: String) throws {
    self = try JSONDecoder().decode(StoredSkills.self, from: Data(document.utf8))
  }

  func document() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Nil where this program gives the numbers another meaning.
  var skills: Skills? {
    let shipped = Calibration.shipped
    guard version == Skills.currentVersion, missesBySize.count == Skills.Common.sizeClasses,
      right.count == shipped.right.count, present.count == shipped.present.count,
      overlap.count == shipped.overlap.count, risk.count == shipped.risk.count,
      labelers.values.allSatisfy({ $0.bias.count == 4 && $0.variance.count == 4 })
    else { return nil }
    var skills = Skills()
    skills.common.images = images
    (skills.common.floor, skills.common.spread) = (floor, spread)
    (skills.common.objects, skills.common.missesBySize) = (objects, missesBySize)
    skills.labelers = labelers.mapValues(\.labeler)
    skills.confusion = Confusion(
      votes: Self.namings(named),
      objects: classes.reduce(into: [:]) { $0[$1.classID] = $1.count })
    skills.calibration = Calibration(
      right: right, present: present, overlap: overlap, risk: risk, experts: experts)
    return skills
  }

  private static func counts(_ namings: [Skills.Naming: Double]) -> [Count] {
    namings.sorted { $0.key < $1.key }
      .map { Count(truth: $0.key.truth, named: $0.key.named, count: $0.value) }
  }

  fileprivate static func namings(_ counts: [Count]) -> [Skills.Naming: Double] {
    counts.reduce(into: [:]) { $0[Skills.Naming(truth: $1.truth, named: $1.named)] = $1.count }
  }
}

extension StoredSkills.Labeler {
  fileprivate var labeler: Skills.Labeler {
    // Not in an initializer, where what follows from the confusion would not be kept with it.
    var labeler = Skills.Labeler()
    labeler.bias = Edges(bias)
    labeler.variance = Edges(variance)
    (labeler.misses, labeler.inventions, labeler.boxes) = (misses, inventions, boxes)
    (labeler.copies, labeler.images) = (copies, images)
    labeler.confusion = StoredSkills.namings(named)
    return labeler
  }
}
