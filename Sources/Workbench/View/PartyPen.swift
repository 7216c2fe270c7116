/// The line characters of one labeler in a dispute: each has a glyph of their own beside a color of
/// their own, so that neither is needed alone.
struct PartyPen {
  var horizontal: Unicode.Scalar
  var vertical: Unicode.Scalar
  /// Top left, top right, bottom left, bottom right.
  var corners: [Unicode.Scalar]

  private static let pens = [
    PartyPen(horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"]),
    PartyPen(horizontal: "═", vertical: "║", corners: ["╔", "╗", "╚", "╝"]),
    PartyPen(horizontal: "━", vertical: "┃", corners: ["┏", "┓", "┗", "┛"]),
    PartyPen(horizontal: "╌", vertical: "╎", corners: ["╭", "╮", "╰", "╯"]),
    PartyPen(horizontal: "┉", vertical: "┋", corners: ["┍", "┑", "┕", "┙"]),
  ]

  static func of(_ index: Int, unicode: Bool) -> PartyPen {
    if unicode { return pens[index % pens.count] }
    let letter = Unicode.Scalar(UInt8(97 + index % 26))
    return PartyPen(
      horizontal: letter, vertical: letter, corners: [letter, letter, letter, letter])
  }

  /// Of what is proposed.
  static func dotted(_ unicode: Bool) -> PartyPen {
    let dot: Unicode.Scalar = unicode ? "·" : "."
    return PartyPen(horizontal: dot, vertical: unicode ? dot : ":", corners: [dot, dot, dot, dot])
  }

  static let plain = PartyPen(horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"])
}
