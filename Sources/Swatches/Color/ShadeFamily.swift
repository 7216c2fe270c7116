/// A color in words, such as `deep red` or `pale beige`: a convention, by lightness, chroma and hue of
/// CIELAB.
package struct ShadeFamily: Hashable, Sendable {
  package let words: String

  package init(_ color: Lab) {
    let (lightness, chroma, hue) = (color.lightness, color.chroma, color.hue)
    guard chroma >= 7 else {
      words =
        lightness < 20
        ? "black"
        : lightness < 45
          ? "dark gray"
          : lightness < 75
            ? "gray"
            : lightness < 92 ? "light gray" : "white"
      return
    }
    let name: String
    switch hue {
    case 340..., ..<12:
      name = lightness < 35 ? "berry" : "pink"
    case ..<42:
      name = lightness > 62 ? "coral pink" : lightness < 35 && chroma < 30 ? "burgundy" : "red"
    case ..<70:
      name = chroma < 45 ? (lightness > 68 ? "nude" : "brown") : lightness < 45 ? "brown" : "orange"
    case ..<100:
      name = chroma < 35 ? (lightness > 65 ? "beige" : "brown") : "yellow"
    case ..<170: name = "green"
    case ..<220: name = "teal"
    case ..<290: name = "blue"
    default: name = lightness < 40 ? "plum" : "purple"
    }
    let tone =
      lightness < 25
      ? "very deep "
      : lightness < 40
        ? "deep "
        : lightness > 82 ? "pale " : chroma < 22 ? "muted " : chroma > 65 ? "vivid " : ""
    words = tone + name
  }
}
