/// A PNG of plain colors, made here so that a test says all there is to know of its pictures.
///
/// 8-bit RGB, one color in its upper half and another in its lower, in stored (uncompressed) deflate blocks
/// (RFC 1950, RFC 1951; PNG third edition, W3C 2025).
struct SmallPicture {
  var width: Int
  var height: Int
  /// Pictures of different tints are different images.
  var tint = 0

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The file.
  var bytes: [UInt8] {
    Self.signature + header + Self.chunk("IDAT", Self.zlib(rows)) + Self.chunk("IEND", [])
  }

  /// The IHDR chunk, also of pictures that are only claimed.
  var header: [UInt8] {
    Self.chunk("IHDR", Self.bigEndian(width) + Self.bigEndian(height) + [8, 2, 0, 0, 0])
  }

  private var rows: [UInt8] {
    let upper: [UInt8] = [UInt8(tint & 0xFF), UInt8(tint >> 8 & 0xFF), 200]
    let lower: [UInt8] = [60, UInt8(tint & 0xFF), 40]
    return (0..<height).flatMap { row in
      // No filter, then the pixels.
      [0] + Array(repeating: row < height / 2 ? upper : lower, count: width).joined()
    }
  }

  private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(kind.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { register, byte in
      (0..<8).reduce(register ^ UInt32(byte)) { register, _ in
        register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
      }
    }
  }

  private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
      let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
      let (low, high) = (UInt8(block.count & 0xFF), UInt8(block.count >> 8))
      out += [block.endIndex == bytes.count ? 1 : 0, low, high, ~low, ~high] + block
    }
    let (a, b) = bytes.reduce((1, 0)) { sums, byte in
      let a = (sums.0 + Int(byte)) % 65_521
      return (a, (sums.1 + a) % 65_521)
    }
    return out + bigEndian(b << 16 | a)
  }
}
