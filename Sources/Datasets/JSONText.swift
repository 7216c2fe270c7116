import Labels

// What is written: JSON text, the same to the byte on every machine.

extension [UInt8] {
  /// Adds JSON text as it is: punctuation, keys that need no escapes.
  mutating func append(json: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Adds a JSON string, quotes included. Control characters (U+0000 to U+001F, U+007F to U+009F)
  /// are escaped, everything else is UTF-8 as it is.
  mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var copied = 0
      for (index, byte) in bytes.enumerated() {
        guard
          byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte >= 0x7F
        else { continue }
        var end = index
        var value = byte
        if byte > 0x7F {
          // U+0080 to U+009F are C2 80 to C2 9F.
          guard (0x80...0x9F).contains(byte), index > 0, bytes[index - 1] == 0xC2 else { continue }
          (end, value) = (index - 1, byte)
        }
        append(contentsOf: bytes[copied..<end])
        append(escape: value)
        copied = index + 1
      }
      append(contentsOf: bytes[copied...])
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escape byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append(json: #"\""#)
    case UInt8(ascii: "\\"): append(json: #"\\"#)
    case UInt8(ascii: "\n"): append(json: #"\n"#)
    case UInt8(ascii: "\r"): append(json: #"\r"#)
    case UInt8(ascii: "\t"): append(json: #"\t"#)
    default:
      append(json: #"\u00"#)
      for digit in [byte >> 4, byte & 15] {
        append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
  }

  /// Adds a JSON number of at most 6 decimals, without an exponent, a needless zero or a minus zero.
  ///
  /// `value` is finite; from about 9 billion on, where a millionth is below what a Double can tell
  /// apart, it is written without decimals.
  mutating func append(number value: Double) {
    precondition(value.isFinite, "JSON has no \(value)")
    let millionths = (value.magnitude * 1e6).rounded()
    guard millionths < 9e15 else {
      append(contentsOf: ((value < 0 ? "-" : "") + wholeNumber(value.magnitude.rounded())).utf8)
      return
    }
    let digits = UInt64(millionths)
    if value < 0, digits > 0 { append(UInt8(ascii: "-")) }
    append(digits: digits / 1_000_000)
    var rest = digits % 1_000_000
    guard rest > 0 else { return }
    var decimals = 6
    while rest.isMultiple(of: 10) {
      rest /= 10
      decimals -= 1
    }
    append(UInt8(ascii: "."))
    append(digits: rest, atLeast: decimals)
  }

  /// Adds a box's attributes as a JSON object, in the order of their names.
  mutating func append(attributes: Attributes) {
    append(json: "{")
    for (index, member) in attributes.members.enumerated() {
      if index > 0 { append(json: ",") }
      append(quoted: member.name)
      append(json: ":")
      append(value: member.value)
    }
    append(json: "}")
  }

  mutating func append(value: AttributeValue) {
    switch value {
    case .flag(let flag): append(json: flag ? "true" : "false")
    case .number(let number): append(number: number)
    case .text(let text): append(quoted: text)
    }
  }

  /// Adds the digits of a number, with zeros before it where they are fewer than `least`.
  mutating func append(digits number: UInt64, atLeast least: Int = 1) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (rest, first) = (number, digits.count)
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0 || digits.count - first < least
      append(contentsOf: digits[first...])
    }
  }
}

/// A JSON string, quotes included; see `append(quoted:)`.
func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.append(quoted: text)
  return String(decoding: bytes, as: UTF8.self)
}

/// A JSON number; see `append(number:)`.
func number(_ value: Double) -> String {
  var bytes: [UInt8] = []
  bytes.append(number: value)
  return String(decoding: bytes, as: UTF8.self)
}

/// An attribute's value as JSON.
func json(_ value: AttributeValue) -> String {
  var bytes: [UInt8] = []
  bytes.append(value: value)
  return String(decoding: bytes, as: UTF8.self)
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
