extension GlyphSet {
  /// The finest glyphs that the terminal of an environment is known to draw well. There is no way to
  /// ask a terminal, so this goes by its name.
  ///
  /// Sextants are drawn by the terminals named here themselves, whatever the font; quadrants
  /// are in practically all fonts but those of the Linux console, of st and of Apple's Terminal.
  /// Without `unicode` (the locale's encoding is not UTF-8) there is only ASCII.
  package static func known(environment: [String: String], unicode: Bool) -> GlyphSet {
    guard unicode else { return .ascii }
    let type = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    if type == "linux" || type.hasPrefix("st-") || program == "Apple_Terminal" { return .half }
    let types = ["alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty", "wezterm"]
    if types.contains(where: type.hasPrefix) || ["WezTerm", "ghostty"].contains(program) {
      return .best
    }
    // VTE draws sextants since 0.64; it tells its version as 6400.
    if let version = Int(environment["VTE_VERSION"] ?? ""), version >= 6400 { return .best }
    if environment["KITTY_WINDOW_ID"] != nil { return .best }
    return .quadrant
  }
}
