import Glibc
import Pixels
import Testing

/// Files from strangers: broken, lying, or made to hurt.
struct HostileFileTests {
  /// Those of the folder that are odd but whole; all others must be refused.
  static let whole: Set<String> = [
    "libpng_empty_ancillary_chunks", "libpng_regression-palette-8", "libpng_small-palette-1",
    "libpng_small-palette-2", "libpng_small-palette-4", "libpng_small-palette-8",
    "libpng_test-palette-1", "libpng_test-palette-2", "libpng_test-palette-4",
    "libpng_test-palette-8", "own_iccp_bomb", "own_ztxt_bomb",
  ]

  @Test func `broken files are refused, odd ones opened, none takes long`() throws {
    let names = try TestFiles.names(in: "hostile", suffix: ".png")
    #expect(names.count > 30 && Self.whole.isSubset(of: names))
    var time = Duration.zero
    for name in names {
      let path = TestFiles.path("hostile/\(name).png")
      var error: PixelsError?
      time += ContinuousClock().measure {
        do throws(PixelsError) { _ = try Picture(contentsOf: path) } catch let thrown {
          error = thrown
        }
      }
      #expect((error == nil) == Self.whole.contains(name), "\(name): \(String(describing: error))")
    }
    // Chunks that claim gigabytes must not be believed: clearing so much memory would take longer.
    #expect(time < .seconds(3))
  }

  @Test(arguments: [(30_000, 30_000), (65_536, 1), (1, 65_536), (2_147_483_647, 2_147_483_647)])
  func `a PNG above the limits is refused by its header, with its true size`(
    width: Int, height: Int
  ) throws {
    func number(_ value: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header =
      start + number(13) + Array("IHDR".utf8) + number(width) + number(height)
      + [8, 2, 0, 0, 0] + number(0)
    try TestFiles.with(header) { path in
      let expected = PixelsError.tooLarge(
        path: path, width: width, height: height, limits: .standard)
      #expect(throws: expected) { try Picture(contentsOf: path) }
      #expect(throws: expected) { try probe(contentsOf: path) }
    }
  }

  @Test func `limits can be set lower, for every format`() {
    let limits = DecodeLimits(pixels: 1000)
    for name in ["pngsuite/basn2c08.png", "jpeg/baseline.jpg", "webp/lossy.webp"] {
      #expect(throws: PixelsError.self) {
        try Picture(contentsOf: TestFiles.path(name), limits: limits)
      }
      #expect(throws: PixelsError.self) {
        try probe(contentsOf: TestFiles.path(name), limits: DecodeLimits(side: 31))
      }
    }
  }

  @Test func `a file cut anywhere is refused`() throws {
    for (name, format) in [
      ("pngsuite/basi6a16.png", ImageFormat.png), ("pngsuite/basn3p08.png", .png),
      ("jpeg/baseline.jpg", .jpeg), ("jpeg/progressive.jpg", .jpeg), ("jpeg/restarts.jpg", .jpeg),
      ("webp/lossy.webp", .webp), ("webp/lossless.webp", .webp), ("webp/alpha.webp", .webp),
    ] {
      let bytes = try TestFiles.bytes(name)
      // A PNG is complete without its last chunk, a JPEG almost without its last bits.
      let end = bytes.count - (format == .png ? 16 : 12)
      // Shorter ones do not say yet that they are a WebP.
      let start = format == .webp ? 16 : 8
      for length in stride(from: start, to: end, by: 41) {
        try TestFiles.with(Array(bytes.prefix(length))) { path in
          #expect(throws: PixelsError.truncated(path: path, format: format), "\(name), \(length)") {
            try Picture(contentsOf: path)
          }
        }
      }
    }
  }

  @Test func `flipped bytes give an error or a picture, never a crash`() throws {
    let seed: UInt64 = 5
    var generator = SeededGenerator(seed: seed)
    var refused = 0
    for name in [
      "pngsuite/basi3p04.png", "pngsuite/basn6a08.png", "jpeg/baseline.jpg",
      "jpeg/progressive.jpg", "jpeg/cmyk_adobe.jpg", "webp/lossy.webp", "webp/alpha_lossless.webp",
      "color/alpha_wide.png", "webp/wide.webp",
    ] {
      let bytes = try TestFiles.bytes(name)
      for round in 0..<150 {
        var broken = bytes
        for _ in 0...round % 4 {
          broken[Int.random(in: 0..<broken.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        try TestFiles.with(broken) { path in
          do throws(PixelsError) {
            let picture = try Picture(
              contentsOf: path, limits: DecodeLimits(pixels: 1 << 20, milliseconds: 2000))
            #expect(picture.width > 0 && picture.height > 0, "seed \(seed), round \(round)")
          } catch {
            refused += 1
          }
        }
      }
    }
    #expect(refused > 100)
  }

  @Test func `a decoder that runs out of time or memory is stopped`() {
    for name in [
      "pngsuite/basn2c08.png", "jpeg/baseline.jpg", "jpeg/progressive.jpg", "webp/lossy.webp",
    ] {
      let path = TestFiles.path(name)
      #expect(throws: PixelsError.tooSlow(path: path, milliseconds: 0)) {
        try Picture(contentsOf: path, limits: DecodeLimits(milliseconds: 0))
      }
    }
    for name in ["jpeg/progressive.jpg", "webp/lossless.webp"] {
      let path = TestFiles.path(name)
      #expect(throws: PixelsError.noMemory(path: path)) {
        try Picture(contentsOf: path, limits: DecodeLimits(decoderBytes: 10_000))
      }
    }
  }

  @Test func `decoding can be cancelled`() {
    // All have more than 64 rows; pictures with fewer are done before anybody can ask.
    for name in [
      "hostile/libpng_test-palette-8.png", "jpeg/baseline.jpg", "jpeg/progressive.jpg",
      "webp/lossy.webp",
    ] {
      let path = TestFiles.path(name)
      #expect(throws: PixelsError.cancelled(path: path)) {
        try Picture(contentsOf: path, isCancelled: { true })
      }
    }
  }

  @Test func `what is no file is not opened, and nobody waits for it`() throws {
    #expect(throws: PixelsError.notAFile(path: TestFiles.folder)) {
      try Picture(contentsOf: TestFiles.folder)
    }
    #expect(throws: PixelsError.notAFile(path: "/dev/zero")) { try probe(contentsOf: "/dev/zero") }
    let missing = TestFiles.path("missing.png")
    #expect(
      throws: PixelsError.cannotOpen(path: missing, reason: String(cString: strerror(ENOENT)))
    ) { try Picture(contentsOf: missing) }
    #expect(throws: PixelsError.self) {
      try Picture(contentsOf: TestFiles.path("jpeg/gray.jpg") + "\0.png")
    }
    try TestFiles.with([]) { path in
      #expect(throws: PixelsError.empty(path: path)) { try Picture(contentsOf: path) }
      // A pipe that nobody writes to.
      try #require(unlink(path) == 0 && mkfifo(path, 0o600) == 0)
      #expect(throws: PixelsError.notAFile(path: path)) { try Picture(contentsOf: path) }
    }
  }
}
