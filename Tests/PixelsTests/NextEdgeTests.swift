import Pixels
import Testing

struct NextEdgeTests {
  /// A gray square from (40, 30) to (80, 60) on white, in noise of up to 8.
  private static let picture = Picture(width: 120, height: 90) { x, y in
    let noise = UInt8(truncatingIfNeeded: (x &* 7919 &+ y &* 104_729) % 9)
    let value = (40..<80).contains(x) && (30..<60).contains(y) ? 90 + noise : 240 + noise
    return (value, value, value)
  }

  @Test(arguments: [1, 2, 3, 5])
  func `the edge is found to the pixel, from either side, whatever the patch`(patch: Int) {
    func next(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> [Int]? {
      Self.picture.nextEdge(fromX: x, y: y, dx: dx, dy: dy, patch: patch).map { [$0.x, $0.y] }
    }
    #expect(next(3, 45, 1, 0) == [40, 45])
    #expect(next(60, 45, 1, 0) == [80, 45])
    #expect(next(110, 45, -1, 0) == [79, 45])
    #expect(next(60, 45, -1, 0) == [39, 45])
    #expect(next(60, 4, 0, 1) == [60, 30])
    #expect(next(60, 85, 0, -1) == [60, 59])
    #expect(next(85, 45, 1, 0) == nil, "noise is no edge")
    #expect(next(119, 45, 1, 0) == nil && next(0, 0, -1, 0) == nil, "at the border")
  }
}
