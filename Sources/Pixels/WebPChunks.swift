/// The chunks of a WebP that say how to show it (RFC 9649). What is broken is passed over: it says
/// nothing of the pixels.
struct WebPChunks {
  /// The EXIF block, from its byte-order mark on.
  private(set) var exif: [UInt8]?
  private(set) var profile: [UInt8]?

  init(of file: ImageFile) {
    var offset = 12
    for _ in 0..<maxChunks {
      guard let head = file.bytes(at: offset, count: 8), head.count == 8 else { return }
      let length = head[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      switch String(decoding: head[..<4], as: UTF8.self) {
      case "ICCP" where profile == nil && length <= ColorSpace.mostProfileBytes:
        profile = file.bytes(at: offset + 8, count: length)
      case "EXIF" where exif == nil && length <= mostExifBytes:
        // Some writers keep the mark that a JPEG has before it.
        let content = file.bytes(at: offset + 8, count: length) ?? []
        exif = content.starts(with: exifMark) ? Array(content.dropFirst(exifMark.count)) : content
      default: break
      }
      // Chunks begin at even offsets.
      offset += 8 + length + length % 2
    }
  }
}

/// More chunks than any writer makes for a still picture; a guess that bounds the walk.
private let maxChunks = 256
/// What a JPEG, where such blocks come from, has room for.
private let mostExifBytes = 1 << 16
private let exifMark = Array("Exif".utf8) + [0, 0]
