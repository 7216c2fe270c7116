import Labels
import Pixels
import Testing

struct MeanColorTests {
  @Test func `the mean of a box is that of the pixels whose centers lie in it`() {
    let seed: UInt64 = 4
    var generator = SeededGenerator(seed: seed)
    for round in 0..<80 {
      let picture = Slow.noise(
        width: Int.random(in: 1...90, using: &generator),
        height: Int.random(in: 1...90, using: &generator), seed: generator.next())
      var box = Box(
        x: Double.random(in: -20...70, using: &generator),
        y: Double.random(in: -20...70, using: &generator),
        width: Double.random(in: 0.1...100, using: &generator),
        height: Double.random(in: 0.1...100, using: &generator))
      if round.isMultiple(of: 2) {
        // Edges on centers and on edges of pixels: who is in is a matter of half-open ranges.
        box = Box(
          x: (box.x * 2).rounded() / 2, y: (box.y * 2).rounded() / 2,
          width: (box.width * 2).rounded() / 2, height: (box.height * 2).rounded() / 2)
      }
      let exact = Slow.meanColor(of: picture, in: box)
      let found = picture.meanColor(in: box)
      #expect((found == nil) == (exact == nil), "seed \(seed), round \(round), \(box)")
      if let found, let exact {
        #expect(Slow.distance(found, exact) <= 1, "seed \(seed), round \(round), \(box)")
      }
    }
  }

  @Test(
    arguments: [
      Box(x: 0, y: 0, width: 0, height: 5), Box(x: 3, y: 3, width: -1, height: 2),
      Box(x: 0.6, y: 0, width: 0.8, height: 9), Box(x: 50, y: 0, width: 5, height: 5),
      Box(x: .nan, y: 0, width: 5, height: 5), Box(x: 0, y: 0, width: .nan, height: 5),
    ])
  func `a box without a pixel's center has no mean`(box: Box) {
    #expect(Slow.noise(width: 9, height: 9, seed: 1).meanColor(in: box) == nil)
  }

  @Test func `a box far larger than the picture has the whole picture's mean`() {
    let picture = Picture(width: 5, height: 3) { _, _ in (10, 20, 30) }
    let large = Box(x: -1e200, y: -1e200, width: 1e201, height: 1e201)
    #expect(picture.meanColor(in: large).map { [$0.red, $0.green, $0.blue] } == [10, 20, 30])
  }
}
