import Labels
import Pixels
import Swatches
import Testing

private let red = SRGB(red: 176, green: 38, blue: 52)

private func read(_ scene: Scene, box: Box? = nil) throws -> Swatch {
  try #require(Swatch.read(scene.picture, box: box ?? scene.box))
}

struct SwatchTests {
  @Test func `a flat product has its color, whatever else is in the box`() throws {
    let swatch = try read(Scene())
    #expect(swatch.observed.color.meanDifference(from: red) < 1)
    #expect(swatch.average.meanDifference(from: red) > 10)
    #expect(!swatch.particles.isPresent)
  }

  @Test(arguments: [
    (-0.06, -0.06, 0.06, 0.06), (0.06, 0.06, -0.06, -0.06), (0.06, -0.06, 0.06, -0.06),
    (-0.06, 0.06, -0.06, 0.06),
  ])
  func `a box that is off by six percent reads the same color`(
    left: Double, top: Double, right: Double, bottom: Double
  ) throws {
    let scene = Scene(shading: 0.2, highlight: 0.5)
    let box = scene.box
    let loose = Box(
      left: box.left + left * box.width, top: box.top + top * box.height,
      right: box.right + right * box.width, bottom: box.bottom + bottom * box.height)
    let exact = try read(scene).observed.color
    #expect(try read(scene, box: loose).observed.color.meanDifference(from: exact) < 3)
  }

  @Test func `a highlight is set aside, and told`() throws {
    let plain = try read(Scene(shading: 0.3))
    let shiny = try read(Scene(shading: 0.3, highlight: 0.6))
    #expect(shiny.observed.color.meanDifference(from: plain.observed.color) < 3)
    #expect(shiny.reflectance.highlight > plain.reflectance.highlight + 0.3)
    #expect(shiny.reflectance.highlightShare > 0.02)
    #expect(shiny.roles.role(x: 29, y: 100) == .highlight)
    #expect(shiny.roles.role(x: 70, y: 100) == .used)
    #expect(shiny.roles.role(x: 1, y: 1) == .rejected)
  }

  @Test func `a sharp highlight is smoother than a wide one`() throws {
    let sharp = try #require(try read(Scene(shading: 0.3, highlight: 0.6)).finish)
    let wide = try #require(
      try read(Scene(shading: 0.3, highlight: 0.15, highlightWidth: 0.35)).finish)
    #expect(sharp.roughness < wide.roughness)
    for finish in [sharp, wide] {
      #expect(abs(finish.probabilities.reduce(0, +) - 1) < 1e-9)
      #expect(finish.probabilities.allSatisfy { $0 >= 0 })
    }
  }

  @Test func `flakes are found, counted, sized and set aside`() throws {
    let swatch = try read(Scene(flakesEvery: 12))
    #expect(swatch.observed.color.meanDifference(from: red) < 2)
    #expect(swatch.particles.isPresent)
    #expect(abs(swatch.particles.size - 3) < 1)
    // What is counted is corrected for flakes that hide; here none do.
    #expect((0.9...1.6).contains(swatch.particles.density / (1000.0 / 144)))
    #expect(try #require(swatch.particles.color).lab.lightness > 80)
  }

  @Test(arguments: [120, 240, 480, 960])
  func `the size of the picture does not change the color`(side: Int) throws {
    let scene = Scene(width: side, height: side, shading: 0.3)
    let usual = try read(Scene(shading: 0.3)).observed.color
    #expect(try read(scene).observed.color.meanDifference(from: usual) < 2)
  }

  @Test func `a mirrored picture reads the same color`() throws {
    let scene = Scene(shading: 0.3, highlight: 0.4)
    let mirrored = Picture(width: scene.width, height: scene.height) { x, y in
      scene.color(scene.width - 1 - x, y)
    }
    let box = Box(
      left: Double(scene.width) - scene.box.right, top: scene.box.top,
      right: Double(scene.width) - scene.box.left, bottom: scene.box.bottom)
    let swatch = try #require(Swatch.read(mirrored, box: box))
    let usual = try read(scene)
    #expect(swatch.observed.color.meanDifference(from: usual.observed.color) < 1)
    #expect(swatch.average.meanDifference(from: usual.average) < 1e-9)
  }

  @Test func `the same box reads the same, every time`() throws {
    let scene = Scene(shading: 0.3, highlight: 0.4, flakesEvery: 14)
    let picture = scene.picture
    #expect(Swatch.read(picture, box: scene.box) == Swatch.read(picture, box: scene.box))
  }

  @Test func `the render base is deeper than what is seen, and brightened by a dark reference`()
    throws
  {
    let scene = Scene()
    let swatch = try read(scene)
    #expect(swatch.renderBase.color.green < swatch.observed.color.green)
    #expect(!swatch.renderBase.isExposureKnown)
    let card = Box(x: 5, y: 5, width: 40, height: 40)
    let reference = try Reference(scene.picture, box: card, reflectance: 0.84)
    let known = try #require(
      Swatch.read(scene.picture, box: scene.box, reference: reference))
    #expect(known.renderBase.isExposureKnown)
    #expect(known.observed == swatch.observed)
    #expect(known.renderBase.color.red > swatch.renderBase.color.red)
  }

  @Test func `an overexposed reference is refused`() {
    let picture = Scene(ground: (255, 255, 255)).picture
    #expect(throws: SwatchesError.clippedReference) {
      try Reference(picture, box: Box(x: 5, y: 5, width: 40, height: 40), reflectance: 0.84)
    }
  }

  @Test(arguments: [(0.0, 0.0, 3.0, 3.0), (238, 238, 10, 10), (.nan, 0, 10, 10), (500, 500, 9, 9)])
  func `a box with next to nothing in it has no color`(
    x: Double, y: Double, width: Double, height: Double
  ) {
    #expect(Swatch.read(Scene().picture, box: Box(x: x, y: y, width: width, height: height)) == nil)
  }

  @Test func `a box that is the whole picture, and one of a single color, are read`() throws {
    let whole = Box(x: 0, y: 0, width: 240, height: 240)
    _ = try read(Scene(), box: whole)
    let gray = Picture(width: 50, height: 50) { _, _ in (90, 90, 90) }
    let swatch = try #require(Swatch.read(gray, box: Box(x: 10, y: 10, width: 30, height: 30)))
    #expect(swatch.observed.color.meanDifference(from: SRGB(red: 90, green: 90, blue: 90)) < 1e-9)
    #expect(ShadeFamily(swatch.observed.color.lab).words == "dark gray")
  }
}
