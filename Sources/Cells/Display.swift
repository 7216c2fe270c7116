/// What a terminal can show.
package struct Display: Hashable, Sendable {
  package enum Colors: Int, Hashable, Sendable, Comparable, CaseIterable {
    case none, eight, sixteen, palette256, truecolor

    package static func < (one: Colors, other: Colors) -> Bool { one.rawValue < other.rawValue }
  }

  package var colors: Colors
  /// Whether block and line-drawing characters reach the screen (a UTF-8 locale).
  package var unicode: Bool

  package init(colors: Colors, unicode: Bool) {
    self.colors = colors
    self.unicode = unicode
  }
}
