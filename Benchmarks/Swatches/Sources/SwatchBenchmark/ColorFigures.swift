import FoundationEssentials
import Glibc
import Swatches

/// How far read colors are from those that are seen.
enum ColorFigures {
  static func print(_ renders: [Render], _ boxes: Boxes) {
    let seen = renders.compactMap { render in render.seen.map { (render, $0) } }
    var rows: [(String, [(SRGB, SRGB)])] = Baseline.allCases.map { baseline in
      (
        baseline.rawValue,
        seen.map { (baseline.color(of: boxes.box(of: $0.0, round: 0), in: $0.0.picture), $0.1) }
      )
    }
    var ours: [(SRGB, SRGB)] = []
    var overlaps: [Double] = []
    var covered = 0
    for round in 0..<(boxes == .exact ? 1 : 5) {
      for (render, color) in seen {
        guard let swatch = Swatch.read(render.picture, box: boxes.box(of: render, round: round))
        else { continue }
        ours.append((swatch.observed.color, color))
        let overlap = render.overlap(swatch.roles) ?? 0
        overlaps.append(overlap)
        let error = swatch.observed.color.meanDifference(from: color)
        if error <= swatch.observed.uncertainty { covered += 1 }
        if ProcessInfo.processInfo.environment["WORST"] != nil, error > 3 {
          Swift.print("    \(render.name) \(boxes) \(error) overlap \(overlap)")
        }
      }
    }
    rows.append(("ours", ours))
    Swift.print("observed color, \(boxes.rawValue)")
    Swift.print("                    mean error   median   within 5   within 3   CIEDE2000")
    for (name, pairs) in rows {
      let errors = pairs.map { $0.0.meanDifference(from: $0.1) }
      let share = { (most: Double) in
        100 * Double(errors.count { $0 < most }) / Double(max(1, errors.count))
      }
      let different = pairs.map { $0.0.lab.difference(from: $0.1.lab) }
      Swift.print(
        "  " + name.padded(16), SwatchBenchmark.mean(errors).cell(12),
        SwatchBenchmark.median(errors).cell(8), share(5).cell(9) + "%", share(3).cell(9) + "%",
        SwatchBenchmark.mean(different).cell(10))
    }
    Swift.print(
      "  the product's pixels: intersection over union",
      SwatchBenchmark.mean(overlaps).cell(5, 3), "mean,",
      SwatchBenchmark.median(overlaps).cell(5, 3), "median;",
      "within the uncertainty", (100 * Double(covered) / Double(max(1, ours.count))).cell(5), "%\n")
  }
}

extension String {
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension Double {
  /// Right in so many characters.
  func cell(_ width: Int, _ digits: Int = 2) -> String {
    guard isFinite else { return String(repeating: " ", count: max(0, width - 1)) + "-" }
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let value = Int((abs(self) * Double(scale)).rounded())
    let fraction = String(value % scale)
    let text =
      (self < 0 && value > 0 ? "-" : "") + String(value / scale) + "."
      + String(repeating: "0", count: digits - fraction.count) + fraction
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
