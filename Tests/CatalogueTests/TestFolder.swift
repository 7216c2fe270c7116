import Foundation

/// A folder of its own for one test, with what the test puts there.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    let name = NSTemporaryDirectory() + "/tessera-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
    path = URL(filePath: name).resolvingSymlinksInPath().path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a file, and the folders that it lies in.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path(percentEncoded: false)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }
}

/// A gray PNG of which every byte is right: the pixels in one stored block (RFC 1951, 3.2.4).
func png(width: Int, height: Int, gray: UInt8 = 128) -> [UInt8] {
  let header = bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0]
  let row = [0] + [UInt8](repeating: gray, count: width)
  let pixels = [[UInt8]](repeating: row, count: height).flatMap { $0 }
  let size = [UInt8(pixels.count & 255), UInt8(pixels.count >> 8)]
  let stored = [1] + size + size.map { ~$0 } + pixels
  var low = 1
  var high = 0
  for byte in pixels {
    low = (low + Int(byte)) % 65_521
    high = (high + low) % 65_521
  }
  let data = [0x78, 0x01] + stored + bigEndian(high << 16 | low)
  return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", [])
}

private func bigEndian(_ value: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

private func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(kind.utf8) + data
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in body {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return bigEndian(data.count) + body + bigEndian(Int(~crc))
}
