import Cells

/// The looks of everything but the picture.
struct Theme {
  let display: Display
  var inks = Inks.dark

  private var hasColor: Bool { display.colors > .none }
  /// Whether there are colors enough for the theme's own.
  var isRich: Bool { display.colors >= .palette256 }
  /// Whether the theme has paper of its own.
  var isPainted: Bool { isRich && !inks.paper.isPlain }

  /// Title, status and dialog borders.
  var bar: Style {
    if isRich { return Style(inks.barText, on: inks.bar) }
    return Style(.plain, on: .plain, .reverse)
  }
  var barStrong: Style {
    if isRich { return Style(inks.barStrong, on: inks.bar, .bold) }
    return Style(.plain, on: .plain, [.reverse, .bold])
  }
  var warning: Style {
    if isRich { return Style(inks.warningText, on: inks.warning, .bold) }
    return Style(.plain, on: .plain, [.reverse, .bold])
  }
  var text: Style { .plain }
  var heading: Style { Style(isRich ? inks.heading : .plain, on: .plain, .bold) }
  var faint: Style { isRich ? Style(inks.faint) : .plain }
  var key: Style { Style(isRich ? inks.key : .plain, on: .plain, .bold) }
  var chosen: Style { Style(.plain, on: .plain, .reverse) }

  /// A button or a chip in a color of its own.
  func chip(_ ink: Ink) -> Style {
    guard hasColor else { return Style(.plain, on: .plain, .reverse) }
    return Style(ink.readable, on: ink, .bold)
  }

  /// The color of a class or of a labeler, by its place from 0.
  func ink(_ index: Int) -> Ink { inks.distinct[max(0, index) % inks.distinct.count] }

  /// A mark, or its nearest ASCII relative where the terminal has no other characters.
  func mark(_ mark: String, ascii: String) -> String { display.unicode ? mark : ascii }
}

extension Model {
  var theme: Theme { Theme(display: display, inks: look.inks) }
}
