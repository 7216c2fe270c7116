import Labels
import Pixels

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
