package import Cells

/// The theme that a person chose, and what the terminal's paper makes of it.
package struct Look: Hashable, Sendable {
  package enum Theme: Hashable, Sendable {
    /// Dark or light, as the terminal's paper is.
    case automatic
    case dark, light, highContrast, colorBlind
    /// Of a file.
    case own(Inks)

    /// The themes that come with the program.
    package static let named: [(name: String, theme: Theme)] = [
      ("auto", .automatic), ("dark", .dark), ("light", .light), ("high-contrast", .highContrast),
      ("color-blind", .colorBlind),
    ]
  }

  package var theme: Theme
  /// The terminal's own paper, where it told; else it is taken for dark.
  package var paper: Ink?

  package init(_ theme: Theme = .automatic, on paper: Ink? = nil) {
    self.theme = theme
    self.paper = paper
  }

  /// The colors in force.
  package var inks: Inks {
    let isLight = paper.map { $0.readable == Ink(rgb: 0) } ?? false
    switch theme {
    case .automatic: return isLight ? .light : .dark
    case .dark: return paper != nil && !isLight ? .dark : Self.painted(.dark, Ink(rgb: 0x181A20))
    case .light: return isLight ? .light : Self.painted(.light, Ink(rgb: 0xFFFFFF))
    case .highContrast: return isLight ? .highContrastLight : .highContrastDark
    case .colorBlind:
      var inks: Inks = isLight ? .light : .dark
      inks.distinct = Inks.farthestApart
      return inks
    case .own(let inks): return inks
    }
  }

  /// With paper of its own, where the terminal's is of the other kind or not known.
  private static func painted(_ inks: Inks, _ paper: Ink) -> Inks {
    var inks = inks
    inks.paper = paper
    inks.text = paper.readable
    return inks
  }
}

extension Frame {
  /// Writes with the theme's ink on its paper where the terminal's own were meant.
  mutating func paint(_ theme: Theme) {
    guard theme.isPainted else { return }
    for index in cells.indices {
      if cells[index].style.foreground.isPlain { cells[index].style.foreground = theme.inks.text }
      if cells[index].style.background.isPlain { cells[index].style.background = theme.inks.paper }
    }
  }
}
