/// Text from outside with everything a terminal could obey made visible.
///
/// C0 and C1 controls, DEL, the replacement of invalid UTF-8, line and paragraph separators and
/// the bidirectional and other format controls become a harmless picture or escape: `ESC` is
/// shown as `␛`, a line feed as `␊`, U+202E as `<202E>`.
package func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if !isHidden(scalar) {
      out.append(scalar)
    } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      out.append(picture)
    } else if scalar.value == 0x7F {
      out.append("\u{2421}")
    } else {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      out.append(contentsOf: "<\(padded)>".unicodeScalars)
    }
  }
  return String(out)
}

/// Whether a terminal or a reader could be misled by the scalar as it stands.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  // Nearly all text, without asking the Unicode tables.
  if (0x20..<0x7F).contains(scalar.value) { return false }
  return switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
    .unassigned:
    true
  default: false
  }
}
