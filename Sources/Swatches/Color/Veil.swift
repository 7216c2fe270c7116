import Glibc

/// The part of its surroundings' light that every surface mirrors, matte ones too.
///
/// The numbers were fitted on what 200 renders look like without reflections. Fitted without one of their
/// four lights and tried on it, colors are off by 4.7 of 255; a veil of 0.05 of the scene alone leaves 4.9,
/// none 12.4.
enum Veil {
  /// Of the scene's mean luminance: what highlights are told against, where the rest is too fine.
  static let share: Float = 0.05
  /// The clean pixels are a little darker than the middle of all, highlights being where light falls.
  static let gain = 1.0283

  static func amount(seen: LinearRGB, scene: LinearRGB, near: LinearRGB) -> Double {
    let mirrored =
      0.0126 + 0.0267 * scene.luminance + 0.0159 * near.luminance - 0.011 * seen.luminance
    return smoothLeast(max(1e-4, mirrored), max(1e-6, 0.8686 * seen.least))
  }

  /// The lesser of two, without a corner.
  private static func smoothLeast(_ one: Double, _ other: Double) -> Double {
    one * other / pow(pow(one, 4) + pow(other, 4), 0.25)
  }
}
