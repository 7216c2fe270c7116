import Labels

/// Values one after the other as bytes, for files that only this process reads.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: Double) { add(Int(bitPattern: UInt(number.bitPattern))) }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what a `RecordWriter` wrote, in the same order.
struct RecordReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func number() -> Int {
    defer { position += 8 }
    return bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: position - bytes.startIndex, as: Int.self)
    }
  }

  mutating func double() -> Double { Double(bitPattern: UInt64(UInt(bitPattern: number()))) }

  mutating func text() -> String { String(decoding: take(number()), as: UTF8.self) }

  mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    defer { position += count }
    return bytes[position..<position + count]
  }
}
