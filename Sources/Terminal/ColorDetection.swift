import Cells

/// What the terminfo database says of a terminal.
struct TerminfoColors: Hashable, Sendable {
  /// Number of colors, 0 for none.
  var count: Int
  /// Whether it takes 24-bit colors (`RGB` or `Tc`).
  var direct: Bool
}

extension Display.Colors {
  /// The colors that a terminal shows, as its environment tells.
  ///
  /// In this order: `NO_COLOR`, when not empty, wins (no-color.org); `COLORTERM` of `truecolor` or
  /// `24bit` next, as most programs have it, except in GNU screen, which hands that variable down from
  /// the terminal around it but garbles such colors before version 5; then terminfo.
  static func detected(environment: [String: String], terminfo: TerminfoColors) -> Self {
    if let noColor = environment["NO_COLOR"], !noColor.isEmpty { return .none }
    let isGNUScreen = environment["STY"] != nil && environment["TMUX"] == nil
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]), !isGNUScreen {
      return .truecolor
    }
    return terminfo.direct ? .truecolor : Self(count: terminfo.count)
  }

  /// The most that a number of colors allows.
  init(count: Int) {
    switch count {
    case ..<8: self = .none
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case ..<0x100_0000: self = .palette256
    default: self = .truecolor
    }
  }
}

extension Ink {
  /// The background of `COLORFGBG`, which some terminals set to `15;0` or `0;default;15`: numbers of
  /// the palette. Nil when it has none.
  init?(colorFGBG text: String) {
    guard let number = text.split(separator: ";").last.flatMap({ Int($0) }),
      (0..<16).contains(number), text.contains(";")
    else { return nil }
    let color = Palette.ansi[number]
    self.init(red: UInt8(color.red), green: UInt8(color.green), blue: UInt8(color.blue))
  }
}

/// Which description of the terminal to give to ncurses.
enum TerminalEntry: Hashable, Sendable {
  /// The system's own.
  case system
  /// One of ours: 24-bit or 256 colors on the keys and sequences of xterm or of tmux.
  case truecolor, tmuxTruecolor, palette256, tmuxPalette256

  /// The system's description, unless more colors are wanted than it has or its way to 24-bit colors is
  /// not ours. nil when there is none (`terminfo` nil) and none of ours may stand in.
  ///
  /// A terminal newer than the database that shows 24-bit colors understands xterm's sequences; so does
  /// one that calls itself `xterm-` something.
  static func chosen(
    for colors: Display.Colors, type: String, terminfo: TerminfoColors?
  ) -> TerminalEntry? {
    let isMultiplexer = type.hasPrefix("tmux") || type.hasPrefix("screen")
    if colors == .truecolor { return isMultiplexer ? .tmuxTruecolor : .truecolor }
    guard let terminfo else {
      if isMultiplexer { return .tmuxPalette256 }
      return type.hasPrefix("xterm") ? .palette256 : nil
    }
    let isShort = colors > Display.Colors(count: terminfo.count)
    // A direct-color description takes the numbers of the palette beyond 7 for 24-bit colors.
    let isDirect = terminfo.count > 256
    guard isShort || (isDirect && colors != .none) else { return .system }
    return isMultiplexer ? .tmuxPalette256 : .palette256
  }
}
