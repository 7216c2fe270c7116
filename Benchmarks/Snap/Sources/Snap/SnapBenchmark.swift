import Labels
import Pixels

/// How much snapping improves rough strokes, on pictures whose true boxes are known.
///
///     swift run -c release Snap FOLDER... [--each]
///
/// A FOLDER holds pictures with a JSON file each (`bullet_box_xyxy`), or a `truth.json`. `--each`
/// names the strokes that came out badly.
@main
struct SnapBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let each = arguments.contains("--each")
    for folder in arguments where !folder.hasPrefix("--") {
      let samples = try Sample.all(in: folder)
      print("\(folder): \(samples.count) pictures")
      print(Figures.heading)
      for terminal in Terminal.all {
        var figures = Figures()
        var still = Stillness()
        for (index, sample) in samples.enumerated() {
          var hand = Hand(seed: UInt64(index) &* 7919 &+ UInt64(terminal.columns))
          for _ in 0..<4 {
            let (stroke, tolerance) = terminal.stroke(
              around: sample.truth, in: sample.picture, &hand)
            let start = processorTime()
            let snapped = sample.picture.snapped(stroke, within: tolerance)
            figures.add(
              stroke, became: snapped, truth: sample.truth, milliseconds: processorTime() - start)
            guard each else { continue }
            let was = stroke.iou(with: sample.truth)
            let now = (snapped ?? stroke).iou(with: sample.truth)
            if Figures.isWorse(was, now) || now < 0.9 {
              print(
                "   ", terminal.name, sample.name, fixed(was, 3, 5), fixed(now, 3, 5), "true",
                edges(sample.truth), "drawn", edges(stroke), "snapped",
                snapped.map(edges) ?? "not")
            }
          }
          still.add(sample, terminal, &hand)
        }
        let name = terminal.name
        print(name + String(repeating: " ", count: 10 - name.count) + figures.line)
        print("          " + still.line)
      }
    }
  }
}

func edges(_ box: Box) -> String {
  [box.left, box.top, box.right, box.bottom].map { "\(Int($0.rounded()))" }.joined(separator: ",")
}
