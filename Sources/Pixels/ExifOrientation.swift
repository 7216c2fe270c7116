extension Orientation {
  /// Reads the orientation from an EXIF block: a TIFF header and its first directory.
  ///
  /// - Parameter exif: From the byte-order mark on.
  init?(exif: [UInt8]) {
    let isLittle: Bool
    switch exif.prefix(4) {
    case [0x49, 0x49, 0x2A, 0x00]: isLittle = true
    case [0x4D, 0x4D, 0x00, 0x2A]: isLittle = false
    default: return nil
    }
    func number(at offset: Int, bytes count: Int) -> Int? {
      guard offset >= 0, count <= exif.count, offset <= exif.count - count else { return nil }
      let bytes = exif[offset..<offset + count]
      return isLittle
        ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        : bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2)
    else { return nil }
    for entry in 0..<count {
      let offset = directory + 2 + entry * 12
      guard let tag = number(at: offset, bytes: 2) else { return nil }
      // Type 3 is a 16-bit number; it stands at the front of the four value bytes.
      guard tag == 0x0112 else { continue }
      guard number(at: offset + 2, bytes: 2) == 3, number(at: offset + 4, bytes: 4) == 1,
        let value = number(at: offset + 8, bytes: 2)
      else { return nil }
      self.init(rawValue: value)
      return
    }
    return nil
  }
}
