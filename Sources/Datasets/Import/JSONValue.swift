/// The value of one element of a file, and where it stands there.
struct JSONValue {
  let document: JSONDocument
  let line: Int

  /// Calls `body` with what some bytes say.
  ///
  /// - Throws: `FileFault` where they are no JSON.
  static func reading<Result>(
    _ bytes: [UInt8], line: Int, _ body: (JSONValue) throws -> Result
  ) throws -> Result {
    try bytes.withUnsafeBufferPointer { buffer in
      let document: JSONDocument
      do throws(JSONFault) {
        document = try JSONReader.read(buffer, from: 0)
      } catch {
        let before = buffer.prefix(max(0, error.column - 1)).count { $0 == UInt8(ascii: "\n") }
        throw FileFault(
          line: line + before, problem: "not JSON: \(error.problem)")
      }
      return try body(JSONValue(document: document, line: line))
    }
  }

  /// The line on which a node begins.
  func line(of node: Int) -> Int {
    line + document.bytes[..<Int(document.nodes[node].start)].count { $0 == UInt8(ascii: "\n") }
  }

  func isObject(_ node: Int) -> Bool { document[node] == .object }
  func isList(_ node: Int) -> Bool { document[node] == .list }

  /// A text member; nil where it is absent or something else.
  func text(_ key: StaticString, in object: Int = 0) -> String? {
    guard isObject(object), let node = document.value(of: key, in: object) else { return nil }
    return text(node)
  }

  func text(_ node: Int) -> String? {
    switch document[node] {
    case .text, .escapedText: document.text(node)
    default: nil
    }
  }

  /// A finite number; nil where it is absent or something else.
  func number(_ key: StaticString, in object: Int = 0) -> Double? {
    guard isObject(object) else { return nil }
    return document.number(document.value(of: key, in: object)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// A whole number that an `Int` holds and a `Double` tells apart from its neighbors.
  func whole(_ key: StaticString, in object: Int = 0) -> Int? {
    number(key, in: object).flatMap { $0.magnitude <= 9e15 ? Int(exactly: $0) : nil }
  }

  /// What a member is, for messages: "nothing" where it is absent.
  func kind(_ key: StaticString, in object: Int = 0) -> String {
    let kind = document.kind(of: isObject(object) ? document.value(of: key, in: object) : object)
    return kind.unicodeScalars.count > 100 ? "\(kind.prefix(100))..." : kind
  }

  /// A list member's elements; empty where it is absent or something else.
  func elements(_ key: StaticString, in object: Int = 0) -> [Int] {
    guard isObject(object), let list = document.value(of: key, in: object), isList(list) else {
      return []
    }
    return Array(document.children(of: list))
  }

  /// An image's side in pixels; nil where it is absent, or no such thing.
  func side(_ key: StaticString, in object: Int = 0) -> Int? {
    whole(key, in: object).flatMap { (1...largestSide).contains($0) ? $0 : nil }
  }
}

/// Pixels; beyond any image, and far from where numbers lose their decimals.
let largestSide = 1_000_000

/// A digest as the workspace has it; nil where the text is none.
func imageDigest(_ text: String) -> String? {
  let digits = text.lowercased()
  return digits.utf8.count == 64
    && digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) ? digits : nil
}
