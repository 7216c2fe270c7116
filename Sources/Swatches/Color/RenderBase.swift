/// The color to give a 3D renderer, which adds reflections of its own: what is seen without the veil of
/// mirrored surroundings and, where a reference tells the light, without the light.
package struct RenderBase: Hashable, Sendable {
  package var color: SRGB
  /// Whether a reference told the light. Without, the picture's exposure and cast are in the color: one
  /// picture cannot tell them, and the paint itself may be off by 12 of 255 or more.
  package var isExposureKnown: Bool
}

/// A white or gray card beside the product, turned like it.
package struct Reference: Hashable, Sendable {
  /// The card's light in the picture.
  package var light: LinearRGB
  /// What part of the light that falls on it the card gives back.
  package var reflectance: Double

  /// White paper and the photographers' gray card.
  package static let white = 0.84
  package static let gray = 0.18

  package init(light: LinearRGB, reflectance: Double) {
    self.light = light
    self.reflectance = reflectance
  }
}

extension RenderBase {
  init(
    observed: SRGB, scene: LinearRGB, near: LinearRGB, reference: Reference?
  ) {
    let seen = observed.light
    let veil = Veil.amount(seen: seen, scene: scene, near: near)
    var light = seen.mapped { $0 * Veil.gain - veil }
    if let reference {
      light = LinearRGB(
        red: light.red * reference.reflectance / reference.light.red,
        green: light.green * reference.reflectance / reference.light.green,
        blue: light.blue * reference.reflectance / reference.light.blue)
    }
    color = SRGB(light)
    isExposureKnown = reference != nil
  }
}
