import Labels
import Pixels

/// A picture's colors in words.
enum PlainColors {
  /// The means of the nine parts of a box, row by row.
  static func sentences(of picture: Picture, in box: Box) -> [String] {
    ["Top", "Middle", "Bottom"].enumerated().map { row, name in
      let words = (0..<3).map { column in
        let part = Box(
          x: box.x + box.width * Double(column) / 3, y: box.y + box.height * Double(row) / 3,
          width: box.width / 3, height: box.height / 3)
        return picture.meanColor(in: part).map { Self.name($0) } ?? "nothing"
      }
      return Set(words).count == 1
        ? "\(name): \(words[0])." : "\(name), from left: \(words.joined(separator: ", "))."
    }
  }

  /// A color's everyday name, by its hue, saturation and value; the limits are guesses.
  static func name(_ color: (red: UInt8, green: UInt8, blue: UInt8)) -> String {
    let (red, green, blue) = (Double(color.red), Double(color.green), Double(color.blue))
    let (high, low) = (max(red, green, blue), min(red, green, blue))
    let range = high - low
    if high < 35 { return "black" }
    if range < 0.13 * high {
      return high > 225 ? "white" : high > 165 ? "light gray" : high > 90 ? "gray" : "dark gray"
    }
    let sector =
      high == red
      ? (green - blue) / range
      : high == green ? 2 + (blue - red) / range : 4 + (red - green) / range
    let hue = (sector * 60 + 360).truncatingRemainder(dividingBy: 360)
    let isPale = range < 0.45 * high && high > 150
    switch hue {
    case 345..., ..<15: return isPale ? "pink" : high < 140 ? "dark red" : "red"
    case ..<45: return isPale ? "beige" : high < 170 ? "brown" : "orange"
    case ..<70: return shade("yellow", isPale, high)
    case ..<165: return shade("green", isPale, high)
    case ..<195: return shade("turquoise", isPale, high)
    case ..<255: return shade("blue", isPale, high)
    case ..<290: return shade("purple", isPale, high)
    default: return isPale ? "pink" : high < 140 ? "dark purple" : "magenta"
    }
  }

  private static func shade(_ name: String, _ isPale: Bool, _ value: Double) -> String {
    isPale ? "light \(name)" : value < 120 ? "dark \(name)" : name
  }
}
