/// The screen of a terminal as cells, from text with SGR sequences (ECMA-48 8.3.117) as tmux captures it.
package struct StyledCapture {
  package enum Color: Hashable {
    case plain
    case palette(Int)
    case direct(Int)
  }

  package struct Cell: Hashable {
    package var glyph: Unicode.Scalar
    package var foreground = Color.plain
    package var background = Color.plain
    package var attributes: Set<Int> = []

    package init(
      glyph: Unicode.Scalar, foreground: Color = .plain, background: Color = .plain,
      attributes: Set<Int> = []
    ) {
      self.glyph = glyph
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// Row by row; a wide character takes one element.
  package var rows: [[Cell]] = []

  package init(_ text: String) {
    var pen = Cell(glyph: " ")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row: [Cell] = []
      var rest = Substring(line).unicodeScalars[...]
      while let scalar = rest.popFirst() {
        if scalar == "\u{1B}", rest.first == "[" {
          rest.removeFirst()
          let parameters = rest.prefix { $0 != "m" }
          rest = rest.dropFirst(parameters.count + 1)
          pen.select(String(String.UnicodeScalarView(parameters)))
        } else if scalar != "\u{0E}", scalar != "\u{0F}" {
          pen.glyph = scalar
          row.append(pen)
        }
      }
      rows.append(row)
    }
  }
}

extension StyledCapture.Cell {
  /// Select Graphic Rendition.
  fileprivate mutating func select(_ text: String) {
    var codes = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }[
      ...]
    while let code = codes.popFirst() {
      switch code {
      case 0: self = Self(glyph: glyph)
      case 1...9: attributes.insert(code)
      case 22: attributes.subtract([1, 2])
      case 24: attributes.remove(4)
      case 27: attributes.remove(7)
      case 30...37: foreground = .palette(code - 30)
      case 38: foreground = Self.color(&codes)
      case 39: foreground = .plain
      case 40...47: background = .palette(code - 40)
      case 48: background = Self.color(&codes)
      case 49: background = .plain
      case 90...97: foreground = .palette(code - 90 + 8)
      case 100...107: background = .palette(code - 100 + 8)
      default: break
      }
    }
  }

  private static func color(_ codes: inout ArraySlice<Int>) -> StyledCapture.Color {
    switch codes.popFirst() {
    case 5: return .palette(codes.popFirst() ?? -1)
    case 2:
      let parts = codes.prefix(3)
      codes = codes.dropFirst(3)
      return .direct(parts.reduce(0) { $0 << 8 | $1 })
    default: return .plain
    }
  }
}
