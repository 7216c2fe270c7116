import Cells
import Pixels

/// Draws pictures with the next set of characters, and has it remembered.
func cycleGlyphs(_ model: inout Model) -> [Effect] {
  guard model.display.unicode, model.display.colors != .none else {
    model.say("This terminal shows no block characters in color.", .warning)
    return []
  }
  let glyphs = model.mosaics.glyphs.next
  model.mosaics = Mosaics(glyphs, on: model.display)
  model.say("Drawn with \(glyphs.explanation). \(model.keyName(.cycleGlyphs)) tries the next.")
  // A terminal that does not know the last ones may have drawn more or less than it was told.
  return [.remember(glyphs), .redraw]
}

extension GlyphSet {
  /// What one sees, and what it asks of the terminal.
  fileprivate var explanation: String {
    switch self {
    case .ascii: "spaces: one color a character"
    case .half: "half blocks: every terminal has them"
    case .quadrant: "quadrants: finer; nearly every terminal has them"
    case .sextant: "sextants: finer still; if you see boxes or digits, go on"
    case .best: "sextants, quadrants and eighths, whichever fits best"
    case .octant: "octants: the finest; few terminals have them yet"
    }
  }
}
