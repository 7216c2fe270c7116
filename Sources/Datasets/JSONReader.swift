/// What a JSON text says.
enum JSONValue: Hashable {
  case null
  case bool(Bool)
  /// Also NaN and the infinities, which some programs write although JSON has none.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// What it is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): "the number \(value)"
    case .string(let text): "the text \(quoted(text))"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

struct JSONMember: Hashable {
  var key: String
  var value: JSONValue
  /// Where the value stands in the text, in bytes.
  var source: Range<Int>
}

/// What is wrong with a JSON text.
struct JSONFault: Error {
  /// The byte, from 1.
  var column: Int
  var problem: String
}

/// Reads one JSON text (RFC 8259), strictly, with two differences: `NaN`, `Infinity` and
/// `-Infinity` are read as numbers, so that a message can name the labeler who has them, and a key
/// that an object has twice is a fault, since programs differ in which of the two they believe.
///
/// Numbers are the nearest `Double`; those beyond its range are infinite.
struct JSONReader {
  /// Of lists and objects inside each other. Far more than annotations need, far below what would
  /// exhaust the stack.
  static let maximumDepth = 128

  private let bytes: [UInt8]
  private var position = 0
  /// Where NaN and infinities stand.
  private(set) var nonFinite: [Int] = []

  /// Reads all of `bytes`, from `start` on.
  static func read(
    _ bytes: [UInt8], from start: Int
  ) throws(JSONFault) -> (value: JSONValue, nonFinite: [Int]) {
    var reader = JSONReader(bytes: bytes, start: start)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONFault(column: 1, problem: "not UTF-8: save it as UTF-8")
    }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.peek == nil else { throw reader.fault("there is more after the end") }
    return (value, reader.nonFinite)
  }

  private init(bytes: [UInt8], start: Int) {
    self.bytes = bytes
    position = start
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// What is wrong here; at the end of the text always the same.
  private func fault(_ problem: String) -> JSONFault {
    JSONFault(
      column: position + 1,
      problem: peek == nil ? "it ends in the middle: was the file cut off?" : problem)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    let wanted = Array(word.utf8)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.maximumDepth else {
      throw fault("more than \(Self.maximumDepth) lists and objects inside each other")
    }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try objectValue(depth: depth)
    case UInt8(ascii: "["): return try arrayValue(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    if take(word: "null") { return .null }
    if take(word: "true") { return .bool(true) }
    if take(word: "false") { return .bool(false) }
    return .number(try numberValue())
  }

  private mutating func objectValue(depth: Int) throws(JSONFault) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let key = try string()
      guard keys.insert(key).inserted else { throw fault("the key \(quoted(key)) is there twice") }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("expected a colon after a key") }
      skipSpace()
      let start = position
      let value = try value(depth: depth + 1)
      members.append(JSONMember(key: key, value: value, source: start..<position))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("expected a comma or } in an object") }
    return .object(members)
  }

  private mutating func arrayValue(depth: Int) throws(JSONFault) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("expected a comma or ] in a list") }
    return .array(elements)
  }
}

// MARK: Numbers

extension JSONReader {
  private mutating func numberValue() throws(JSONFault) -> Double {
    let start = position
    if take(word: "NaN") {
      nonFinite.append(start)
      return .nan
    }
    let isNegative = take(UInt8(ascii: "-"))
    if take(word: "Infinity") {
      nonFinite.append(start)
      return isNegative ? -.infinity : .infinity
    }
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      throw fault("expected a value")
    }
    if take(UInt8(ascii: ".")) {
      guard digits() > 0 else { throw fault("expected digits after the decimal point") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw fault("expected digits in the exponent") }
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw fault("expected a number")
    }
    return value
  }

  /// Skips digits; how many there were.
  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }
}

// MARK: Strings

extension JSONReader {
  private mutating func string() throws(JSONFault) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(Character(try escaped())).utf8)
      case 0..<0x20: throw fault("a control character in a text: write it as \\u00...")
      default: text.append(byte)
      }
    }
    throw fault("a text without its closing quote")
  }

  private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
    guard let byte = peek else { throw fault("an escape without its letter") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault("an unknown escape in a text")
    }
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half of a pair; the other half must follow.
    guard (0xD800..<0xDC00).contains(first), take(word: "\\u") else {
      throw fault("half of a surrogate pair in a text")
    }
    let second = try codeUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw fault("half of a surrogate pair in a text") }
    return scalar
  }

  private mutating func codeUnit() throws(JSONFault) -> UInt16 {
    let end = position + 4
    guard end <= bytes.count,
      bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw fault("expected four hexadecimal digits after \\u") }
    position = end
    return unit
  }
}
