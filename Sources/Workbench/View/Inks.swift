package import Cells

/// The colors of a theme, by what they are for. Terminals of 16 colors and less have looks of their own.
package struct Inks: Hashable, Sendable {
  /// Of text, and what it stands on; plain where that is the terminal's own.
  package var text = Ink.plain
  package var paper = Ink.plain
  package var heading: Ink
  package var faint: Ink
  package var key: Ink
  /// Title, status line, borders of dialogs, buttons.
  package var bar: Ink
  package var barText: Ink
  package var barStrong: Ink
  package var warning: Ink
  package var warningText: Ink
  /// The states of images on the wall.
  package var labeling: Ink
  package var agreed: Ink
  package var disputed: Ink
  package var resolved: Ink
  package var rejected: Ink
  /// Of classes and of the labelers in a dispute; beside a number or a letter, never alone.
  package var distinct = Self.okabeIto

  /// On the terminal's own dark paper.
  package static let dark = Inks(
    heading: Ink(rgb: 0x8FBCBB), faint: Ink(rgb: 0xA3A9B5), key: Ink(rgb: 0xFFD479),
    bar: Ink(rgb: 0x2E3440), barText: Ink(rgb: 0xE4E4EC), barStrong: Ink(rgb: 0xFFD479),
    warning: Ink(rgb: 0xFFB454), warningText: Ink(rgb: 0x000000),
    labeling: Ink(rgb: 0x6FC0EF), agreed: Ink(rgb: 0x4CC9A0), disputed: Ink(rgb: 0xFFB454),
    resolved: Ink(rgb: 0xDD93BC), rejected: Ink(rgb: 0xF09468))

  /// On the terminal's own light paper.
  package static let light = Inks(
    heading: Ink(rgb: 0x1F5F6B), faint: Ink(rgb: 0x5A606B), key: Ink(rgb: 0x7A4B00),
    bar: Ink(rgb: 0xD8DEE9), barText: Ink(rgb: 0x1E2430), barStrong: Ink(rgb: 0x6B3F00),
    warning: Ink(rgb: 0xFFB454), warningText: Ink(rgb: 0x000000),
    labeling: Ink(rgb: 0x00568C), agreed: Ink(rgb: 0x00603F), disputed: Ink(rgb: 0x8A4500),
    resolved: Ink(rgb: 0x8A2F66), rejected: Ink(rgb: 0x9A3412))

  /// White on black; 7 at least (WCAG 2.2, 1.4.6).
  package static let highContrastDark = Inks(
    text: Ink(rgb: 0xFFFFFF), paper: Ink(rgb: 0x000000), heading: Ink(rgb: 0x66FFFF),
    faint: Ink(rgb: 0xE6E6E6), key: Ink(rgb: 0xFFFF66), bar: Ink(rgb: 0xFFFFFF),
    barText: Ink(rgb: 0x000000), barStrong: Ink(rgb: 0x00007A), warning: Ink(rgb: 0xFFFF00),
    warningText: Ink(rgb: 0x000000), labeling: Ink(rgb: 0x99DDFF), agreed: Ink(rgb: 0x66FFAA),
    disputed: Ink(rgb: 0xFFCC33), resolved: Ink(rgb: 0xFFB3E6), rejected: Ink(rgb: 0xFFB08A))

  /// Black on white; 7 at least.
  package static let highContrastLight = Inks(
    text: Ink(rgb: 0x000000), paper: Ink(rgb: 0xFFFFFF), heading: Ink(rgb: 0x00404D),
    faint: Ink(rgb: 0x333333), key: Ink(rgb: 0x5C0000), bar: Ink(rgb: 0x000000),
    barText: Ink(rgb: 0xFFFFFF), barStrong: Ink(rgb: 0xFFFF66), warning: Ink(rgb: 0xFFFF00),
    warningText: Ink(rgb: 0x000000), labeling: Ink(rgb: 0x003A66), agreed: Ink(rgb: 0x004D26),
    disputed: Ink(rgb: 0x663300), resolved: Ink(rgb: 0x660044), rejected: Ink(rgb: 0x801A00))

  /// Okabe and Ito, "Color Universal Design", 2008, without black; a cyan and a gray more.
  package static let okabeIto: [Ink] = [
    Ink(rgb: 0x56B4E9), Ink(rgb: 0xE69F00), Ink(rgb: 0x009E73), Ink(rgb: 0xF0E442),
    Ink(rgb: 0xCC79A7), Ink(rgb: 0xD55E00), Ink(rgb: 0x0072B2), Ink(rgb: 0x00CFCF),
    Ink(rgb: 0xB0B0B0),
  ]

  /// As far apart as nine can be found to be for protanopes, deuteranopes, tritanopes and everybody
  /// else alike (search over a cube of 6 levels a channel; the first five, for the labelers of a
  /// dispute, are farther apart still).
  package static let farthestApart: [Ink] = [
    Ink(rgb: 0x66FF99), Ink(rgb: 0xCCFF00), Ink(rgb: 0x6633FF), Ink(rgb: 0xCC0099),
    Ink(rgb: 0x666600), Ink(rgb: 0xFFCCFF), Ink(rgb: 0xCC9900), Ink(rgb: 0xFF66FF),
    Ink(rgb: 0x009966),
  ]

  /// The inks by the names that files have for them.
  package static let names: [(name: String, path: any WritableKeyPath<Inks, Ink> & Sendable)] = [
    ("text", \.text), ("paper", \.paper), ("heading", \.heading), ("faint", \.faint),
    ("key", \.key), ("bar", \.bar), ("bar-text", \.barText), ("bar-strong", \.barStrong),
    ("warning", \.warning), ("warning-text", \.warningText), ("labeling", \.labeling),
    ("agreed", \.agreed), ("disputed", \.disputed), ("resolved", \.resolved),
    ("rejected", \.rejected),
  ]

  /// Which ink is read on which; `paper` stands for the terminal's own where there is none.
  package static let pairs: [(ink: String, on: String)] =
    [
      "text", "heading", "faint", "key", "labeling", "agreed", "disputed", "resolved", "rejected",
    ].map { ($0, "paper") } + [
      ("bar-text", "bar"), ("bar-strong", "bar"), ("warning-text", "warning"),
    ]

  /// The ink of that name; plain when there is none.
  package subscript(name: String) -> Ink {
    Self.names.first { $0.name == name }.map { self[keyPath: $0.path] } ?? .plain
  }

  /// The first two names of which one is hard to read on the other, and their contrast. What stands on
  /// the terminal's own paper cannot be told.
  package var hardToRead: (ink: String, on: String, contrast: Double)? {
    for (ink, on) in Self.pairs where !self[ink].isPlain && !self[on].isPlain {
      let contrast = self[ink].contrast(with: self[on])
      if contrast < 4.5 { return (ink, on, contrast) }
    }
    return nil
  }
}
