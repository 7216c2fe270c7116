import Glibc
import Pixels

/// The product turned upright and scaled to a width of 96, so that what blurs a highlight's edge can be
/// compared between pictures: over a cylinder of radius R, a rough surface (GGX alpha) spreads it over
/// about alpha times R.
///
/// The light is that of the channel in which the product's body is darkest: what is seen there is mostly
/// mirrored. Compact spots are filled in from around them, long bright edges are left.
struct UprightSurface {
  static let side = 96

  let width: Int
  let height: Int
  /// Linear light, 0 to 1.
  let light: [Float]
  let mask: Bitmap

  /// Nil when there is too little product to say anything.
  init?(of crop: Raster, smooth: Raster, roles: PixelRoles) {
    let places = roles.product.places
    guard places.count >= 120 else { return nil }
    let axes = PrincipalAxes(places: places, width: crop.width)
    let sourceWidth = 12.0.squareRoot() * axes.minor
    guard sourceWidth >= 8 else { return nil }
    let scale = sourceWidth / Double(Self.side)
    let length = min(256, Int(12.0.squareRoot() * axes.major / scale * 1.15) + 4)
    let across = Self.side * 5 / 4
    let filled = Self.filled(crop, smooth: smooth, roles: roles, width: sourceWidth)
    let lights = SRGBCurve.lights
    let medians = (0..<3).map { channel in
      median(places.map { lights[Int(filled[$0 * 3 + channel])] })
    }
    let channel = medians.indices.min { medians[$0] < medians[$1] } ?? 0
    var values = [Float](repeating: 0, count: across * length)
    var bits = [UInt8](repeating: 0, count: across * length)
    for row in 0..<length {
      let v = (Double(row) + 0.5 - Double(length) / 2) * scale
      for column in 0..<across {
        let u = (Double(column) + 0.5 - Double(across) / 2) * scale
        let x = axes.centerX + u * axes.cosine - v * axes.sine
        let y = axes.centerY + u * axes.sine + v * axes.cosine
        let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (nearX, nearY) = (Int(x.rounded()), Int(y.rounded()))
        let at = row * across + column
        if nearX >= 0, nearY >= 0, nearX < crop.width, nearY < crop.height,
          roles.product.bits[nearY * crop.width + nearX] != 0
        {
          bits[at] = 1
        }
        let (fx, fy) = (Float(x - Double(left)), Float(y - Double(top)))
        let x0 = max(0, min(crop.width - 1, left)), x1 = max(0, min(crop.width - 1, left + 1))
        let y0 = max(0, min(crop.height - 1, top)), y1 = max(0, min(crop.height - 1, top + 1))
        let places = (
          (y0 * crop.width + x0) * 3, (y0 * crop.width + x1) * 3, (y1 * crop.width + x0) * 3,
          (y1 * crop.width + x1) * 3
        )
        func mixed(_ channel: Int) -> Float {
          let upper =
            Float(filled[places.0 + channel]) * (1 - fx) + Float(filled[places.1 + channel]) * fx
          let lower =
            Float(filled[places.2 + channel]) * (1 - fx) + Float(filled[places.3 + channel]) * fx
          let value = upper * (1 - fy) + lower * fy
          let below = Int(value)
          return lights[below] + (lights[min(255, below + 1)] - lights[below])
            * (value - Float(below))
        }
        values[at] = mixed(channel)
      }
    }
    (width, height) = (across, length)
    light = values
    mask = Bitmap(width: across, height: length, bits: bits)
  }

  /// The crop with spots replaced by the median around them: parts that stand out from it, are no longer
  /// than 0.14 of the product's width, and fill 0.35 of their extent.
  private static func filled(
    _ crop: Raster, smooth: Raster, roles: PixelRoles, width: Double
  ) -> [UInt8] {
    var samples = crop.samples
    var spots = Bitmap(width: crop.width, height: crop.height)
    for part in roles.particles.parts() {
      var (left, right, top, bottom) = (crop.width, 0, crop.height, 0)
      for at in part {
        let (x, y) = (at % crop.width, at / crop.width)
        (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
      }
      let (across, down) = (right - left + 1, bottom - top + 1)
      if Double(max(across, down)) <= max(9, 0.14 * width),
        Double(part.count) >= 0.35 * Double(across * down)
      {
        for at in part { spots[x: at % crop.width, y: at / crop.width] = true }
      }
    }
    for at in spots.dilated(1).places {
      for channel in 0..<3 { samples[at * 3 + channel] = smooth.samples[at * 3 + channel] }
    }
    return samples
  }
}

/// The directions in which pixels spread most and least, and how far (standard deviations).
private struct PrincipalAxes {
  let centerX: Double
  let centerY: Double
  let minor: Double
  let major: Double
  /// Of the angle by which the minor axis is turned from the horizontal.
  let cosine: Double
  let sine: Double

  init(places: [Int], width: Int) {
    var (sumX, sumY) = (0, 0)
    for at in places {
      sumX += at % width
      sumY += at / width
    }
    let count = Double(places.count)
    centerX = Double(sumX) / count
    centerY = Double(sumY) / count
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for at in places {
      let (x, y) = (Double(at % width) - centerX, Double(at / width) - centerY)
      xx += x * x
      yy += y * y
      xy += x * y
    }
    (xx, yy, xy) = (xx / count, yy / count, xy / count)
    let half = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    let middle = (xx + yy) / 2
    major = max(0, middle + half).squareRoot()
    minor = max(0, middle - half).squareRoot()
    // The minor axis lies a right angle from the major one; of its two ends the right one is taken.
    let angle = atan2(2 * xy, xx - yy) / 2 + .pi / 2
    let turned = cos(angle) < 0 ? angle + .pi : angle
    cosine = cos(turned)
    sine = sin(turned)
  }
}
