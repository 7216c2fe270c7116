import Labels
import Pixels

/// How many boxes moved that lie on no edge.
struct Stillness {
  private var patches = 0
  private var movedPatches = 0
  private var grounds = 0
  private var movedGrounds = 0

  /// A patch within the product, whose edges are out of reach, and boxes of the product's size as far
  /// from it as the picture allows.
  mutating func add(_ sample: Sample, _ terminal: Terminal, _ hand: inout Hand) {
    let (truth, picture) = (sample.truth, sample.picture)
    let (_, tolerance) = terminal.stroke(around: truth, in: picture, &hand)
    let patch = Box(
      left: truth.left + (0.32 + 0.08 * hand.offset()) * truth.width,
      top: truth.top + (0.45 + 0.08 * hand.offset()) * truth.height,
      right: truth.right - (0.32 + 0.08 * hand.offset()) * truth.width,
      bottom: truth.bottom - (0.25 + 0.08 * hand.offset()) * truth.height)
    let near = (
      x: min(tolerance.x, 0.12 * truth.width), y: min(tolerance.y, 0.12 * truth.height)
    )
    patches += 1
    if hasMoved(patch, picture.snapped(patch, within: near)) { movedPatches += 1 }
    let (width, height) = (Double(picture.width), Double(picture.height))
    for x in [0.04 * width, 0.96 * width - 0.6 * truth.width] {
      let ground = Box(x: x, y: 0.04 * height, width: 0.6 * truth.width, height: 0.6 * truth.height)
      let reach = Box(
        left: ground.left - tolerance.x, top: ground.top - tolerance.y,
        right: ground.right + tolerance.x, bottom: ground.bottom + tolerance.y)
      guard reach.intersection(with: truth) == 0 else { continue }
      grounds += 1
      if hasMoved(ground, picture.snapped(ground, within: tolerance)) { movedGrounds += 1 }
    }
  }

  private func hasMoved(_ drawn: Box, _ snapped: Box?) -> Bool {
    guard let snapped else { return false }
    return drawn.iou(with: snapped) < 0.98
  }

  var line: String {
    "moved: \(movedPatches) of \(patches) patches within, \(movedGrounds) of \(grounds) beside"
  }
}
