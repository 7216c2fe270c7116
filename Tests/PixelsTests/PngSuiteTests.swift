import Pixels
import Testing

/// PngSuite has every color type, bit depth, filter, interlacing and transparency of PNG.
struct PngSuiteTests {
  struct Answers: Decodable {
    let pictures: [String: Sums]
  }

  struct Sums: Decodable, Equatable {
    let width: Int
    let height: Int
    let red: Int
    let green: Int
    let blue: Int
    /// All channels, weighted by where they are.
    let placed: Int

    init(_ picture: Picture) {
      (width, height) = (picture.width, picture.height)
      var (red, green, blue, placed) = (0, 0, 0, 0)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let color = picture.color(x: x, y: y)
          let (r, g, b) = (Int(color.red), Int(color.green), Int(color.blue))
          red += r
          green += g
          blue += b
          placed += (r + g + b) * ((y * picture.width + x) % 251 + 1)
        }
      }
      (self.red, self.green, self.blue, self.placed) = (red, green, blue, placed)
    }
  }

  @Test func `every valid picture has the pixels that another reader finds`() throws {
    let answers = try TestFiles.decoded("pngsuite.json", as: Answers.self).pictures
    #expect(answers.count > 150)
    for (name, sums) in answers.sorted(by: { $0.key < $1.key }) {
      let path = TestFiles.path("pngsuite/\(name).png")
      // That reader does not heed what gAMA says: see the next test.
      if !Self.gammas.keys.contains(where: { name.hasPrefix($0) }) {
        #expect(Sums(try Picture(contentsOf: path)) == sums, "\(name)")
      }
      let header = try probe(contentsOf: path)
      #expect(header.format == .png && header.width == sums.width && header.height == sums.height)
    }
  }

  /// The files that say a gamma other than sRGB's, about.
  static let gammas = [
    "g03": 0.35, "g05": 0.55, "g07": 0.7, "g10": 1, "g25": 2.5, "basn0g16": 1, "basi0g16": 1,
    "basn2c16": 1, "basi2c16": 1, "basn4a08": 1, "basi4a08": 1, "basn4a16": 1, "basi4a16": 1,
    "basn6a08": 1, "basi6a08": 1, "basn6a16": 1, "basi6a16": 1,
  ]

  @Test func `every corrupt picture is refused, and as what it is`() throws {
    let names = try TestFiles.names(in: "pngsuite", suffix: ".png").filter { $0.hasPrefix("x") }
    #expect(names.count == 14)
    // Those whose signature is hurt are no PNG at all.
    let unsigned = ["xcrn0g04", "xlfn0g04", "xs1n0g01", "xs2n0g01", "xs4n0g01", "xs7n0g01"]
    for name in names {
      let error = #expect(throws: PixelsError.self, "\(name)") {
        try Picture(contentsOf: TestFiles.path("pngsuite/\(name).png"))
      }
      switch error {
      case .unsupported: #expect(unsigned.contains(name), "\(name)")
      case .damaged: #expect(!unsigned.contains(name), "\(name)")
      default: Issue.record("\(name): \(String(describing: error))")
      }
    }
  }
}
