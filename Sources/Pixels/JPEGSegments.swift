/// The notes before the pixels of a JPEG that say how to show it. What is broken is passed over: it
/// says nothing of the pixels.
struct JPEGSegments {
  /// The first EXIF block, from its byte-order mark on.
  private(set) var exif: [UInt8]?
  /// The ICC profile, which may be spread over up to 255 segments (ICC.1, annex B.4).
  private(set) var profile: [UInt8]?

  private var parts: [Int: [UInt8]] = [:]
  private var partCount = 0

  init(of file: ImageFile) {
    var offset = 2
    for _ in 0..<maxSegments {
      guard let head = file.bytes(at: offset, count: 4), head.count == 4, head[0] == 0xFF else {
        break
      }
      let marker = head[1]
      if marker == 0xFF {  // Padding before a marker.
        offset += 1
        continue
      }
      // Start of scan or end of image: the notes are over.
      guard marker != 0xDA, marker != 0xD9 else { break }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {  // Markers without a length.
        offset += 2
        continue
      }
      let length = Int(head[2]) << 8 | Int(head[3])
      guard length >= 2 else { break }
      if marker == 0xE1 || marker == 0xE2,
        let content = file.bytes(at: offset + 4, count: length - 2)
      {
        take(content, marker: marker)
      }
      offset += 2 + length
    }
    let sequence = (0..<partCount).map { parts[$0 + 1] }
    if partCount > 0, sequence.allSatisfy({ $0 != nil }) {
      profile = sequence.flatMap { $0 ?? [] }
    }
    parts = [:]
  }

  private mutating func take(_ content: [UInt8], marker: UInt8) {
    if marker == 0xE1, exif == nil, content.starts(with: exifMark) {
      exif = Array(content.dropFirst(exifMark.count))
    } else if marker == 0xE2, content.starts(with: profileMark),
      content.count > profileMark.count + 2
    {
      let (number, count) = (content[profileMark.count], content[profileMark.count + 1])
      guard parts.values.reduce(content.count, { $0 + $1.count }) <= ColorSpace.mostProfileBytes
      else { return }
      parts[Int(number)] = Array(content.dropFirst(profileMark.count + 2))
      partCount = Int(count)
    }
  }
}

/// More segments than any camera writes before the picture; a guess that bounds the walk.
private let maxSegments = 1024
private let exifMark = Array("Exif".utf8) + [0, 0]
private let profileMark = Array("ICC_PROFILE".utf8) + [0]
