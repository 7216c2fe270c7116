import Glibc
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
      // That reader does not heed gAMA, which nearly all of them have: see the next test.
      try TestFiles.with(Self.plain(name)) { plain in
        let found = Sums(try Picture(contentsOf: plain))
        #expect(found == sums, "\(name)")
      }
      let header = try probe(contentsOf: path)
      #expect(header.format == .png && header.width == sums.width && header.height == sums.height)
    }
  }

  /// Light is the value to the power of 1 / gAMA (PNG third edition, 4.3), and sRGB's curve is that
  /// of IEC 61966-2-1.
  @Test func `gAMA makes values light, and the light is shown as sRGB`() throws {
    let names = try TestFiles.names(in: "pngsuite", suffix: ".png").filter { name in
      // Opaque ones of at most 8 bits: of others more is known than the plain picture shows.
      !name.hasPrefix("x") && !name.hasPrefix("t") && !name.hasSuffix("16") && !name.contains("a0")
    }
    var gammas: Set<Double> = []
    for name in names {
      guard let gamma = try Self.gamma(of: name) else { continue }
      gammas.insert(gamma)
      let picture = try Picture(contentsOf: TestFiles.path("pngsuite/\(name).png"))
      let plain = try TestFiles.with(Self.plain(name)) { try Picture(contentsOf: $0) }
      var wrong = 0
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let (found, stored) = (picture.color(x: x, y: y), plain.color(x: x, y: y))
          for (value, from) in [
            (found.red, stored.red), (found.green, stored.green), (found.blue, stored.blue),
          ] {
            // 0.45 stands for sRGB itself.
            let wanted = gamma == 0.45 ? Double(from) : Self.shown(Double(from) / 255, gamma)
            if abs(Double(value) - wanted) > 1.5 { wrong += 1 }
          }
        }
      }
      #expect(wrong == 0, "\(name)")
    }
    #expect(gammas == [0.35, 0.45, 0.55, 0.7, 1, 2.5])
  }

  private static func shown(_ value: Double, _ gamma: Double) -> Double {
    let light = pow(value, 1 / gamma)
    return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055)
  }

  /// Where a file's gAMA chunk is, if it has one.
  private static func gammaChunk(in bytes: [UInt8]) -> Range<Int>? {
    let kind = Array("gAMA".utf8)
    guard let at = (8..<64).first(where: { bytes[$0..<$0 + 4].elementsEqual(kind) }) else {
      return nil
    }
    return at - 4..<at + 12
  }

  private static func gamma(of name: String) throws -> Double? {
    let bytes = try TestFiles.bytes("pngsuite/\(name).png")
    return gammaChunk(in: bytes).map { chunk in
      Double(bytes[chunk.lowerBound + 8..<chunk.upperBound - 4].reduce(0) { $0 << 8 | Int($1) })
        / 100_000
    }
  }

  /// The file without its gAMA.
  private static func plain(_ name: String) throws -> [UInt8] {
    var bytes = try TestFiles.bytes("pngsuite/\(name).png")
    if let chunk = gammaChunk(in: bytes) { bytes.removeSubrange(chunk) }
    return bytes
  }

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
