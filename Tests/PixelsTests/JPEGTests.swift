import Pixels
import Testing

struct JPEGTests {
  struct Answers: Decodable {
    let pictures: [String: Answer]
  }

  struct Answer: Decodable {
    let width: Int
    let height: Int
    let mean: [Double]
    let pixels: [Pixel]
  }

  struct Pixel: Decodable {
    let x: Int
    let y: Int
    let rgb: [Int]
  }

  /// Decoders may differ in the last bits of their cosines and in how they smooth color.
  static let tolerance = 4

  @Test func `every kind of JPEG has the pixels that another reader finds`() throws {
    let answers = try TestFiles.decoded("jpeg.json", as: Answers.self).pictures
    #expect(answers.count == 7)
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let path = TestFiles.path("jpeg/\(name).jpg")
      let picture = try Picture(contentsOf: path)
      #expect(picture.width == answer.width && picture.height == answer.height, "\(name)")
      for pixel in answer.pixels {
        let color = picture.color(x: pixel.x, y: pixel.y)
        for (found, wanted) in zip([color.red, color.green, color.blue], pixel.rgb) {
          #expect(abs(Int(found) - wanted) <= Self.tolerance, "\(name) at \(pixel.x), \(pixel.y)")
        }
      }
      var sums = [0, 0, 0]
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let color = picture.color(x: x, y: y)
          for (index, value) in [color.red, color.green, color.blue].enumerated() {
            sums[index] += Int(value)
          }
        }
      }
      for (sum, mean) in zip(sums, answer.mean) {
        #expect(abs(Double(sum) / Double(picture.width * picture.height) - mean) < 0.5, "\(name)")
      }
      let header = try probe(contentsOf: path)
      #expect(header.format == .jpeg && header.width == answer.width)
    }
  }

  /// Where pixel (x, y) of an upright picture of `w` x `h` pixels is stored, by what CIPA DC-008 says of
  /// row 0 and column 0 of the stored picture.
  static let stored: [@Sendable (_ x: Int, _ y: Int, _ w: Int, _ h: Int) -> (Int, Int)] = [
    { x, y, _, _ in (x, y) },  // 1: row 0 is the top, column 0 the left side
    { x, y, w, _ in (w - 1 - x, y) },  // 2: top, right
    { x, y, w, h in (w - 1 - x, h - 1 - y) },  // 3: bottom, right
    { x, y, _, h in (x, h - 1 - y) },  // 4: bottom, left
    { x, y, _, _ in (y, x) },  // 5: left, top
    { x, y, w, _ in (y, w - 1 - x) },  // 6: right, top
    { x, y, w, h in (h - 1 - y, w - 1 - x) },  // 7: right, bottom
    { x, y, _, h in (h - 1 - y, x) },  // 8: left, bottom
  ]

  @Test(arguments: 1...8, [true, false])
  func `EXIF orientation turns the picture upright, in either byte order`(
    orientation: Int, isLittle: Bool
  ) throws {
    let plain = try TestFiles.bytes("jpeg/full_chroma.jpg")
    let reference = try Picture(contentsOf: TestFiles.path("jpeg/full_chroma.jpg"))
    let turned = withExif(plain, exif(orientation: orientation, isLittle: isLittle))
    try TestFiles.with(turned) { path in
      let picture = try Picture(contentsOf: path)
      let swaps = orientation > 4
      #expect(picture.width == (swaps ? reference.height : reference.width))
      #expect(picture.height == (swaps ? reference.width : reference.height))
      let header = try probe(contentsOf: path)
      #expect(header.width == picture.width && header.height == picture.height)
      var wrong = 0
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let (sx, sy) = Self.stored[orientation - 1](x, y, picture.width, picture.height)
          if picture.color(x: x, y: y) != reference.color(x: sx, y: sy) { wrong += 1 }
        }
      }
      #expect(wrong == 0)
    }
  }

  @Test func `a broken EXIF note leaves the picture as it is stored`() throws {
    let plain = try TestFiles.bytes("jpeg/baseline.jpg")
    let reference = try Picture(contentsOf: TestFiles.path("jpeg/baseline.jpg"))
    let seed: UInt64 = 11
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      var note = exif(orientation: 6, isLittle: round.isMultiple(of: 2))
      if round.isMultiple(of: 3) {
        note.removeLast(Int.random(in: 1...note.count, using: &generator))
      } else {
        for _ in 0..<4 {
          note[Int.random(in: 0..<note.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
      }
      try TestFiles.with(withExif(plain, note)) { path in
        let picture = try Picture(contentsOf: path)
        let sides = Set([picture.width, picture.height])
        #expect(sides == Set([reference.width, reference.height]), "seed \(seed), round \(round)")
      }
    }
    for value in [0, 9, 65_535] {
      try TestFiles.with(withExif(plain, exif(orientation: value, isLittle: true))) { path in
        let picture = try Picture(contentsOf: path)
        #expect(picture.width == reference.width, "orientation \(value)")
      }
    }
  }

  @Test func `a JPEG that only lacks its last marker is whole`() throws {
    let bytes = try TestFiles.bytes("jpeg/baseline.jpg")
    #expect(bytes.suffix(2) == [0xFF, 0xD9])
    let reference = try Picture(contentsOf: TestFiles.path("jpeg/baseline.jpg"))
    try TestFiles.with(Array(bytes.dropLast(2))) { path in
      let picture = try Picture(contentsOf: path)
      #expect(picture.color(x: 90, y: 120) == reference.color(x: 90, y: 120))
    }
  }

  /// An EXIF block with an orientation between two other entries.
  private func exif(orientation: Int, isLittle: Bool) -> [UInt8] {
    func number(_ value: Int, bytes count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isLittle ? bytes : bytes.reversed()
    }
    func entry(_ tag: Int, _ value: Int) -> [UInt8] {
      number(tag, bytes: 2) + number(3, bytes: 2) + number(1, bytes: 4)
        + number(value, bytes: 2) + [0, 0]
    }
    return (isLittle ? [0x49, 0x49] : [0x4D, 0x4D]) + number(42, bytes: 2) + number(8, bytes: 4)
      + number(3, bytes: 2) + entry(0x0103, 6) + entry(0x0112, orientation) + entry(0x0128, 2)
      + number(0, bytes: 4)
  }

  /// The JPEG with the block as its first segment.
  private func withExif(_ jpeg: [UInt8], _ exif: [UInt8]) -> [UInt8] {
    let content = Array("Exif".utf8) + [0, 0] + exif
    let length = content.count + 2
    return jpeg.prefix(2)
      + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content + jpeg.dropFirst(2)
  }
}
