/// Columns that a printable scalar takes in a terminal: 0 (combining), 1 or 2.
///
/// East Asian Wide and Fullwidth blocks of Unicode 15 (UAX #11) and the emoji that terminals
/// present wide; everything else printable is 1. Ambiguous width counts as 1.
package func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  switch scalar.value {
  // Vowels and finals of Hangul syllables in pieces join the consonant before them.
  case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
  // Two regional indicators make one flag of two columns.
  case 0x1F1E6...0x1F1FF: return 1
  default: break
  }
  if scalar.properties.isEmojiPresentation { return 2 }
  return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// Columns that text takes once made visible.
package func displayWidth(_ text: String) -> Int {
  visible(text).unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
  0x4DC0...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
  0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FF1, 0x17000...0x18D08, 0x1AFF0...0x1B2FB,
  0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
