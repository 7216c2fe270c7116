import Testing

@testable import Pixels

struct BlockImageDecodeTests {
  @Test(arguments: ["basn2c08", "basn6a08", "basi2c08", "basi6a16", "basn3p04"])
  func `blocks of a PNG read row by row are those of the whole picture`(name: String) throws {
    let path = TestFiles.path("pngsuite/\(name).png")
    let picture = try Picture(contentsOf: path)
    for (columns, rows, left, width) in [(7, 5, 0.0, 32.0), (3, 9, 4.3, 20.1), (50, 70, -4, 40)] {
      let grid = BlockGrid(
        across: (0...columns).map { left + width * Double($0) / Double(columns) },
        down: (0...rows).map { left + width * Double($0) / Double(rows) })
      let streamed = try BlockImage(contentsOf: path, on: grid)
      let whole = picture.means(on: grid)
      #expect(streamed.columns == columns && streamed.rows == rows)
      for (one, other) in zip(streamed.colors, whole.colors) {
        #expect(
          isNear(one, other, steps: 2), "\(String(one, radix: 16)) \(String(other, radix: 16))")
      }
    }
  }

  @Test(arguments: [
    "pngsuite/basn2c08.png", "pngsuite/basi6a16.png", "jpeg/baseline.jpg", "webp/turned.webp",
  ])
  func `the nearest pixels of a file read row by row are those of the whole picture`(
    name: String
  ) throws {
    let path = TestFiles.path(name)
    let picture = try Picture(contentsOf: path)
    for (columns, rows, left, width) in [(7, 5, 0.0, 20.0), (90, 70, 4.3, 9.7), (50, 70, -4, 300)] {
      let grid = BlockGrid(
        across: (0...columns).map { left + width * Double($0) / Double(columns) },
        down: (0...rows).map { left + width * Double($0) / Double(rows) })
      let streamed = try BlockImage(nearestIn: path, on: grid)
      #expect(streamed == picture.nearest(on: grid))
    }
  }

  @Test(arguments: [
    "jpeg/baseline.jpg", "jpeg/gray.jpg", "jpeg/progressive.jpg", "jpeg/cmyk_adobe.jpg",
    "color/ink.jpg", "webp/lossy.webp", "webp/alpha_lossless.webp", "webp/turned.webp",
  ])
  func
    `blocks of a JPEG or WebP are those of the whole picture, or near where it is decoded smaller`(
      name: String
    ) throws
  {
    let path = TestFiles.path(name)
    let picture = try Picture(contentsOf: path)
    let (width, height) = (Double(picture.width), Double(picture.height))
    // Smaller sizes are means of numbers, not of light: far apart where neighbors are, as here.
    let narrow = max(picture.width, picture.height)
    for (count, steps) in [(1, 64), (3, 64), (narrow, 2)] {
      let grid = BlockGrid(
        across: (0...count).map { width * Double($0) / Double(count) },
        down: (0...count).map { height * Double($0) / Double(count) })
      let streamed = try BlockImage(contentsOf: path, on: grid)
      for (one, other) in zip(streamed.colors, picture.means(on: grid).colors) {
        #expect(
          isNear(one, other, steps: steps), "\(String(one, radix: 16)) \(String(other, radix: 16))")
      }
    }
  }
}

private func isNear(_ one: UInt32, _ other: UInt32, steps: Int) -> Bool {
  one >> 24 == other >> 24
    && [16, 8, 0].allSatisfy { shift in
      abs(Int(one >> shift & 0xFF) - Int(other >> shift & 0xFF)) <= steps
    }
}
