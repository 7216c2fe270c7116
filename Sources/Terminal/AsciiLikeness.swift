/// The ASCII character that looks most like another: for terminals that are not in UTF-8, where ncurses
/// would print a blank.
func asciiLikeness(of scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII { return scalar }
  if let found = likenesses[scalar] { return found }
  switch scalar.value {
  case 0x2500...0x257F: return boxDrawing(scalar.value)
  case 0x2591: return "."
  case 0x2592: return ":"
  case 0x2593: return "%"
  // Blocks, and the sextants and octants of the legacy computing blocks.
  case 0x2580...0x259F, 0x1FB00...0x1FBAF, 0x1CC00...0x1CEBF: return "#"
  case 0x2800: return " "
  case 0x2801...0x28FF: return ":"
  case 0x2400...0x2426: return "?"
  case 0x2190...0x21FF: return "-"
  default: return "?"
  }
}

/// Lines, dashed, heavy and double ones too: `-`, `|`, diagonals, and `+` where lines meet.
private func boxDrawing(_ value: UInt32) -> Unicode.Scalar {
  switch value {
  case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576,
    0x2578, 0x257A, 0x257C, 0x257E:
    "-"
  case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577,
    0x2579, 0x257B, 0x257D, 0x257F:
    "|"
  case 0x2571: "/"
  case 0x2572: "\\"
  case 0x2573: "X"
  default: "+"
  }
}

private let likenesses: [Unicode.Scalar: Unicode.Scalar] = [
  "\u{A0}": " ", "·": ".", "×": "x", "÷": "/", "±": "~", "°": "o", "«": "<", "»": ">",
  "‐": "-", "‑": "-", "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"",
  "•": "*", "…": ".", "‹": "<", "›": ">", "−": "-", "≈": "~", "≠": "!", "≤": "<", "≥": ">",
  "←": "<", "→": ">", "↑": "^", "↓": "v", "↔": "-", "↕": "|", "⇧": "^", "⏎": "<", "↵": "<",
  "■": "#", "□": "o", "▪": "*", "▫": "o", "▲": "^", "△": "^", "▶": ">", "▷": ">", "▸": ">",
  "▹": ">",
  "▼": "v", "▽": "v", "◀": "<", "◁": "<", "◂": "<", "▾": "v", "▴": "^", "◆": "*", "◇": "o",
  "○": "o", "●": "*", "◉": "*", "◌": "o", "★": "*", "☆": "*", "✓": "v", "✔": "v", "✗": "x",
  "✘": "x",
]
