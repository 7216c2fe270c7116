/// How a cell looks besides its glyph.
package struct Style: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let reverse = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let dim = Attributes(rawValue: 8)
  }

  package var foreground: Ink
  package var background: Ink
  package var attributes: Attributes

  package static let plain = Style()

  package init(
    _ foreground: Ink = .plain, on background: Ink = .plain, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
