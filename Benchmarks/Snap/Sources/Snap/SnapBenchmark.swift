import FoundationEssentials
import Labels
import Pixels

/// How much snapping improves rough strokes, on pictures whose true boxes are known.
///
///     swift run -c release Snap FOLDER... [--each]
///
/// A FOLDER holds pictures with a JSON file each (`bullet_box_xyxy`), or a `truth.json`.
@main
struct SnapBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let each = arguments.contains("--each")
    for folder in arguments where !folder.hasPrefix("--") {
      let samples = try Sample.all(in: folder)
      print("\(folder): \(samples.count) pictures")
      for terminal in Terminal.all {
        var figures = Figures()
        for (index, sample) in samples.enumerated() {
          var hand = Hand(seed: UInt64(index) &* 7919 &+ UInt64(terminal.columns))
          for _ in 0..<4 {
            let (stroke, tolerance) = terminal.stroke(
              around: sample.truth, in: sample.picture, &hand)
            let start = ContinuousClock.now
            let snapped = sample.picture.snapped(stroke, within: tolerance)
            let time = ContinuousClock.now - start
            let before = stroke.iou(with: sample.truth)
            let after = (snapped ?? stroke).iou(with: sample.truth)
            figures.add(before: before, after: after, snapped: snapped != nil, time: time)
            if each, after < before - 0.02 || after < 0.9 {
              print(
                "  ", terminal.name, sample.name, round3(before), round3(after),
                edges(sample.truth),
                edges(stroke), snapped.map(edges) ?? "stays")
            }
          }
        }
        print("  \(terminal.name): \(figures.line)")
      }
    }
  }
}

func edges(_ box: Box) -> String {
  [box.left, box.top, box.right, box.bottom].map { "\(Int($0.rounded()))" }.joined(separator: ",")
}

func round3(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

/// A picture and the box that a perfect labeler would draw.
struct Sample {
  let name: String
  let picture: Picture
  let truth: Box

  private struct Sidecar: Decodable {
    let bullet_box_xyxy: [Double]
  }

  private struct Truth: Decodable {
    struct Image: Decodable {
      struct Edges: Decodable { let x, y, width, height: Double }
      let image: String
      let box: Edges
    }
    let images: [Image]
  }

  static func all(in folder: String) throws -> [Sample] {
    let table = folder + "/truth.json"
    if FileManager.default.fileExists(atPath: table) {
      let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: URL(filePath: table)))
      return try truth.images.map {
        Sample(
          name: $0.image, picture: try Picture(contentsOf: folder + "/" + $0.image),
          truth: Box(x: $0.box.x, y: $0.box.y, width: $0.box.width, height: $0.box.height))
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("lip_") && $0.hasSuffix(".json") }.sorted().map { $0.dropLast(5) }
    return try names.map { name in
      let path = folder + "/" + name
      let sidecar = try JSONDecoder().decode(
        Sidecar.self, from: Data(contentsOf: URL(filePath: path + ".json")))
      let edges = sidecar.bullet_box_xyxy
      return Sample(
        name: String(name), picture: try Picture(contentsOf: path + ".png"),
        truth: Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
    }
  }
}

/// A terminal, and what a stroke drawn in it at fit can resolve.
struct Terminal {
  let columns: Int
  let rows: Int

  static let all = [
    Terminal(columns: 80, rows: 24), Terminal(columns: 120, rows: 40),
    Terminal(columns: 200, rows: 60),
  ]

  var name: String { "\(columns)x\(rows)" }

  /// The truth as a hand draws it: each edge off by up to half a cell, then on the nearest line of
  /// the grid of cells. The tolerance is a cell and a half.
  func stroke(
    around truth: Box, in picture: Picture, _ hand: inout Hand
  ) -> (Box, (x: Double, y: Double)) {
    let scale = min(
      Double(columns - 26) / Double(picture.width), 2 * Double(rows - 3) / Double(picture.height))
    let cell = (x: 1 / scale, y: 2 / scale)
    func onGrid(_ edge: Double, _ size: Double, _ limit: Int) -> Double {
      let drawn = ((edge / size + hand.offset()).rounded()) * size
      return max(0, min(Double(limit), drawn))
    }
    let left = onGrid(truth.left, cell.x, picture.width)
    let top = onGrid(truth.top, cell.y, picture.height)
    let right = max(left + cell.x, onGrid(truth.right, cell.x, picture.width))
    let bottom = max(top + cell.y, onGrid(truth.bottom, cell.y, picture.height))
    return (
      Box(left: left, top: top, right: right, bottom: bottom), (1.5 * cell.x, 1.5 * cell.y)
    )
  }
}

/// The jitter of a hand: uniform within half a cell, the same for the same seed.
struct Hand {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func offset() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53) - 0.5
  }
}

/// What the strokes of one terminal came to.
struct Figures {
  private var before = 0.0
  private var after = 0.0
  private var worse = 0
  private var stayed = 0
  private var count = 0
  private var slowest = Duration.zero
  private var total = Duration.zero

  mutating func add(before: Double, after: Double, snapped: Bool, time: Duration) {
    self.before += before
    self.after += after
    if after < before - 0.02 { worse += 1 }
    if !snapped { stayed += 1 }
    count += 1
    slowest = max(slowest, time)
    total += time
  }

  var line: String {
    let share = round3(100 * Double(worse) / Double(count))
    return
      "IoU \(round3(before / Double(count))) -> \(round3(after / Double(count))), worse \(share) %, "
      + "stayed \(stayed), mean \(total / count), slowest \(slowest)"
  }
}
