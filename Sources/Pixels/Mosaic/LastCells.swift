import Cells
import Synchronization

/// The cells made last, and of what: a screen on which only a box moves asks for the same ones again.
final class LastCells: Sendable {
  private let last = Mutex<(blocks: BlockImage, outside: Cell, cells: [Cell])?>(nil)

  func cells(from blocks: BlockImage, outside: Cell, _ make: () -> [Cell]) -> [Cell] {
    // Blocks that come from the same view share their memory: comparing them costs nothing then.
    if let last = last.withLock({ $0 }), last.outside == outside, last.blocks == blocks {
      return last.cells
    }
    let cells = make()
    last.withLock { $0 = (blocks, outside, cells) }
    return cells
  }
}
