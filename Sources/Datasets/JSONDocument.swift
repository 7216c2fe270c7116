import Glibc

/// A value of a JSON text, or a key of an object: where it stands in the text, and what it is.
struct JSONNode {
  enum Content: Equatable {
    case null
    case bool(Bool)
    /// The nearest `Double`; infinite where the text's number is beyond all of them.
    case number(Double)
    /// NaN and the infinities, which some programs write although JSON has none.
    case nonFinite(Double)
    /// The bytes between its quotes are the text.
    case text
    /// The text has escapes; without them it is this one of `JSONDocument.unescaped`.
    case escapedText(Int32)
    /// Its elements follow.
    case list
    /// A key, a value, a key, a value and so on follow.
    case object
  }

  var content: Content
  /// Its first byte; of a text the opening quote.
  var start: Int32
  /// The byte after its last.
  var end: Int32
  /// The node after this one and everything in it.
  var next: Int32
}

/// What a JSON text says: its values and keys in the order of the text, in one flat list, so that
/// reading a line takes one allocation instead of one for each list, object and key. A node is
/// spoken of by its place in the list; the whole text is node 0.
struct JSONDocument {
  /// The text: valid UTF-8, and in its place for as long as this document is used.
  let bytes: UnsafeBufferPointer<UInt8>
  var nodes: [JSONNode] = []
  /// The texts that have escapes, without them.
  var unescaped: [[UInt8]] = []

  subscript(node: Int) -> JSONNode.Content { nodes[node].content }

  /// The nodes right inside a list or an object; of an object keys and values by turns.
  func children(of node: Int) -> Children {
    Children(nodes: nodes, child: node + 1, end: Int(nodes[node].next))
  }

  /// Whether a list or an object holds more than so many nodes, keys and all that is deeper included.
  func hasMoreNodes(than count: Int, in node: Int) -> Bool {
    Int(nodes[node].next) - node - 1 > count
  }

  struct Children: Sequence, IteratorProtocol {
    fileprivate let nodes: [JSONNode]
    fileprivate var child: Int
    fileprivate let end: Int

    mutating func next() -> Int? {
      guard child < end else { return nil }
      defer { child = Int(nodes[child].next) }
      return child
    }
  }

  /// The value of an object's member; null is as good as absent. No key is made into a string.
  func value(of key: StaticString, in object: Int) -> Int? {
    let end = Int(nodes[object].next)
    var name = object + 1
    while name < end {
      if says(key, at: name) { return self[name + 1] == .null ? nil : name + 1 }
      name = Int(nodes[name + 1].next)
    }
    return nil
  }

  /// Whether a key or a text says `wanted`.
  func says(_ wanted: StaticString, at node: Int) -> Bool {
    withBytes(of: node) {
      Self.equal(
        $0, UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount))
    }
  }

  /// Whether two keys or texts are the same.
  func same(_ one: Int, _ other: Int) -> Bool {
    withBytes(of: one) { one in
      withBytes(of: other) { Self.equal($0, one) }
    }
  }

  private static func equal(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let count = one.count
    guard count == other.count else { return false }
    guard let one = one.baseAddress, let other = other.baseAddress else { return true }
    return memcmp(one, other, count) == 0
  }

  /// What a key or a text says.
  func text(_ node: Int) -> String {
    withBytes(of: node) { String(decoding: $0, as: UTF8.self) }
  }

  /// What a key or a text says, in UTF-8.
  func withBytes<Result>(of node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if case .escapedText(let index) = self[node] {
      return unescaped[Int(index)].withUnsafeBufferPointer(body)
    }
    let (start, end) = (Int(nodes[node].start), Int(nodes[node].end))
    return body(UnsafeBufferPointer(rebasing: bytes[start + 1..<end - 1]))
  }

  /// The bytes as they are written.
  func source(of node: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    bytes[Int(nodes[node].start)..<Int(nodes[node].end)]
  }

  /// An object's member as it is written, without the space around its colon.
  func member(_ key: Int, _ value: Int) -> [UInt8] {
    Array(source(of: key)) + [UInt8(ascii: ":")] + source(of: value)
  }

  /// What a node is, for messages; without one, "nothing".
  func kind(of node: Int?) -> String {
    guard let node else { return "nothing" }
    switch self[node] {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .number(let value), .nonFinite(let value): return "the number \(value)"
    case .text, .escapedText: return "the text \(quoted(text(node)))"
    case .list: return "a list"
    case .object: return "an object"
    }
  }

  /// A number, NaN and the infinities too.
  func number(_ node: Int?) -> Double? {
    guard let node else { return nil }
    switch self[node] {
    case .number(let value), .nonFinite(let value): return value
    default: return nil
    }
  }

  /// Whether NaN or an infinity, which JSON does not have, is somewhere in a value.
  func holdsNonFinite(_ node: Int) -> Bool {
    nodes[node..<Int(nodes[node].next)].contains {
      if case .nonFinite = $0.content { true } else { false }
    }
  }
}
