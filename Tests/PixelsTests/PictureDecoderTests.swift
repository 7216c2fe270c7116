import Labels
import Synchronization
import Testing

@testable import Pixels

/// Pictures that are looked at while they are decoded.
struct PictureDecoderTests {
  @Test func `what is seen of a picture before its end is what is seen of it then`() throws {
    for name in ["jpeg/baseline.jpg", "hostile/libpng_test-palette-8.png", "jpeg/progressive.jpg"] {
      let whole = try Picture(contentsOf: TestFiles.path(name))
      let decoder = try PictureDecoder(contentsOf: TestFiles.path(name))
      let picture = decoder.picture
      #expect(!picture.isVisible && !picture.isComplete && picture.progress == 0)
      let view = BlockGrid(
        columns: 13, rows: 11, originX: -1, originY: 2.5, blocksPerPixel: 12 / Double(whole.width))
      let pixels = BlockGrid(
        across: (0...whole.width).map(Double.init), down: (0...whole.height).map(Double.init))
      let means = whole.means(on: view)
      let nearest = whole.nearest(on: pixels)
      var seenBefore = 0
      try decoder.run(onProgress: {
        let blocks = picture.means(on: view)
        #expect(zip(blocks.colors, means.colors).allSatisfy { $0 == 0 || $0 == $1 })
        let there = picture.nearest(on: pixels)
        #expect(zip(there.colors, nearest.colors).allSatisfy { $0 == 0 || $0 == $1 })
        let seen = there.colors.count { $0 != 0 }
        #expect(seen >= seenBefore && (picture.progress > 0) == (seen > 0))
        #expect(picture.meanColor(in: all(of: picture)) == nil || picture.isComplete)
        seenBefore = seen
      })
      #expect(seenBefore > 0 && picture.isComplete && picture.progress == 1)
      #expect(picture.means(on: view) == means && picture.nearest(on: pixels) == nearest)
    }
  }

  @Test func `a thread that looks on never sees a row before it is whole`() async throws {
    let path = TestFiles.path("jpeg/baseline.jpg")
    let whole = try Picture(contentsOf: path)
    let view = BlockGrid(
      columns: 9, rows: 17, originX: 0, originY: 0, blocksPerPixel: 9 / Double(whole.width))
    let right = whole.means(on: view)
    for _ in 0..<40 {
      let decoder = try PictureDecoder(contentsOf: path)
      let picture = decoder.picture
      let looker = Task.detached {
        var wrong = 0
        repeat {
          let blocks = picture.means(on: view)
          if !zip(blocks.colors, right.colors).allSatisfy({ $0 == 0 || $0 == $1 }) { wrong += 1 }
        } while !picture.isComplete
        return wrong
      }
      try decoder.run()
      #expect(await looker.value == 0)
    }
  }

  @Test func `an overview stands in for what is not there, and nothing reaches over the edge`() {
    let (width, height) = (203, 117)
    let full = Pyramid(width: width, height: height)
    let picture = Picture(full)
    let drawing = Picture(width: width, height: height) { x, y in (UInt8(x), UInt8(y), 7) }
    full.fill { x, y in drawing.color(x: x, y: y) }
    full.publish(rows: 0)
    picture.overview.withLock { $0 = Overview(of: full, every: 8) }
    for scale in [0.11, 0.5, 2] {
      let view = BlockGrid(
        columns: 60, rows: 40, originX: -5, originY: -5, blocksPerPixel: scale)
      let (rough, exact) = (
        scale < 1 ? picture.means(on: view) : picture.nearest(on: view),
        scale < 1 ? drawing.means(on: view) : drawing.nearest(on: view)
      )
      for (one, other) in zip(rough.colors, exact.colors) {
        #expect((one == 0) == (other == 0))
        #expect(abs(Int(one >> 16 & 255) - Int(other >> 16 & 255)) <= 9)
        #expect(abs(Int(one >> 8 & 255) - Int(other >> 8 & 255)) <= 9)
      }
    }
    #expect(picture.isVisible && !picture.isComplete)
    #expect(picture.meanColor(in: all(of: picture)) == nil)
  }

  @Test func `the overview of a JPEG is like the picture`() throws {
    let path = TestFiles.path("jpeg/baseline.jpg")
    let whole = try Picture(contentsOf: path)
    let overview = try #require(
      try Overview(ImageFile(path: path), limits: .standard, isCancelled: { false }))
    #expect(overview.divisor == 8)
    let rough = Picture(overview.pyramid).means(
      on: BlockGrid(columns: 4, rows: 4, originX: 0, originY: 0, blocksPerPixel: 0.3))
    let exact = whole.means(
      on: BlockGrid(columns: 4, rows: 4, originX: 0, originY: 0, blocksPerPixel: 0.3 / 8))
    for (one, other) in zip(rough.colors, exact.colors) where other != 0 {
      #expect(abs(Int(one >> 8 & 255) - Int(other >> 8 & 255)) <= 24)
    }
  }

  private func all(of picture: Picture) -> Box {
    Box(x: 0, y: 0, width: Double(picture.width), height: Double(picture.height))
  }
}
