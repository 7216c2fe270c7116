/// What is known of a crowd of labelers, as a file: one JSON object, on one line.
///
/// ```json
/// {"format":"tessera-skills","version":1,"classes":["car","van"],
///  "common":{"images":600,"floor":0.0014,"spread":0.03,"objects":0.8,"missesBySize":[1.0,...]},
///  "labelers":[{"name":"ana","images":40,"boxes":118.0,"bias":[-0.01,0.0,0.02,0.0],
///    "variance":[0.8,1.1,0.9,1.0],"misses":0.05,"inventions":0.1,"copies":false,
///    "named":{"car":{"car":90.2,"van":3.5},"van":{"van":21.0}}}],
///  "named":{"car":{"car":90.2,"van":3.5},"van":{"van":21.0}},"objects":{"car":33.1,"van":8.4},
///  "calibration":{"experts":0,"right":[...],"present":[...],"overlap":[...],"risk":[...]}}
/// ```
///
/// - `floor` is a share of the image's diagonal, `spread` and `bias` are shares of a box's extent,
///   `variance` is a multiple of everybody's. Lists of four are left, top, right, bottom.
/// - `misses`, `inventions` and `objects` of `common` are probabilities.
/// - `named` has, by true class and then by the class that was named, a count of votes; the one of
///   the whole file is everybody's. `objects` of the whole file is a count by class.
///
/// Classes and labelers are in the order of their names, keys in this order; numbers are the
/// shortest that are read as the same `Double`. So the same skills are the same bytes.
package struct SkillsFile: Hashable, Sendable {
  /// By true class and named class.
  package typealias Namings = [String: [String: Double]]

  package struct Common: Hashable, Sendable {
    package var images: Int
    package var floor: Double
    package var spread: Double
    package var objects: Double
    package var missesBySize: [Double]

    package init(
      images: Int, floor: Double, spread: Double, objects: Double, missesBySize: [Double]
    ) {
      (self.images, self.floor, self.spread) = (images, floor, spread)
      (self.objects, self.missesBySize) = (objects, missesBySize)
    }
  }

  package struct Labeler: Hashable, Sendable {
    package var images: Int
    package var boxes: Double
    package var bias: SIMD4<Double>
    package var variance: SIMD4<Double>
    package var misses: Double
    package var inventions: Double
    package var copies: Bool
    package var named: Namings

    package init(
      images: Int, boxes: Double, bias: SIMD4<Double>, variance: SIMD4<Double>, misses: Double,
      inventions: Double, copies: Bool, named: Namings
    ) {
      (self.images, self.boxes, self.bias, self.variance) = (images, boxes, bias, variance)
      (self.misses, self.inventions, self.copies) = (misses, inventions, copies)
      self.named = named
    }
  }

  package struct Calibration: Hashable, Sendable {
    package var experts: Int
    package var right: [Double]
    package var present: [Double]
    package var overlap: [Double]
    package var risk: [Double]

    package init(
      experts: Int, right: [Double], present: [Double], overlap: [Double], risk: [Double]
    ) {
      (self.experts, self.right, self.present) = (experts, right, present)
      (self.overlap, self.risk) = (overlap, risk)
    }
  }

  static let format = "tessera-skills"

  /// Of the fields' meaning, and of this form.
  package var version: Int
  package var classes: Set<String>
  package var common: Common
  /// By name.
  package var labelers: [String: Labeler]
  package var named: Namings
  package var objects: [String: Double]
  package var calibration: Calibration

  package init(
    version: Int, classes: Set<String>, common: Common, labelers: [String: Labeler],
    named: Namings, objects: [String: Double], calibration: Calibration
  ) {
    (self.version, self.classes, self.common) = (version, classes, common)
    (self.labelers, self.named, self.objects) = (labelers, named, objects)
    self.calibration = calibration
  }
}

// MARK: Writing

extension SkillsFile {
  /// The file's text, with a line feed.
  package var text: String {
    object([
      ("format", quoted(Self.format)), ("version", "\(version)"),
      ("classes", array(classes.sorted().map(quoted))),
      (
        "common",
        object([
          ("images", "\(common.images)"), ("floor", "\(common.floor)"),
          ("spread", "\(common.spread)"), ("objects", "\(common.objects)"),
          ("missesBySize", Self.list(common.missesBySize)),
        ])
      ),
      (
        "labelers",
        array(labelers.sorted { $0.key < $1.key }.map { $0.value.json(name: $0.key) })
      ),
      ("named", Self.json(named)), ("objects", Self.json(objects)),
      (
        "calibration",
        object([
          ("experts", "\(calibration.experts)"), ("right", Self.list(calibration.right)),
          ("present", Self.list(calibration.present)), ("overlap", Self.list(calibration.overlap)),
          ("risk", Self.list(calibration.risk)),
        ])
      ),
    ]) + "\n"
  }

  /// `description` of a finite `Double` is JSON, and the shortest that is read as the same.
  fileprivate static func list(_ numbers: [Double]) -> String {
    array(numbers.map(\.description))
  }

  fileprivate static func json(_ namings: Namings) -> String {
    object(namings.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
  }

  private static func json(_ counts: [String: Double]) -> String {
    object(counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) })
  }
}

extension SkillsFile.Labeler {
  fileprivate func json(name: String) -> String {
    object([
      ("name", quoted(name)), ("images", "\(images)"), ("boxes", "\(boxes)"),
      ("bias", SkillsFile.list((0..<4).map { bias[$0] })),
      ("variance", SkillsFile.list((0..<4).map { variance[$0] })), ("misses", "\(misses)"),
      ("inventions", "\(inventions)"), ("copies", "\(copies)"),
      ("named", SkillsFile.json(named)),
    ])
  }
}
