/// One character position of the screen.
package struct Cell: Hashable, Sendable {
  /// A printable character of width 1 or 2, or `continuation`.
  package var glyph: Unicode.Scalar
  package var style: Style

  /// The right half of a character that is two cells wide.
  package static let continuation: Unicode.Scalar = "\0"
  package static let blank = Cell(" ")

  package init(_ glyph: Unicode.Scalar, _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}
