import Cells

/// The looks of everything but the picture.
struct Theme {
  let display: Display

  private var hasColor: Bool { display.colors > .none }
  private var isRich: Bool { display.colors >= .palette256 }

  /// Title, status and dialog borders.
  var bar: Style {
    if isRich { return Style(Ink(rgb: 0xE4E4EC), on: Ink(rgb: 0x2E3440)) }
    return Style(.plain, on: .plain, .reverse)
  }
  var barStrong: Style {
    if isRich { return Style(Ink(rgb: 0xFFD479), on: Ink(rgb: 0x2E3440), .bold) }
    return Style(.plain, on: .plain, [.reverse, .bold])
  }
  var warning: Style {
    if isRich { return Style(Ink(rgb: 0x000000), on: Ink(rgb: 0xFFB454), .bold) }
    return Style(.plain, on: .plain, [.reverse, .bold])
  }
  var text: Style { .plain }
  var heading: Style { Style(isRich ? Ink(rgb: 0x8FBCBB) : .plain, on: .plain, .bold) }
  var faint: Style { isRich ? Style(Ink(rgb: 0x8A8F98)) : .plain }
  var key: Style { Style(isRich ? Ink(rgb: 0xFFD479) : .plain, on: .plain, .bold) }
  var chosen: Style { Style(.plain, on: .plain, .reverse) }

  /// A button or a chip in a color of its own.
  func chip(_ ink: Ink) -> Style {
    guard hasColor else { return Style(.plain, on: .plain, .reverse) }
    return Style(Ink(rgb: ink.luma > 110 ? 0x000000 : 0xFFFFFF), on: ink, .bold)
  }

  /// Colors that people with any kind of color vision tell apart (Okabe and Ito, 2008).
  static let distinct: [Ink] = [
    Ink(rgb: 0x56B4E9), Ink(rgb: 0xE69F00), Ink(rgb: 0x009E73), Ink(rgb: 0xF0E442),
    Ink(rgb: 0xCC79A7), Ink(rgb: 0xD55E00), Ink(rgb: 0x0072B2), Ink(rgb: 0x00CFCF),
    Ink(rgb: 0xB0B0B0),
  ]

  static func ink(_ index: Int) -> Ink { distinct[max(0, index) % distinct.count] }

  /// A mark, or its nearest ASCII relative where the terminal has no other characters.
  func mark(_ mark: String, ascii: String) -> String { display.unicode ? mark : ascii }
}
