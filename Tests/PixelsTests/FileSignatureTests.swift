import Pixels
import Testing

struct FileSignatureTests {
  static let others: [(start: [UInt8], sentence: String)] = [
    (Array("%PDF-1.7".utf8), "(starts with 25 50 44 46, a PDF)"),
    (Array("GIF89a".utf8), "(starts with 47 49 46 38, a GIF)"),
    (
      Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8X\u{A}\0\0\0\u{2}".utf8),
      "(starts with 52 49 46 46, an animation)"
    ),
    (Array("BM\u{1}\u{2}".utf8), "(starts with 42 4D 01 02, a BMP)"),
    ([0x49, 0x49, 0x2A, 0x00], "(starts with 49 49 2A 00, a TIFF or camera raw file)"),
    ([0x4D, 0x4D, 0x00, 0x2A], "(starts with 4D 4D 00 2A, a TIFF or camera raw file)"),
    ([0, 0, 0, 32] + Array("ftypavif".utf8), "(starts with 00 00 00 20, an AVIF)"),
    ([0, 0, 0, 24] + Array("ftypheic".utf8), "(starts with 00 00 00 18, a HEIC)"),
    ([0, 0, 0, 24] + Array("ftypisom".utf8), "(starts with 00 00 00 18, a video)"),
    (Array("<?xml version=\"1".utf8), "(starts with 3C 3F 78 6D, a text)"),
    (Array("<svg xmlns=\"http".utf8), "(starts with 3C 73 76 67, an SVG)"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A], "(starts with 89 50 4E 47, a PNG broken in transfer)"),
    ([0x00, 0x01], "(starts with 00 01)"),
  ]

  @Test(arguments: others)
  func `what is no picture is named by its content`(start: [UInt8], sentence: String) throws {
    try TestFiles.with(start) { path in
      let error = #expect(throws: PixelsError.self) { try probe(contentsOf: path) }
      #expect(
        error?.description
          == "\(path): not a PNG, JPEG or still WebP \(sentence). Convert it, or leave it out.")
    }
  }

  @Test func `a picture is told by its content, not by its name`() throws {
    try TestFiles.with(TestFiles.bytes("jpeg/gray.jpg")) { path in
      let header = try probe(contentsOf: path)
      #expect(header.format == .jpeg)
    }
  }
}
