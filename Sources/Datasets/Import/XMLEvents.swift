import CXML

/// A piece of an XML document.
enum XMLEvent {
  case start(String, attributes: [String: String], line: Int)
  case end(String, line: Int)
  case text(String)
}

/// Why a file cannot be read on.
struct FileFault: Error {
  var line: Int
  var problem: String
}

/// Reads an XML file element by element, by libxml2; some pieces of it are in memory. Documents are
/// UTF-8; one with a DOCTYPE, which could declare entities, is refused.
final class XMLEvents {
  /// Elements inside each other; far more than any of our formats has.
  private static let maximumDepth = 64

  private let stream: ByteStream
  private let parser: OpaquePointer
  private var events: [XMLEvent] = []
  private var taken = 0
  private var depth = 0
  private var isAtEnd = false
  /// The last bytes of a piece where they are the beginning of a character.
  private var rest: [UInt8] = []
  private let collector: Collector

  /// What the parser calls back.
  private final class Collector {
    var events: [XMLEvent] = []
  }

  init(_ stream: ByteStream) {
    self.stream = stream
    collector = Collector()
    // The collector lives as long as this object, which closes the parser when it goes.
    let parser = cxml_open(
      { owner, kind, text, length, attributes, line in
        guard let owner, let text else { return }
        let collector = Unmanaged<Collector>.fromOpaque(owner).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        collector.events.append(
          XMLEvents.event(kind, String(decoding: bytes, as: UTF8.self), attributes, Int(line)))
      }, Unmanaged.passUnretained(collector).toOpaque())
    guard let parser else { preconditionFailure("no memory is left") }
    self.parser = parser
  }

  deinit { cxml_close(parser) }

  private static func event(
    _ kind: Int32, _ text: String, _ attributes: UnsafePointer<UnsafePointer<CChar>?>?, _ line: Int
  ) -> XMLEvent {
    switch UInt32(kind) {
    case CXML_START.rawValue:
      var named: [String: String] = [:]
      var next = attributes
      while let at = next, let name = at[0] {
        named[String(cString: name)] = at[1].map { String(cString: $0) } ?? ""
        next = at + 2
      }
      return .start(text, attributes: named, line: line)
    case CXML_END.rawValue: return .end(text, line: line)
    default: return .text(text)
    }
  }

  /// The next piece; nil at the end of the document.
  ///
  /// - Throws: `FileFault` where it is no XML, from which on nothing can be read; `DatasetsError`
  ///   where the file cannot be read.
  func next() throws -> XMLEvent? {
    while taken == events.count {
      guard !isAtEnd else { return nil }
      try feed()
    }
    defer { taken += 1 }
    switch events[taken] {
    case .start(_, _, let line):
      depth += 1
      guard depth <= Self.maximumDepth else {
        throw FileFault(
          line: line, problem: "more than \(Self.maximumDepth) elements inside each other")
      }
    case .end: depth -= 1
    case .text: break
    }
    return events[taken]
  }

  private func feed() throws {
    let before = stream.line
    let piece = try stream.nextPiece()
    isAtEnd = piece.isEmpty
    var bytes = rest + piece
    rest = []
    if let invalid = firstInvalidByte(of: bytes, isAtEnd: isAtEnd) {
      guard invalid.isCut else {
        let line = before + bytes[..<invalid.index].count { $0 == UInt8(ascii: "\n") }
        throw FileFault(line: line, problem: notUTF8(bytes[invalid.index]))
      }
      rest = Array(bytes[invalid.index...])
      bytes.removeLast(rest.count)
    }
    collector.events.removeAll(keepingCapacity: true)
    let fine = bytes.withUnsafeBytes { buffer in
      cxml_feed(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count,
        isAtEnd ? 1 : 0)
    }
    (events, taken) = (collector.events, 0)
    guard fine != 0 else {
      var line = 0
      let problem = cxml_problem(parser, &line).map { String(cString: $0) } ?? "not XML"
      throw FileFault(line: Int(line), problem: problem)
    }
  }
}

/// The first byte at which bytes are not UTF-8, and whether they are only cut off there.
func firstInvalidByte(of bytes: [UInt8], isAtEnd: Bool) -> (index: Int, isCut: Bool)? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    let start = error.byteOffsets.lowerBound
    return (
      start,
      !isAtEnd && error.kind == .truncatedScalar && error.byteOffsets.upperBound == bytes.count
    )
  }
}

func notUTF8(_ byte: UInt8) -> String {
  "the byte \(String(byte, radix: 16, uppercase: true)) is not UTF-8: save the file as UTF-8"
}
