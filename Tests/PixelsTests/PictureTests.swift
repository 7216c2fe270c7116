import Testing

@testable import Pixels

struct PictureTests {
  @Test func `a picture and all its levels take four bytes a pixel at most`() {
    for (width, height) in [(1, 1), (1, 500), (640, 480), (641, 479)] {
      let picture = Slow.noise(width: width, height: height, seed: 2)
      #expect(picture.pyramid.byteCount <= width * height * 4)
      #expect(picture.pyramid.levels.last.map { min($0.width, $0.height) } == 1)
    }
  }

  @Test func `see-through pixels lie on a checkerboard`() throws {
    // tp1n3p08: a palette picture that is see-through in its corners.
    let picture = try Picture(contentsOf: TestFiles.path("pngsuite/tp1n3p08.png"))
    #expect(picture.color(x: 0, y: 0) == (0x66, 0x66, 0x66))
    #expect(picture.color(x: 31, y: 0) == (0x99, 0x99, 0x99))
  }

  @Test func `all 256 values survive the way to light and back`() {
    let light = LinearLight.shared
    light.withTables { tables in
      for value in 0...255 { #expect(tables.value(of: tables.amounts[value]) == UInt8(value)) }
      #expect(tables.value(of: -5) == 0 && tables.value(of: .max) == 255)
      var wrong = 0
      for amount in stride(from: 0, through: LinearLight.full, by: 997) {
        let exact = Slow.value(Double(amount) / Double(LinearLight.full))
        if abs(Double(tables.value(of: amount)) - exact) > 0.501 { wrong += 1 }
      }
      #expect(wrong == 0)
    }
  }
}
