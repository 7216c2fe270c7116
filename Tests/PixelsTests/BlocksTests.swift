import Glibc
import Pixels
import Testing

struct BlocksTests {
  /// Below one block a pixel: the exact mean, to one step of 255, wherever the view lies.
  @Test func `blocks that cover many pixels have their exact mean`() {
    let seed: UInt64 = 21
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let picture = Slow.noise(
        width: Int.random(in: 1...150, using: &generator),
        height: Int.random(in: 1...150, using: &generator), seed: generator.next())
      let scale =
        round.isMultiple(of: 4)
        ? 1 / Double(Int.random(in: 2...40, using: &generator))
        : exp(Double.random(in: -4.5..<0, using: &generator))
      let originX = Double.random(in: -30...100, using: &generator)
      let originY = round.isMultiple(of: 3) ? 0 : Double.random(in: -30...100, using: &generator)
      let blocks = picture.blocks(
        columns: 12, rows: 9, originX: originX, originY: originY, blocksPerPixel: scale)
      #expect(blocks.columns == 12 && blocks.rows == 9 && blocks.colors.count == 108)
      for row in 0..<9 {
        for column in 0..<12 {
          let exact = Slow.mean(
            of: picture, left: originX + Double(column) / scale, top: originY + Double(row) / scale,
            right: originX + Double(column + 1) / scale, bottom: originY + Double(row + 1) / scale)
          let color = blocks.colors[row * 12 + column]
          #expect((color == 0) == (exact == nil), "seed \(seed), round \(round)")
          guard let exact, color != 0 else { continue }
          #expect(color >> 24 == 1)
          #expect(Slow.distance(Slow.color(color), exact) <= 1, "seed \(seed), round \(round)")
        }
      }
    }
  }

  @Test func `a large picture has exact means through all its levels`() {
    let picture = Slow.noise(width: 700, height: 500, seed: 3)
    let blocks = picture.blocks(
      columns: 3, rows: 2, originX: -10.4, originY: 1.3, blocksPerPixel: 1 / 260.7)
    for (index, color) in blocks.colors.enumerated() {
      let left = -10.4 + Double(index % 3) * 260.7
      let top = 1.3 + Double(index / 3) * 260.7
      guard
        let exact = Slow.mean(
          of: picture, left: left, top: top, right: left + 260.7, bottom: top + 260.7)
      else {
        Issue.record("every block covers some of the picture")
        continue
      }
      #expect(Slow.distance(Slow.color(color), exact) <= 1)
    }
  }

  @Test(arguments: [1, 1.5, 2, 3, 7, 16, 1000])
  func `blocks within one pixel have its very color`(scale: Double) {
    let picture = Slow.noise(width: 23, height: 17, seed: 8)
    for (originX, originY) in [(0.0, 0.0), (-2.25, 3.5), (20.75, 15.125), (-400, 0)] {
      let blocks = picture.blocks(
        columns: 40, rows: 30, originX: originX, originY: originY, blocksPerPixel: scale)
      for row in 0..<30 {
        for column in 0..<40 {
          let x = Int(floor(originX + (Double(column) + 0.5) / scale))
          let y = Int(floor(originY + (Double(row) + 0.5) / scale))
          let color = blocks.colors[row * 40 + column]
          guard (0..<23).contains(x), (0..<17).contains(y) else {
            #expect(color == 0)
            continue
          }
          #expect(Slow.color(color) == picture.color(x: x, y: y) && color >> 24 == 1)
        }
      }
    }
  }

  @Test func `black inside the picture is not outside of it`() {
    let picture = Picture(width: 4, height: 4) { _, _ in (0, 0, 0) }
    let blocks = picture.blocks(
      columns: 3, rows: 3, originX: 0, originY: 0, blocksPerPixel: 0.5)
    let inside: UInt32 = 0x100_0000
    #expect(blocks.colors == [inside, inside, 0, inside, inside, 0, 0, 0, 0])
  }

  @Test func `edges that rounding put beside the picture's edge are on it`() {
    let picture = Picture(width: 3, height: 3) { _, _ in (9, 9, 9) }
    // -1/3 + 3 / 0.9 is 3, but 2.9999999999999996 in binary: the fourth block would get a sliver.
    let blocks = picture.blocks(
      columns: 4, rows: 1, originX: -1.0 / 3, originY: 0, blocksPerPixel: 0.9)
    #expect(blocks.colors.map { $0 != 0 } == [true, true, true, false])
  }

  @Test func `asking again, with another view between, gives the same blocks`() {
    func drawing() -> Picture {
      Picture(width: 90, height: 70) { x, y in (UInt8(x * 2), UInt8(y * 3), UInt8((x * y) % 256)) }
    }
    func look(_ picture: Picture, _ origin: Double) -> BlockImage {
      picture.blocks(columns: 20, rows: 16, originX: origin, originY: 3, blocksPerPixel: 0.3)
    }
    let seen = drawing()
    let once = look(seen, 1)
    let elsewhere = look(seen, 7)
    #expect(once == look(drawing(), 1) && elsewhere == look(drawing(), 7))
    #expect(look(seen, 1) == once && look(seen, 1) == once)
    #expect(elsewhere != once)
  }

  @Test func `a view without blocks, or far away, shows nothing`() {
    let picture = Picture(width: 3, height: 3) { _, _ in (1, 2, 3) }
    #expect(
      picture.blocks(columns: 0, rows: 5, originX: 0, originY: 0, blocksPerPixel: 1).colors.isEmpty)
    for scale in [0.01, 1, 50] {
      let blocks = picture.blocks(
        columns: 2, rows: 2, originX: 1e300, originY: -1e300, blocksPerPixel: scale)
      #expect(blocks.colors == [0, 0, 0, 0])
    }
  }
}
