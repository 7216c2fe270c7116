/// The part of its surroundings' light that every surface mirrors, matte ones too.
enum Veil {
  /// Of the scene's mean luminance.
  static let share: Float = 0.05
}
