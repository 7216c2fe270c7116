import FoundationEssentials
import Glibc
import Labels
import Pixels
import Swatches

/// `SwatchBenchmark FOLDER...`: how true what is read from boxes is, on renders with known truth.
@main
enum SwatchBenchmark {
  static func main() throws {
    let folders = CommandLine.arguments.dropFirst()
    guard !folders.isEmpty else {
      print("usage: SwatchBenchmark FOLDER... (renders, each NAME.png with its NAME.json)")
      exit(64)
    }
    let renders = try folders.flatMap { try Render.all(in: $0) }
    print("\(renders.count) renders, \(renders.count { $0.mask != nil }) with masks\n")
    if let folder = ProcessInfo.processInfo.environment["ROLES"] {
      return try RolePictures.write(renders, to: folder)
    }
    for boxes in Boxes.allCases { ColorFigures.print(renders, boxes) }
    for boxes in Boxes.allCases { SurfaceFigures.print(renders, boxes) }
    SpeedFigures.print()
  }

  static func median(_ values: [Double]) -> Double { quantile(0.5, of: values) }

  static func quantile(_ share: Double, of values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return .nan }
    let place = share * Double(last)
    let lower = Int(place)
    return sorted[lower] + (sorted[min(last, lower + 1)] - sorted[lower]) * (place - Double(lower))
  }

  static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

/// Which box is read.
enum Boxes: String, CaseIterable {
  case exact = "the true box"
  case loose = "each edge off by up to 6 % of the box's side"
  case merged = "the median edges of three such boxes"

  func box(of render: Render, round: Int) -> Box {
    var random = SplitMix(seed: UInt64(round) &* 0x9E37 &+ UInt64(render.name.hashed))
    switch self {
    case .exact: return render.box
    case .loose: return Self.jittered(render, &random)
    case .merged:
      let drawn = (0..<3).map { _ in Self.jittered(render, &random) }
      return Box(
        left: SwatchBenchmark.median(drawn.map(\.left)),
        top: SwatchBenchmark.median(drawn.map(\.top)),
        right: SwatchBenchmark.median(drawn.map(\.right)),
        bottom: SwatchBenchmark.median(drawn.map(\.bottom)))
    }
  }

  private static func jittered(_ render: Render, _ random: inout SplitMix) -> Box {
    let box = render.box
    let offsets = (0..<4).map { _ in Double.random(in: -0.06...0.06, using: &random) }
    return Box(
      left: max(0, box.left + offsets[0] * box.width),
      top: max(0, box.top + offsets[1] * box.height),
      right: min(Double(render.picture.width), box.right + offsets[2] * box.width),
      bottom: min(Double(render.picture.height), box.bottom + offsets[3] * box.height))
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension String {
  /// The same in every run (FNV-1a).
  var hashed: UInt32 { utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 } }
}
