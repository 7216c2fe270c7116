/// Text as XML content or as a value between double quotes. XML 1.0 has no way to write most control
/// characters: U+FFFD stands for them.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n", "\r": result += "&#\(scalar.value);"
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default:
      result.unicodeScalars.append(
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
  }
  return result
}
