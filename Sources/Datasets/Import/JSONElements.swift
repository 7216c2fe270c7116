/// Reads a JSON file whose outermost value is a list, or an object with lists in it, one element at a
/// time: the elements of such a list, and every other member whole. One element is in memory.
final class JSONElements {
  /// Of an element, in bytes: a mask of a whole photograph, point by point, has less.
  private static let limit = 1 << 26

  struct Element {
    /// The object's member that it is in; nil in a file that is a list.
    var key: String?
    /// Whether the member is a list, of which this is one element.
    var isInList: Bool
    var bytes: [UInt8]
    /// Where it begins, from 1.
    var line: Int
  }

  private enum State { case start, list, object, inner(String), end }

  private let stream: ByteStream
  private var state = State.start
  private var isFirst = true
  /// Of the outermost object, as far as it was read.
  private(set) var keys: Set<String> = []

  init(_ stream: ByteStream) { self.stream = stream }

  /// The next element; nil at the end.
  ///
  /// - Throws: `FileFault` where the file is no JSON, from which on nothing can be read.
  func next() throws -> Element? {
    while true {
      try skipSpace()
      switch state {
      case .start:
        switch try stream.next() {
        case UInt8(ascii: "["): state = .list
        case UInt8(ascii: "{"): state = .object
        case nil: throw fault("the file is empty")
        default: throw fault("expected a JSON list or object")
        }
        isFirst = true
      case .list:
        guard try more(until: UInt8(ascii: "]")) else {
          state = .end
          continue
        }
        let line = stream.line
        return Element(key: nil, isInList: true, bytes: try value(), line: line)
      case .inner(let key):
        guard try more(until: UInt8(ascii: "]")) else {
          (state, isFirst) = (.object, false)
          continue
        }
        let line = stream.line
        return Element(key: key, isInList: true, bytes: try value(), line: line)
      case .object:
        guard try more(until: UInt8(ascii: "}")) else {
          state = .end
          continue
        }
        if let member = try member() { return member }
      case .end:
        guard try stream.peek() == nil else { throw fault("there is more after the end") }
        return nil
      }
    }
  }

  /// A member that is no list; of a list the bracket is taken, and its elements come next.
  private func member() throws -> Element? {
    guard try stream.peek() == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
    let line = stream.line
    let bytes = try value()
    let key = try bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONFault) {
        return try JSONReader.read(bytes, from: 0).text(0)
      } catch {
        throw FileFault(line: line, problem: "a key is no JSON: \(error.problem)")
      }
    }
    guard keys.insert(key).inserted else {
      throw FileFault(line: line, problem: "the key \(Finding.value(key)) is there twice")
    }
    guard keys.count <= 1000 else { throw fault("more than 1000 keys in the outermost object") }
    try skipSpace()
    guard try stream.next() == UInt8(ascii: ":") else {
      throw fault("expected a colon after a key")
    }
    try skipSpace()
    if try stream.peek() == UInt8(ascii: "[") {
      _ = try stream.next()
      (state, isFirst) = (.inner(key), true)
      return nil
    }
    return Element(key: key, isInList: false, bytes: try value(), line: stream.line)
  }

  /// Takes the comma before another element, or the bracket after the last.
  private func more(until end: UInt8) throws -> Bool {
    guard let byte = try stream.peek() else { throw cutOff }
    if byte == end {
      _ = try stream.next()
      return false
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else {
        throw fault("expected a comma or \(Character(Unicode.Scalar(end)))")
      }
      _ = try stream.next()
      try skipSpace()
    }
    isFirst = false
    return true
  }

  /// The bytes of the value that begins here: up to its closing bracket or quote, or to what ends a
  /// number or a word. What is in it is left to `JSONReader`.
  private func value() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var depth = 0
    var isText = false
    var isEscaped = false
    while let byte = try stream.peek() {
      if !isText, depth == 0, !bytes.isEmpty, ",]}: \n\r\t".utf8.contains(byte) { return bytes }
      _ = try stream.next()
      bytes.append(byte)
      guard bytes.count <= Self.limit else {
        throw fault("a value of more than \(Self.limit >> 20) MiB")
      }
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
          if depth == 0 { return bytes }
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return bytes }
      default: break
      }
    }
    throw cutOff
  }

  private func skipSpace() throws(DatasetsError) {
    while let byte = try stream.peek(),
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    {
      _ = try stream.next()
    }
  }

  private var cutOff: FileFault { fault("it ends in the middle: was the file cut off?") }

  private func fault(_ problem: String) -> FileFault {
    FileFault(line: stream.line, problem: problem)
  }
}
