extension Orientation {
  /// What the first EXIF segment of a JPEG says; `upright` when there is none or it is broken, as
  /// a broken note says nothing about the pixels.
  init(jpeg file: ImageFile) {
    self = exifSegment(of: file).flatMap(Orientation.init(exif:)) ?? .upright
  }

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

/// More segments than any camera writes before the picture; a guess that bounds the walk.
private let maxSegments = 1024

/// The first EXIF block before the pixels, from its byte-order mark on.
private func exifSegment(of file: ImageFile) -> [UInt8]? {
  let exifMark: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0x00, 0x00]
  var offset = 2
  for _ in 0..<maxSegments {
    guard let head = file.bytes(at: offset, count: 4), head.count == 4, head[0] == 0xFF else {
      return nil
    }
    let marker = head[1]
    if marker == 0xFF {  // Padding before a marker.
      offset += 1
      continue
    }
    // Start of scan or end of image: the notes are over.
    guard marker != 0xDA, marker != 0xD9 else { return nil }
    if marker == 0x01 || (0xD0...0xD8).contains(marker) {  // Markers without a length.
      offset += 2
      continue
    }
    let length = Int(head[2]) << 8 | Int(head[3])
    guard length >= 2 else { return nil }
    if marker == 0xE1, let segment = file.bytes(at: offset + 4, count: length - 2),
      segment.starts(with: exifMark)
    {
      return Array(segment.dropFirst(exifMark.count))
    }
    offset += 2 + length
  }
  return nil
}
