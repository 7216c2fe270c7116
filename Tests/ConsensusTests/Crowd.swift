import Labels

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

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

/// A simulated image: true boxes, and what labelers drew of them.
struct Crowd {
  let width = 1280
  let height = 960
  var truth: [LabeledBox] = []
  var answers: [[LabeledBox]] = []

  /// - Parameters:
  ///   - seed: of everything random.
  ///   - objects: placed apart from each other on a grid, of 3 classes.
  ///   - labelers: each misses 5 % of the objects, misnames 4 %, invents a box in 10 images of 100,
  ///     and lets one edge slip far away on 3 % of boxes.
  ///   - spread: of an edge, a share of the box's extent.
  init(seed: UInt64, objects: Int, labelers: Int, spread: Double = 0.03) {
    var random = Seeded(seed)
    var columns = 1
    while columns * columns < objects { columns += 1 }
    let cell = (width: Double(width) / Double(columns), height: Double(height) / Double(columns))
    for index in 0..<objects {
      let w = cell.width * Double.random(in: 0.3...0.7, using: &random)
      let h = cell.height * Double.random(in: 0.3...0.7, using: &random)
      truth.append(
        label(
          Double(index % columns) * cell.width + 0.12 * cell.width,
          Double(index / columns) * cell.height + 0.12 * cell.height, w, h,
          class: Int.random(in: 1...3, using: &random)))
    }
    for _ in 0..<labelers {
      var answer: [LabeledBox] = []
      for object in truth where Double.random(in: 0..<1, using: &random) > 0.05 {
        answer.append(drawn(object, spread: spread, using: &random))
      }
      if Double.random(in: 0..<1, using: &random) < 0.10 {
        let x = Double.random(in: 0...1000, using: &random)
        let y = Double.random(in: 0...800, using: &random)
        answer.append(label(x, y, 100, 80))
      }
      answers.append(answer)
    }
  }

  private func drawn(
    _ object: LabeledBox, spread: Double, using random: inout Seeded
  ) -> LabeledBox {
    let box = object.box
    var edges = [box.left, box.top, box.right, box.bottom]
    for edge in edges.indices {
      edges[edge] += random.normal() * spread * (edge % 2 == 0 ? box.width : box.height)
    }
    if Double.random(in: 0..<1, using: &random) < 0.03 { edges[2] += box.width * 0.4 }
    let isMisnamed = Double.random(in: 0..<1, using: &random) < 0.04
    return LabeledBox(
      box: Box(
        left: max(0, edges[0]), top: max(0, edges[1]), right: min(Double(width), edges[2]),
        bottom: min(Double(height), edges[3])),
      classID: isMisnamed ? object.classID % 3 + 1 : object.classID)
  }
}
