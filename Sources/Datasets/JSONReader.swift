/// What is wrong with a JSON text.
struct JSONFault: Error {
  /// The byte, from 1.
  var column: Int
  var problem: String
}

/// Reads one JSON text (RFC 8259), strictly, with two differences: `NaN`, `Infinity` and
/// `-Infinity` are read as numbers, so that a message can name the labeler who has them, and a key
/// that an object has twice is a fault, since programs differ in which of the two they believe.
struct JSONReader {
  /// Of lists and objects inside each other. Far more than annotations need, far below what would
  /// exhaust the stack.
  static let maximumDepth = 128
  /// Up to so many keys of an object are compared one by one, more are looked up.
  private static let fewKeys = 16

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var document: JSONDocument

  /// Reads all of `bytes`, from `start` on. The document points into them.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) throws(JSONFault) -> JSONDocument {
    var reader = JSONReader(bytes: bytes, start: start)
    guard bytes.count < Int32.max else { throw JSONFault(column: 1, problem: "beyond 2 GiB") }
    if let column = firstInvalid(in: bytes) {
      throw JSONFault(column: column, problem: "not UTF-8: save it as UTF-8")
    }
    try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.peek == nil else { throw reader.fault("there is more after the end") }
    return reader.document
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, start: Int) {
    self.bytes = bytes
    position = start
    document = JSONDocument(bytes: bytes)
    // A box's 75 bytes are 11 nodes.
    document.nodes.reserveCapacity((bytes.count - start) / 6 + 4)
  }

  /// The first byte, from 1, at which the bytes are not UTF-8.
  private static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound + 1
    }
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

  private mutating func take(word: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Adds a node that begins at `start`, ends here, and has nothing inside.
  private mutating func add(_ content: JSONNode.Content, from start: Int) {
    document.nodes.append(
      JSONNode(
        content: content, start: Int32(start), end: Int32(position),
        next: Int32(document.nodes.count + 1)))
  }

  private mutating func value(depth: Int) throws(JSONFault) {
    guard depth <= Self.maximumDepth else {
      throw fault("more than \(Self.maximumDepth) lists and objects inside each other")
    }
    skipSpace()
    let start = position
    switch peek {
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let node = document.nodes.count
      add(peek == UInt8(ascii: "{") ? .object : .list, from: start)
      position += 1
      if document[node] == .object {
        try members(of: node, depth: depth)
      } else {
        try elements(depth: depth)
      }
      document.nodes[node].end = Int32(position)
      document.nodes[node].next = Int32(document.nodes.count)
    case UInt8(ascii: "n") where take(word: "null"): add(.null, from: start)
    case UInt8(ascii: "t") where take(word: "true"): add(.bool(true), from: start)
    case UInt8(ascii: "f") where take(word: "false"): add(.bool(false), from: start)
    default: add(try number(), from: start)
    }
  }

  private mutating func members(of object: Int, depth: Int) throws(JSONFault) {
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    var count = 0
    var manyKeys: Set<[UInt8]> = []
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let key = document.nodes.count
      try text()
      count += 1
      if isRepeated(key, in: object, count: count, &manyKeys) {
        throw fault("the key \(quoted(document.text(key))) is there twice")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("expected a colon after a key") }
      try value(depth: depth + 1)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("expected a comma or } in an object") }
  }

  /// Whether the object, all of whose keys so far are in the document, has its last one before.
  private func isRepeated(
    _ key: Int, in object: Int, count: Int, _ manyKeys: inout Set<[UInt8]>
  ) -> Bool {
    if count > Self.fewKeys + 1 {
      return !manyKeys.insert(document.withBytes(of: key, Array.init)).inserted
    }
    var earlier = object + 1
    while earlier < key {
      if document.same(earlier, key) { return true }
      if count > Self.fewKeys { manyKeys.insert(document.withBytes(of: earlier, Array.init)) }
      // Over the key and its value.
      earlier = Int(document.nodes[earlier + 1].next)
    }
    if count > Self.fewKeys { manyKeys.insert(document.withBytes(of: key, Array.init)) }
    return false
  }

  private mutating func elements(depth: Int) throws(JSONFault) {
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    repeat {
      try value(depth: depth + 1)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("expected a comma or ] in a list") }
  }
}

// MARK: Numbers

extension JSONReader {
  private mutating func number() throws(JSONFault) -> JSONNode.Content {
    let start = position
    if take(word: "NaN") { return .nonFinite(.nan) }
    let isNegative = take(UInt8(ascii: "-"))
    if take(word: "Infinity") { return .nonFinite(isNegative ? -.infinity : .infinity) }
    var decimal = DecimalNumber(isNegative: isNegative)
    let whole = position
    digits(of: &decimal)
    guard position > whole, position == whole + 1 || bytes[whole] != UInt8(ascii: "0") else {
      throw fault("expected a value")
    }
    if take(UInt8(ascii: ".")) {
      let point = position
      digits(of: &decimal)
      guard position > point else { throw fault("expected digits after the decimal point") }
      decimal.decimals = position - point
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      var power = DecimalNumber(isNegative: false)
      digits(of: &power)
      guard power.digits > 0 else { throw fault("expected digits in the exponent") }
      decimal.hasExponent = true
    }
    if let value = decimal.nearest { return .number(value) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text) else { throw fault("expected a number") }
    return .number(value)
  }

  /// Takes the digits that are here.
  private mutating func digits(of decimal: inout DecimalNumber) {
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      decimal.append(digit)
      position += 1
    }
  }
}

// MARK: Texts

extension JSONReader {
  /// Adds the text whose opening quote is here.
  private mutating func text() throws(JSONFault) {
    let start = position
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return add(.text, from: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      guard byte >= 0x20 else { throw controlCharacter }
      position += 1
    }
    throw fault("a text without its closing quote")
  }

  /// The same, where the first escape is here.
  private mutating func escapedText(from start: Int) throws(JSONFault) {
    var text = Array(bytes[start + 1..<position])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        add(.escapedText(Int32(document.unescaped.count)), from: start)
        document.unescaped.append(text)
        return
      case UInt8(ascii: "\\"):
        position += 1
        text += UTF8.encode(try escaped()) ?? UTF8.encodedReplacementCharacter
      case 0..<0x20: throw controlCharacter
      default:
        text.append(byte)
        position += 1
      }
    }
    throw fault("a text without its closing quote")
  }

  private var controlCharacter: JSONFault {
    fault("a control character in a text: write it as \\u00...")
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
