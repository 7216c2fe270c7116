import Labels
import Testing

@testable import Pixels

/// Pictures that do not fit into the memory they may have.
struct PictureMemoryTests {
  @Test func `a picture answers the same, however little of it is in memory`() throws {
    let seed: UInt64 = 77
    var generator = SeededGenerator(seed: seed)
    for round in 0..<40 {
      let (width, height) = (
        Int.random(in: 1...300, using: &generator), Int.random(in: 1...300, using: &generator)
      )
      let whole = Slow.noise(width: width, height: height, seed: UInt64(round))
      let memory = PictureMemory(budget: Int.random(in: 0...width * height * 4, using: &generator))
      let pyramid = try Pyramid(
        width: width, height: height, isFromBottom: false, memory: memory, path: "noise")
      pyramid.fill { x, y in whole.color(x: x, y: y) }
      let aside = Picture(pyramid)
      #expect(aside.isComplete)
      for _ in 0..<6 {
        let scale = Double.random(in: 0.01...3, using: &generator)
        let view = BlockGrid(
          columns: 23, rows: 17, originX: Double.random(in: -40...200, using: &generator),
          originY: Double.random(in: -40...200, using: &generator), blocksPerPixel: scale)
        #expect(aside.means(on: view) == whole.means(on: view), "seed \(seed), round \(round)")
        #expect(aside.nearest(on: view) == whole.nearest(on: view), "seed \(seed), round \(round)")
        let box = Box(
          x: Double.random(in: 0...150, using: &generator),
          y: Double.random(in: 0...150, using: &generator),
          width: Double.random(in: 1...150, using: &generator),
          height: Double.random(in: 1...150, using: &generator))
        let (one, other) = (aside.meanColor(in: box), whole.meanColor(in: box))
        #expect(one?.red == other?.red && one?.green == other?.green && one?.blue == other?.blue)
        #expect(aside.snapped(box, within: (9, 9)) == whole.snapped(box, within: (9, 9)))
      }
    }
  }

  @Test func `blocks of a large picture are exact but for what their edges cut`() {
    let seed: UInt64 = 78
    var generator = SeededGenerator(seed: seed)
    let picture = Slow.noise(width: 613, height: 477, seed: seed)
    for round in 0..<12 {
      let side = Double.random(in: 32...120, using: &generator)
      // Blocks that lie in the picture: slivers of noise have no mean to speak of.
      let (left, top) = (
        Double.random(in: 0...200, using: &generator), Double.random(in: 0...100, using: &generator)
      )
      let grid = BlockGrid(
        columns: 3, rows: 3, originX: left, originY: top, blocksPerPixel: 1 / side)
      let base = picture.pyramid.level(for: grid)
      #expect((16..<32).contains(side / Double(1 << base)))
      let blocks = picture.pyramid.means(on: grid, filled: 0..<477, from: base)
      for (index, color) in blocks.colors.enumerated() {
        let x = left + Double(index % 3) * side
        let y = top + Double(index / 3) * side
        guard
          let exact = Slow.mean(of: picture, left: x, top: y, right: x + side, bottom: y + side)
        else { continue }
        #expect(Slow.distance(Slow.color(color), exact) <= 2.5, "seed \(seed), round \(round)")
      }
    }
  }

  @Test(arguments: [
    "pngsuite/basi6a16.png", "jpeg/progressive.jpg", "jpeg/gray.jpg",
    "hostile/libpng_test-palette-8.png",
  ])
  func `a file has the same pixels on disk as in memory`(name: String) throws {
    let path = TestFiles.path(name)
    let whole = try Picture(contentsOf: path)
    let aside = try Picture(contentsOf: path, memory: PictureMemory(budget: 0))
    #expect(aside.pyramid.isAside(0) && !whole.pyramid.isAside(0))
    let view = BlockGrid(
      across: (0...whole.width).map(Double.init), down: (0...whole.height).map(Double.init))
    #expect(aside.nearest(on: view) == whole.nearest(on: view))
  }

  @Test func `pictures share the budget and give it back`() throws {
    let memory = PictureMemory(budget: 100_000)
    func picture() throws -> Pyramid {
      try Pyramid(width: 100, height: 100, isFromBottom: false, memory: memory, path: "p")
    }
    do {
      let all = try (0..<9).map { _ in try picture() }
      // 39,000 bytes each: two are whole, the others have their larger levels on disk.
      #expect(all.map { $0.isAside(0) }.prefix(3) == [false, false, true])
      #expect(all.allSatisfy { !$0.isAside($0.levels.count - 1) })
      #expect(memory.taken <= memory.budget && memory.taken > 70_000)
    }
    #expect(memory.taken == 0)
    #expect(try !picture().isAside(0))
  }

  @Test func `a folder that cannot be written is named, with what to do`() throws {
    let memory = PictureMemory(budget: 0, folder: "/proc/nowhere")
    let path = TestFiles.path("jpeg/baseline.jpg")
    let error = #expect(throws: PixelsError.self) { try Picture(contentsOf: path, memory: memory) }
    guard case .noRoom(path, "/proc/nowhere", _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("TMPDIR") == true)
    #expect(memory.taken == 0)
  }

  @Test func `a disk that is too small is named before anything is decoded`() throws {
    // No file system has so much.
    let memory = PictureMemory(budget: 0)
    #expect(throws: PixelsError.self) {
      try memory.scratch(count: 1 << 60, for: "large.png")
    }
  }
}
