/// Sums of linear light by channel, in units of `LinearLight`.
struct Light {
  var red = 0.0
  var green = 0.0
  var blue = 0.0

  mutating func add(_ other: Light, times weight: Double) {
    red += other.red * weight
    green += other.green * weight
    blue += other.blue * weight
  }

  /// The color of this much light spread over an area of so many pixels.
  func color(over area: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
    (
      LinearLight.value(of: red / area), LinearLight.value(of: green / area),
      LinearLight.value(of: blue / area)
    )
  }
}
