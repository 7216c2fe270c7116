// What is written: JSON text, the same to the byte on every machine.

/// A JSON string, quotes included. Control characters are escaped, everything else is UTF-8 as
/// it is.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// A JSON number of at most 6 decimals, without an exponent, a needless zero or a minus zero.
///
/// `value` is finite; from about 9 billion on, where a millionth is below what a Double can tell
/// apart, it is written without decimals.
func number(_ value: Double) -> String {
  precondition(value.isFinite, "JSON has no \(value)")
  let millionths = (value.magnitude * 1e6).rounded()
  guard millionths < 9e15 else {
    return (value < 0 ? "-" : "") + wholeNumber(value.magnitude.rounded())
  }
  let digits = Int(millionths)
  let sign = value < 0 && digits > 0 ? "-" : ""
  var text = sign + String(digits / 1_000_000)
  var rest = digits % 1_000_000
  if rest > 0 {
    var decimals = 6
    while rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    let tail = String(rest)
    text += "." + String(repeating: "0", count: decimals - tail.count) + tail
  }
  return text
}

/// The digits of a whole number of any size.
private func wholeNumber(_ value: Double) -> String {
  var rest = value
  var digits: [Character] = []
  repeat {
    let digit = rest.truncatingRemainder(dividingBy: 10)
    digits.append(Character(String(Int(digit))))
    rest = ((rest - digit) / 10).rounded()
  } while rest > 0
  return String(digits.reversed())
}

/// A JSON object of members in the order given; the values are JSON already.
func object(_ members: [(key: String, value: String)]) -> String {
  "{" + members.map { quoted($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
}

func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
