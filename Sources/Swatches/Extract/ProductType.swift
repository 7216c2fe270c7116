/// What a box is around, and so what is asked of it beyond color, finish, reflectance and particles.
package enum ProductType: String, CaseIterable, Hashable, Sendable {
  case lipstick, foundation, eyeliner
  case nailPolish = "nail-polish"

  /// A property that a type declares: one of some words.
  package struct Declaration: Hashable, Sendable {
    package let name: String
    package let choices: [String]
  }

  package var declared: [Declaration] {
    switch self {
    case .lipstick: []
    case .foundation:
      [
        Declaration(name: "coverage", choices: ["sheer", "medium", "full"]),
        Declaration(name: "undertone", choices: ["cool", "neutral", "warm"]),
      ]
    case .eyeliner:
      [Declaration(name: "form", choices: ["pencil", "liquid", "gel"])]
    case .nailPolish:
      [Declaration(name: "opacity", choices: ["sheer", "opaque"])]
    }
  }

  /// What of it can be told from the pixels alone; coverage, form and opacity cannot, a trained program or a
  /// labeler must say them.
  package func values(of swatch: Swatch) -> [String: String] {
    self == .foundation ? ["undertone": Self.undertone(of: swatch.observed.color.lab)] : [:]
  }

  /// By the hue of the color: a convention, measured on nothing.
  private static func undertone(of color: Lab) -> String {
    color.hue < 52 || color.hue > 300 ? "cool" : color.hue <= 64 ? "neutral" : "warm"
  }
}
