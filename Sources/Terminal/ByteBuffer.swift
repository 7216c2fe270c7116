/// Bytes to be sent: a buffer that grows and keeps its memory, written through a pointer.
final class ByteBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity = 65_536

  init() {
    start = .allocate(capacity: capacity)
  }

  deinit {
    start.deallocate()
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func removeAll() {
    count = 0
  }

  /// Makes room for that many bytes more, which `put` relies on.
  func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: base, count: bytes.count)
    count += bytes.count
  }

  /// Appends a byte that there is room for.
  @inline(__always)
  func put(_ byte: UInt8) {
    start[count] = byte
    count &+= 1
  }

  /// Appends a character as UTF-8, up to 4 bytes that there is room for.
  @inline(__always)
  func put(character value: UInt32) {
    if value < 0x80 { return put(UInt8(truncatingIfNeeded: value)) }
    if value < 0x800 {
      put(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
    } else {
      if value < 0x10000 {
        put(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      } else {
        put(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
        put(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      }
      put(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
    }
    put(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
  }

  /// Appends a number from 0 to 99,999 in decimal digits, up to 5 bytes that there is room for.
  @inline(__always)
  func put(number: Int) {
    let zero = 0x30
    if number >= 100 {
      if number >= 1000 {
        if number >= 10_000 { put(UInt8(truncatingIfNeeded: zero + number / 10_000 % 10)) }
        put(UInt8(truncatingIfNeeded: zero + number / 1000 % 10))
      }
      put(UInt8(truncatingIfNeeded: zero + number / 100 % 10))
    }
    if number >= 10 { put(UInt8(truncatingIfNeeded: zero + number / 10 % 10)) }
    put(UInt8(truncatingIfNeeded: zero + number % 10))
  }
}
