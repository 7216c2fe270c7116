/// A grid over the cell and the characters that fill parts of it.
///
/// Patterns are bit masks: bit `row * across + column` is set where the ink is.
enum GlyphTable: Hashable, Sendable {
  /// A character for every pattern.
  case half, quadrant, sextant, octant
  /// Bars of 1 to 7 eighths; all other patterns have none.
  case leftEighths, lowerEighths

  var parts: CellParts {
    switch self {
    case .half: CellParts(across: 1, heights: [8, 8])
    case .quadrant: CellParts(across: 2, heights: [8, 8])
    case .sextant: CellParts(across: 2, heights: [5, 6, 5])
    case .octant: CellParts(across: 2, heights: [4, 4, 4, 4])
    case .leftEighths: CellParts(across: 8, heights: [16])
    case .lowerEighths: CellParts(across: 1, heights: Array(repeating: 2, count: 8))
    }
  }

  /// The parts that change sides, one after the other, so that every pattern that has a character is
  /// met, or else its complement. At first all is paper.
  ///
  /// Two colors in two places can be swapped, so of all 2^n patterns only those without the last part
  /// are tried, in Gray-code order.
  var walk: [Int] {
    switch self {
    case .half, .quadrant, .sextant, .octant:
      (1..<1 << (parts.count - 1)).map(\.trailingZeroBitCount)
    case .leftEighths: Array(0..<7)
    case .lowerEighths: Array((1...7).reversed())
    }
  }

  /// The character of a pattern that the walk meets, and of every pattern where there are all.
  func glyph(_ pattern: Int) -> Unicode.Scalar {
    switch self {
    case .leftEighths: Self.leftBars[pattern.nonzeroBitCount]
    case .lowerEighths: Self.lowerBars[pattern.nonzeroBitCount]
    default: glyphs[pattern]
    }
  }

  /// The characters by pattern; of the bars, by the number of their eighths.
  var glyphs: [Unicode.Scalar] {
    switch self {
    case .half: [" ", "▀", "▄", "█"]
    case .quadrant: Self.quadrants
    case .sextant: Self.sextants
    case .octant: Self.octants
    case .leftEighths: Self.leftBars
    case .lowerEighths: Self.lowerBars
    }
  }

  private static let leftBars: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  private static let lowerBars: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private static let quadrants: [Unicode.Scalar] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  /// U+1FB00... hold, in ascending order, the patterns that were not encoded before.
  private static let sextants = filled(
    count: 64, from: 0x1FB00, encodedElsewhere: [0: " ", 0x15: "▌", 0x2A: "▐", 0x3F: "█"])

  /// U+1CD00... likewise; Unicode 16, "Symbols for Legacy Computing Supplement".
  private static let octants: [Unicode.Scalar] = {
    var elsewhere: [Int: Unicode.Scalar] = [
      // Quarters from the top and from the bottom.
      0x03: "\u{1FB82}", 0x3F: "\u{1FB85}", 0xC0: "▂", 0xFC: "▆",
      // One octant in a corner.
      0x01: "\u{1CEA8}", 0x02: "\u{1CEAB}", 0x40: "\u{1CEA3}", 0x80: "\u{1CEA0}",
      // The middle of the left and of the right side.
      0x14: "\u{1FBE6}", 0x28: "\u{1FBE7}",
    ]
    for (pattern, glyph) in quadrants.enumerated() {
      var octant = 0
      for part in 0..<4 where pattern >> part & 1 == 1 {
        // A quadrant is two octants, one above the other.
        octant |= 0b101 << (part / 2 * 4 + part % 2)
      }
      elsewhere[octant] = glyph
    }
    return filled(count: 256, from: 0x1CD00, encodedElsewhere: elsewhere)
  }()

  /// A table of `count` patterns; those not encoded elsewhere have consecutive code points.
  private static func filled(
    count: Int, from first: UInt32, encodedElsewhere: [Int: Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    var next = first
    return (0..<count).map { pattern in
      if let glyph = encodedElsewhere[pattern] { return glyph }
      defer { next += 1 }
      guard let glyph = Unicode.Scalar(next) else {
        preconditionFailure("no block of characters reaches into the surrogates")
      }
      return glyph
    }
  }
}
