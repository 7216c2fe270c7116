/// A regular grid over the cell for each of whose patterns there is a character.
///
/// Patterns are bit masks: bit `row * across + column` is set where the ink is.
enum GlyphTable: Hashable, Sendable {
  case half, quadrant, sextant, octant

  var across: Int { self == .half ? 1 : 2 }

  /// Heights of the rows in lines of a cell, of which there are 16.
  var heights: [Int] {
    switch self {
    case .half, .quadrant: [8, 8]
    case .sextant: [5, 6, 5]
    case .octant: [4, 4, 4, 4]
    }
  }

  /// The character of every pattern.
  var glyphs: [Unicode.Scalar] {
    switch self {
    case .half: [" ", "▀", "▄", "█"]
    case .quadrant: Self.quadrants
    case .sextant: Self.sextants
    case .octant: Self.octants
    }
  }

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
