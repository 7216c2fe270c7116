import Glibc
import Labels
import Pixels

/// A product before a background, drawn by rule: an upright half ellipse over a cylinder, lit from the left.
struct Scene {
  var width = 240
  var height = 240
  var body = (red: 176.0, green: 38.0, blue: 52.0)
  var ground = (red: 224.0, green: 222.0, blue: 216.0)
  /// How much darker the side away from the light is, 0 to 1 in amounts of light.
  var shading = 0.0
  /// Strength of a highlight in amounts of light, and its width in parts of the product's.
  var highlight = 0.0
  var highlightWidth = 0.03
  /// Flakes of three pixels a side, one for so many pixels either way; 0 for none.
  var flakesEvery = 0

  /// Around the product.
  var box: Box {
    Box(
      x: Double(width) * 0.3, y: Double(height) * 0.2, width: Double(width) * 0.4,
      height: Double(height) * 0.6)
  }

  var picture: Picture {
    Picture(width: width, height: height) { x, y in color(x, y) }
  }

  func color(_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
    let u = (Double(x) + 0.5 - box.x) / box.width
    let v = (Double(y) + 0.5 - box.y) / box.height
    // A grain that has no pattern, of at most one step.
    let grain = Double((x &* 7919 ^ y &* 104_729) % 3) - 1
    let isTop = v < 0.4
    let inside =
      u >= 0 && u < 1 && v >= 0 && v < 1
      && (!isTop || (u - 0.5) * (u - 0.5) / 0.25 + (v - 0.4) * (v - 0.4) / 0.16 < 1)
    guard inside else {
      return (byte(ground.red + grain), byte(ground.green + grain), byte(ground.blue + grain))
    }
    if flakesEvery > 0, x % flakesEvery < 3, y % flakesEvery < 3 { return (250, 240, 215) }
    let lit = 1 - shading * u
    let shine = highlight * exp(-pow((u - 0.3) / highlightWidth, 2))
    let mix = { (value: Double) in
      byte(encoded(decoded(value) * lit + shine) + grain)
    }
    return (mix(body.red), mix(body.green), mix(body.blue))
  }
}

private func byte(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }

private func decoded(_ value: Double) -> Double {
  value <= 10.31 ? value / 255 / 12.92 : pow((value / 255 + 0.055) / 1.055, 2.4)
}

private func encoded(_ light: Double) -> Double {
  let light = max(0, min(1, light))
  return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055)
}
