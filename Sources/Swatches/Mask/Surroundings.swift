import Labels
import Pixels

/// A box with what lies around it, as small as colors can still be told on.
///
/// Boxes are halved until their sides' geometric mean is below that of the detail, so the work does not
/// grow with the photograph: a pixel here is 2^level pixels of the picture either way.
struct Surroundings {
  let level: Int
  /// The place of the first pixel here, in pixels of this level.
  let originX: Int
  let originY: Int
  let raster: Raster
  /// The box in pixels from the origin.
  let columns: Range<Int>
  let rows: Range<Int>
  /// Mean of the whole picture.
  let sceneLight: LinearRGB
  /// Mean of what lies around the box.
  let nearLight: LinearRGB

  /// Nil while the picture is being decoded, or when the box has less than 4 pixels either way.
  init?(of box: Box, in picture: Picture, detail: Swatch.Detail) {
    var level = 0
    let side = (box.width * box.height).squareRoot()
    while side / Double(1 << level) > detail.rawValue, level < picture.halvings { level += 1 }
    let scale = Double(1 << level)
    guard
      let across = Self.span(box.left, box.right, scale: scale, limit: picture.width >> level),
      let down = Self.span(box.top, box.bottom, scale: scale, limit: picture.height >> level)
    else { return nil }
    let margin = max(4, across.count / 2)
    let rise = max(4, down.count * 35 / 100)
    let left = max(0, across.lowerBound - margin)
    let top = max(0, down.lowerBound - rise)
    let right = min(picture.width >> level, across.upperBound + margin)
    let bottom = min(picture.height >> level, down.upperBound + rise)
    guard let raster = picture.raster(level: level, columns: left..<right, rows: top..<bottom),
      let scene = Self.meanLight(of: picture)
    else { return nil }
    self.level = level
    (originX, originY) = (left, top)
    self.raster = raster
    columns = across.lowerBound - left..<across.upperBound - left
    rows = down.lowerBound - top..<down.upperBound - top
    sceneLight = scene
    let whole = raster.meanLight
    let box = raster.cropped(columns: columns, rows: rows).meanLight
    let (all, part) = (Double(raster.width * raster.height), Double(columns.count * rows.count))
    let outside = { (whole: Double, box: Double) in
      all > part ? (whole * all - box * part) / (all - part) : whole
    }
    nearLight = LinearRGB(
      red: outside(whole.red, box.red), green: outside(whole.green, box.green),
      blue: outside(whole.blue, box.blue))
  }

  /// The pixels whose centers lie between two edges.
  private static func span(
    _ near: Double, _ far: Double, scale: Double, limit: Int
  ) -> Range<Int>? {
    guard near.isFinite, far.isFinite else { return nil }
    let first = max(0, (near / scale - 0.5).rounded(.up))
    let end = min(Double(limit), (far / scale - 0.5).rounded(.up))
    return first + 4 <= end ? Int(first)..<Int(end) : nil
  }

  private static func meanLight(of picture: Picture) -> LinearRGB? {
    var level = 0
    while level < picture.halvings,
      (picture.width >> level) * (picture.height >> level) > 64 * 64
    { level += 1 }
    let (width, height) = (picture.width >> level, picture.height >> level)
    return picture.raster(level: level, columns: 0..<width, rows: 0..<height)
      .map { $0.meanLight }
  }
}

extension Raster {
  var meanLight: LinearRGB {
    var sums = SIMD3<Double>()
    let lights = SRGBCurve.lights
    for at in stride(from: 0, to: samples.count, by: 3) {
      sums += SIMD3(
        Double(lights[Int(samples[at])]), Double(lights[Int(samples[at + 1])]),
        Double(lights[Int(samples[at + 2])]))
    }
    sums /= Double(max(1, width * height))
    return LinearRGB(red: sums.x, green: sums.y, blue: sums.z)
  }
}
