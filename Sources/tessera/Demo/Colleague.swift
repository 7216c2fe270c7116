import Labels

/// A simulated labeler: sees the right boxes and draws them with a hand of their own.
///
/// Each edge is off by a bias and a normal error, both in shares of the box's extent; now and then
/// the packaging below gets into the box. Figures are guesses at people, chosen so that a small
/// set of images shows agreement as well as dispute.
struct Colleague {
  var name: String
  /// Standard deviation of an edge, as a share of the box's width or height.
  var spread: Double
  /// How far outward each edge is drawn on average, in the same unit.
  var looseness: Double
  /// How often the packaging below is boxed too.
  var slips: Double

  static let four = [
    Colleague(name: "bo (simulated)", spread: 0.012, looseness: 0, slips: 0),
    Colleague(name: "cy (simulated)", spread: 0.02, looseness: 0.01, slips: 0.04),
    Colleague(name: "dee (simulated)", spread: 0.035, looseness: 0.02, slips: 0.15),
    Colleague(name: "eli (simulated)", spread: 0.05, looseness: 0.05, slips: 0.4),
  ]
  static let fifth = Colleague(name: "fay (simulated)", spread: 0.02, looseness: 0, slips: 0.04)
  static let expert = Colleague(name: "eva (simulated)", spread: 0.006, looseness: 0, slips: 0)

  /// What this colleague draws on an image; always the same for the same image.
  func answer(to sample: SampleSet.Sample, in image: ImageRecord, classID: Int) -> Answer {
    var random = SplitMix64(text: name + image.sha256)
    return .boxes(
      sample.boxes.map {
        LabeledBox(
          box: draw($0, width: image.width, height: image.height, &random), classID: classID)
      })
  }

  private func draw(_ box: Box, width: Int, height: Int, _ random: inout SplitMix64) -> Box {
    func off(_ extent: Double, _ random: inout SplitMix64) -> Double {
      (looseness + spread * random.normal()) * extent
    }
    var left = box.left - off(box.width, &random)
    var right = box.right + off(box.width, &random)
    var top = box.top - off(box.height, &random)
    var bottom = box.bottom + off(box.height, &random)
    if random.unit() < slips { bottom += box.height * (0.5 + 0.4 * random.unit()) }
    left = min(max(0, left.rounded()), Double(width - 1))
    top = min(max(0, top.rounded()), Double(height - 1))
    right = max(left + 1, min(Double(width), right.rounded()))
    bottom = max(top + 1, min(Double(height), bottom.rounded()))
    return Box(left: left, top: top, right: right, bottom: bottom)
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Seeded by a text (64-bit FNV-1a).
  init(text: String) {
    state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// About standard normal: the sum of twelve uniform numbers less six.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + unit() }
  }
}
