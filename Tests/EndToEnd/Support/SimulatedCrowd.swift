/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// About normal, mean 0 and standard deviation 1: a sum of 12 uniform numbers.
  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}

/// Images with known objects, and lines of what three of five labelers drew: two are exact, one is
/// usual, one careless, and one draws everything too large.
struct SimulatedCrowd {
  /// Left, top, width and height.
  typealias Rectangle = SIMD4<Double>

  private(set) var lines: [String] = []
  private(set) var truth: [[Rectangle]] = []
  /// That labelers drew.
  private(set) var boxes = 0

  var text: String { lines.joined(separator: "\n") + "\n" }

  private static let people: [(name: String, spread: Double, excess: Double)] = [
    ("ana", 0.01, 0), ("bo", 0.01, 0), ("cy", 0.03, 0), ("dee", 0.08, 0), ("eli", 0.03, 0.06),
  ]

  init(seed: UInt64, images: Int) {
    var random = SeededNumbers(seed: seed)
    for image in 0..<images {
      let objects = (0..<Int.random(in: 1...3, using: &random)).map { column in
        Rectangle(
          160 + Double(column) * 340 + Double.random(in: 0...40, using: &random),
          Double.random(in: 250...350, using: &random),
          Double.random(in: 60...240, using: &random), Double.random(in: 60...400, using: &random))
      }
      truth.append(objects)
      let answers = Self.people.shuffled(using: &random).prefix(3).map { person in
        let drawn = objects.enumerated().map { column, object in
          boxes += 1
          let extents = Rectangle(object[2], object[3], object[2], object[3])
          var errors = Rectangle.zero
          for edge in 0..<4 {
            errors[edge] =
              (person.spread * random.normal() + (edge < 2 ? -1 : 1) * person.excess)
              * extents[edge]
          }
          return #"{"x":\#(object[0] + errors[0]),"y":\#(object[1] + errors[1]),"#
            + #""width":\#(object[2] + errors[2] - errors[0]),"#
            + #""height":\#(object[3] + errors[3] - errors[1]),"class":"c\#(column % 2)"}"#
        }
        return #"{"labeler":"\#(person.name)","boxes":[\#(drawn.joined(separator: ","))]}"#
      }
      lines.append(
        #"{"image":"p\#(image).png","width":1280,"height":960,"annotations":["#
          + answers.joined(separator: ",") + "]}")
    }
  }
}

extension SimulatedCrowd.Rectangle {
  func iou(with other: Self) -> Double {
    let width = Swift.min(self[0] + self[2], other[0] + other[2]) - Swift.max(self[0], other[0])
    let height = Swift.min(self[1] + self[3], other[1] + other[3]) - Swift.max(self[1], other[1])
    guard width > 0, height > 0 else { return 0 }
    let shared = width * height
    return shared / (self[2] * self[3] + other[2] * other[3] - shared)
  }
}
