/// Named shades to compare colors with.
package struct Palette: Hashable, Sendable {
  package struct Shade: Hashable, Sendable {
    package var name: String
    package var color: SRGB
  }

  package var shades: [Shade]

  /// Lines `NAME<tab or comma>#RRGGBB`; empty ones and such as begin with `# ` are passed over.
  ///
  /// - Throws: `SwatchesError.notAShade` for any other line.
  package init(text: String) throws(SwatchesError) {
    var shades: [Shade] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("# ") { continue }
      guard let comma = line.lastIndex(where: { $0 == "\t" || $0 == "," }), comma > line.startIndex,
        let color = SRGB(hex: line[line.index(after: comma)...].filter { $0 != " " })
      else { throw .notAShade(line: index + 1, text: String(line)) }
      shades.append(Shade(name: String(line[..<comma]), color: color))
    }
    self.shades = shades
  }

  /// The nearest shades by CIEDE2000, nearest first.
  package func nearest(to color: SRGB, count: Int) -> [(shade: Shade, difference: Double)] {
    let lab = color.lab
    return Array(
      shades.map { ($0, $0.color.lab.difference(from: lab)) }
        .sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }.prefix(count))
  }
}
