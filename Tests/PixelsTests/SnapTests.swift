import FoundationEssentials
import Labels
import Testing

@testable import Pixels

struct SnapTests {
  @Test(arguments: [Ground.flat, .noise, .gradient])
  func `a flat rectangle is found on any ground without stripes`(ground: Ground) throws {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    let picture = Drawing(ground: ground) { x, y in truth.contains(x: x, y: y) }.picture
    for stroke in Self.rough(truth) {
      let snapped = try #require(picture.snapped(stroke, within: (12, 12)))
      #expect(Self.farthest(snapped, truth) <= 1, "\(ground) from \(stroke): \(snapped)")
    }
  }

  @Test(arguments: Shape.allCases)
  func `a shape that touches its box at a few points is boxed by them`(shape: Shape) throws {
    let truth = Box(x: 60, y: 50, width: 80, height: 80)
    let picture = Drawing(ground: .noise) { x, y in
      shape.contains((x - truth.x) / truth.width, (y - truth.y) / truth.height)
    }.picture
    for stroke in Self.rough(truth) {
      let snapped = try #require(picture.snapped(stroke, within: (12, 12)))
      #expect(Self.farthest(snapped, truth) <= 4, "\(shape) from \(stroke): \(snapped)")
      #expect(snapped.iou(with: truth) > 0.93)
    }
  }

  @Test(arguments: [Ground.flat, .noise, .gradient])
  func `a box around nothing stays`(ground: Ground) {
    let picture = Drawing(ground: ground) { _, _ in false }.picture
    #expect(picture.snapped(Box(x: 70, y: 60, width: 60, height: 70), within: (10, 10)) == nil)
  }

  @Test func `an edge that the tolerance does not reach stays`() throws {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    let picture = Drawing(ground: .flat) { x, y in truth.contains(x: x, y: y) }.picture
    let stroke = Box(left: 40, top: 53, right: 128, bottom: 137)
    let snapped = try #require(picture.snapped(stroke, within: (10, 10)))
    #expect(snapped.left == 40)
    #expect(snapped.top == 50 && snapped.right == 130 && snapped.bottom == 140)
  }

  @Test func `an object that goes on beyond the tolerance leaves the box as drawn`() {
    let picture = Drawing(ground: .flat) { x, y in x > 60 && x < 130 && y > 50 && y < 140 }.picture
    let stroke = Box(left: 90, top: 53, right: 128, bottom: 137)
    #expect(picture.snapped(stroke, within: (10, 10)) == nil)
  }

  @Test func `an object at the image's border is boxed up to it`() throws {
    let truth = Box(x: 0, y: 40, width: 70, height: 160)
    let picture = Drawing(ground: .noise) { x, y in truth.contains(x: x, y: y) }.picture
    let stroke = Box(left: 4, top: 45, right: 66, bottom: 195)
    let snapped = try #require(picture.snapped(stroke, within: (10, 10)))
    #expect(Self.farthest(snapped, truth) <= 1, "\(snapped)")
  }

  @Test func `the whole image has nothing around it`() {
    let picture = Drawing(ground: .noise) { _, _ in false }.picture
    let all = Box(x: 0, y: 0, width: 200, height: 200)
    #expect(picture.snapped(all, within: (10, 10)) == nil)
  }

  @Test(arguments: [
    Box(x: 50, y: 50, width: 0, height: 20), Box(x: .nan, y: 0, width: 10, height: 10),
    Box(x: 500, y: 500, width: 10, height: 10), Box(x: -50, y: -50, width: 20, height: 20),
    Box(x: 0, y: 0, width: .infinity, height: 10), Box(x: 1e300, y: 0, width: 10, height: 10),
  ])
  func `what is no box in the image is not snapped`(box: Box) {
    let picture = Drawing(ground: .flat) { x, _ in x < 100 }.picture
    #expect(picture.snapped(box, within: (10, 10)) == nil)
  }

  @Test func `no tolerance, or one that is no number, snaps nothing`() {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    let picture = Drawing(ground: .flat) { x, y in truth.contains(x: x, y: y) }.picture
    for tolerance in [0, -3, .nan, .infinity] {
      #expect(picture.snapped(truth, within: (tolerance, tolerance)) == nil)
    }
  }

  @Test func `the result moves with the picture`() throws {
    let truth = Box(x: 60, y: 50, width: 70, height: 60)
    let stroke = Box(left: 55, top: 57, right: 136, bottom: 104)
    let here = Drawing(ground: .flat) { x, y in truth.contains(x: x, y: y) }.picture
    let there = Drawing(ground: .flat) { x, y in truth.contains(x: x - 13, y: y - 21) }.picture
    let first = try #require(here.snapped(stroke, within: (10, 10)))
    var moved = stroke
    (moved.x, moved.y) = (stroke.x + 13, stroke.y + 21)
    let second = try #require(there.snapped(moved, within: (10, 10)))
    #expect(
      second == Box(x: first.x + 13, y: first.y + 21, width: first.width, height: first.height))
  }

  @Test(arguments: 0..<40)
  func `edges are whole pixels in the image, no farther than the tolerance, and always the same`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    let center = (
      Double.random(in: 20...180, using: &random), Double.random(in: 20...180, using: &random)
    )
    let radius = Double.random(in: 2...60, using: &random)
    let picture = Drawing(ground: Ground.allCases[seed % Ground.allCases.count]) { x, y in
      (x - center.0) * (x - center.0) + (y - center.1) * (y - center.1) < radius * radius
    }.picture
    for _ in 0..<4 {
      let left = Double.random(in: 0...190, using: &random)
      let top = Double.random(in: 0...190, using: &random)
      let stroke = Box(
        left: left, top: top, right: Double.random(in: left + 1...200, using: &random),
        bottom: Double.random(in: top + 1...200, using: &random))
      let tolerance = (
        x: Double.random(in: 1...30, using: &random), y: Double.random(in: 1...30, using: &random)
      )
      let snapped = picture.snapped(stroke, within: tolerance)
      #expect(snapped == picture.snapped(stroke, within: tolerance))
      guard let snapped else { continue }
      for (edge, drawn, most) in [
        (snapped.left, stroke.left, tolerance.x), (snapped.right, stroke.right, tolerance.x),
        (snapped.top, stroke.top, tolerance.y), (snapped.bottom, stroke.bottom, tolerance.y),
      ] {
        // An edge that stays is rounded to the nearest pixel.
        #expect(edge == edge.rounded() && abs(edge - drawn) <= max(most, 0.5), "seed \(seed)")
      }
      #expect(snapped.left >= 0 && snapped.top >= 0 && snapped.width >= 1 && snapped.height >= 1)
      #expect(snapped.right <= 200 && snapped.bottom <= 200)
    }
  }

  /// Two slanted, glittering bullets and a dome, and a large render that is searched on a smaller level.
  @Test(arguments: ["lip_A006", "lip_A013", "lip_A022", "lip_L003"])
  func `a rough stroke around a lipstick comes close to its true box`(name: String) throws {
    let (picture, truth) = try SampleRender.named(name)
    let cell = (x: 0.018 * Double(picture.width), y: 0.045 * Double(picture.height))
    var sum = 0.0
    let strokes = Self.rough(truth, by: (0.6 * cell.x, 0.5 * cell.y))
    for stroke in strokes {
      // Without evidence on three sides it stays; one of these strokes does.
      let snapped = picture.snapped(stroke, within: (1.5 * cell.x, 1.5 * cell.y)) ?? stroke
      #expect(snapped.iou(with: truth) >= stroke.iou(with: truth), "\(stroke) became \(snapped)")
      sum += snapped.iou(with: truth)
    }
    #expect(sum / Double(strokes.count) > 0.9)
  }

  @Test(arguments: Shape.allCases)
  func `a mirrored picture gives the mirrored box`(shape: Shape) throws {
    let inside = { (x: Double, y: Double) in shape.contains((x - 60) / 80, (y - 50) / 80) }
    let picture = Drawing(ground: .flat, object: inside).picture
    let mirrored = Drawing(ground: .flat) { x, y in inside(200 - x, y) }.picture
    for stroke in Self.rough(Box(x: 60, y: 50, width: 80, height: 80)) {
      let here = try #require(picture.snapped(stroke, within: (12, 12)))
      var turned = stroke
      turned.x = 200 - stroke.right
      let there = try #require(mirrored.snapped(turned, within: (12, 12)))
      let back = Box(x: 200 - there.right, y: there.y, width: there.width, height: there.height)
      #expect(Self.farthest(here, back) <= 1, "\(here) and \(back)")
    }
  }

  @Test(arguments: [Ground.flat, .noise, .gradient])
  func `snapping again moves no edge by more than a pixel`(ground: Ground) throws {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    let picture = Drawing(ground: ground) { x, y in truth.contains(x: x, y: y) }.picture
    for stroke in Self.rough(truth) {
      let once = try #require(picture.snapped(stroke, within: (12, 12)))
      let twice = picture.snapped(once, within: (12, 12)) ?? once
      #expect(Self.farthest(once, twice) <= 1, "\(once) and \(twice)")
    }
  }

  @Test func `a patch within a smoothly shaded object stays`() {
    let picture = Picture(width: 200, height: 200) { x, y in
      (UInt8(60 + x / 2 + y / 4), UInt8(20 + x / 8), UInt8(40 + y / 8))
    }
    #expect(picture.snapped(Box(x: 60, y: 60, width: 70, height: 80), within: (10, 10)) == nil)
  }

  @Test func `a box within an object stays, even where it comes near one of its edges`() {
    let object = Box(x: 30, y: 30, width: 140, height: 140)
    let picture = Drawing(ground: .noise) { x, y in object.contains(x: x, y: y) }.picture
    let stroke = Box(left: 70, top: 36, right: 130, bottom: 120)
    #expect(picture.snapped(stroke, within: (10, 10)) == nil)
  }

  @Test(arguments: [4, 6, 9])
  func `checks and stripes around an object never make a stroke worse`(size: Int) {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    for isChecked in [false, true] {
      let picture = Picture(width: 200, height: 200) { x, y in
        guard !truth.contains(x: Double(x) + 0.5, y: Double(y) + 0.5) else { return (170, 60, 80) }
        let band = y / size + (isChecked ? x / size : 0)
        return band % 2 == 0 ? (205, 205, 205) : (150, 150, 150)
      }
      for stroke in Self.rough(truth) {
        let snapped = picture.snapped(stroke, within: (12, 12)) ?? stroke
        #expect(snapped.iou(with: truth) > stroke.iou(with: truth) - 0.02, "\(snapped)")
      }
    }
  }

  @Test func `a snap names the edges that moved, and is surest of a clean edge`() throws {
    let truth = Box(x: 60, y: 50, width: 70, height: 90)
    let picture = Drawing(ground: .flat) { x, y in truth.contains(x: x, y: y) }.picture
    let stroke = Box(left: 55, top: 50, right: 130, bottom: 145)
    let snap = try #require(picture.snap(stroke, within: (10, 10)))
    #expect(snap.box == truth)
    #expect(snap.moved == [.left, .bottom])
    #expect(snap.confidence > 0.9 && snap.confidence <= 1)
    #expect(picture.snap(truth, within: (10, 10)) == nil)
  }

  @Test func `a large box is exact to the pixel`() throws {
    let truth = Box(x: 301, y: 203, width: 1_503, height: 1_205)
    let picture = Picture(width: 2_200, height: 1_700) { x, y in
      truth.contains(x: Double(x) + 0.5, y: Double(y) + 0.5) ? (170, 60, 80) : (200, 200, 200)
    }
    let stroke = Box(left: 270, top: 240, right: 1_840, bottom: 1_370)
    let snapped = try #require(picture.snapped(stroke, within: (60, 60)))
    #expect(Self.farthest(snapped, truth) <= 1, "\(snapped)")
  }

  /// Strokes too large, too small, and shifted.
  private static func rough(_ box: Box, by off: (x: Double, y: Double) = (8, 8)) -> [Box] {
    [(-1.0, -1.0, 1.0, 1.0), (1, 1, -1, -1), (1, -1, 1, -1), (-1, 0.5, 0.5, 1)].map {
      Box(
        left: box.left + $0.0 * off.x, top: box.top + $0.1 * off.y,
        right: box.right + $0.2 * off.x, bottom: box.bottom + $0.3 * off.y)
    }
  }

  private static func farthest(_ box: Box, _ other: Box) -> Double {
    max(
      abs(box.left - other.left), abs(box.right - other.right), abs(box.top - other.top),
      abs(box.bottom - other.bottom))
  }
}

/// What lies around the object of a drawing.
enum Ground: CaseIterable {
  case flat, noise, gradient, stripes

  fileprivate func level(_ x: Int, _ y: Int, _ random: inout SeededGenerator) -> Double {
    switch self {
    case .flat: 200
    case .noise: 190 + Double.random(in: -25...25, using: &random)
    case .gradient: 150 + Double(x + y) / 5
    case .stripes: (y / 4) % 2 == 0 ? 210 : 170
    }
  }
}

/// Shapes in the unit square that touch its four sides.
enum Shape: CaseIterable {
  case disc, slanted, diamond

  fileprivate func contains(_ x: Double, _ y: Double) -> Bool {
    guard x >= 0, x < 1, y >= 0, y < 1 else { return false }
    return switch self {
    case .disc: (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) < 0.25
    case .slanted: y > 0.5 * x
    case .diamond: abs(x - 0.5) + abs(y - 0.5) < 0.5
    }
  }
}

/// A red object on a gray ground, 200 x 200 pixels.
private struct Drawing {
  let picture: Picture

  init(ground: Ground, object: (Double, Double) -> Bool) {
    var random = SeededGenerator(seed: 5)
    picture = Picture(width: 200, height: 200) { x, y in
      let level = ground.level(x, y, &random)
      guard object(Double(x) + 0.5, Double(y) + 0.5) else {
        let gray = UInt8(level)
        return (gray, gray, gray)
      }
      let shade = UInt8(level / 4)
      return (120 + shade, 20 + shade, 40 + shade)
    }
  }
}

/// A render of `SampleImages` with its true box.
private enum SampleRender {
  private struct Truth: Decodable {
    struct Image: Decodable {
      struct Edges: Decodable {
        let x: Double
        let y: Double
        let width: Double
        let height: Double
      }
      let image: String
      let box: Edges
    }
    let images: [Image]
  }

  static func named(_ name: String) throws -> (Picture, Box) {
    let folder = TestFiles.folder + "/../../../SampleImages/"
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: URL(filePath: folder + "truth.json")))
    let file = "renders/\(name).png"
    let box = try #require(truth.images.first { $0.image == file }).box
    return (
      try Picture(contentsOf: folder + file),
      Box(x: box.x, y: box.y, width: box.width, height: box.height)
    )
  }
}
