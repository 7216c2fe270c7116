import Glibc
import Labels
import Pixels
import Swatches

/// What reading a box costs.
enum SpeedFigures {
  static func print() {
    let picture = Picture(width: 1200, height: 1200) { x, y in
      let (dx, dy) = (Double(x - 600) / 235, Double(y - 600) / 240)
      let grain = UInt8(truncatingIfNeeded: (x &* 7919 &+ y &* 104_729) % 9)
      guard dx * dx < 1, abs(dy) < 1 else { return (225 + grain, 222 + grain, 218 + grain) }
      let shade = (1 - dx * dx).squareRoot()
      let shine = exp(-(dx + 0.4) * (dx + 0.4) * 60) * 150
      return (
        UInt8(min(255, 60 + 130 * shade + shine)) & 0xF8 | grain & 7,
        UInt8(min(255, 15 + 30 * shade + shine)) & 0xF8 | grain & 7,
        UInt8(min(255, 25 + 40 * shade + shine)) & 0xF8 | grain & 7
      )
    }
    let box = Box(x: 350, y: 350, width: 500, height: 500)
    for detail in [Swatch.Detail.live, .full] {
      var costs: [Double] = []
      for _ in 0..<41 {
        let start = clock()
        _ = Swatch.read(picture, box: box, detail: detail)
        costs.append(Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1000)
      }
      Swift.print(
        "a box of 500 x 500 pixels, \(detail):", SwatchBenchmark.median(costs).cell(5),
        "ms of CPU, median of", costs.count)
    }
  }
}
