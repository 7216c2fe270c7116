import Cells
import Workbench

/// One thing that a person does: what the model takes, and what a terminal sends for it.
struct Stroke {
  var input: Input
  var bytes: [UInt8]

  private static func key(_ key: Key, _ bytes: String) -> Stroke {
    Stroke(input: .key(key), bytes: Array(bytes.utf8))
  }

  static func typed(_ text: String) -> [Stroke] {
    text.unicodeScalars.map {
      $0 == "\r" ? key(Key(.enter), "\r") : key(Key($0), String(Character($0)))
    }
  }

  /// Presses, moves and lets go.
  static func drag(_ places: [(column: Int, row: Int)]) -> [Stroke] {
    places.enumerated().map { index, place in
      let isLast = index == places.count - 1
      let action: Mouse.Action =
        index == 0 ? .press(.left) : isLast ? .release(.left) : .drag(.left)
      let code = index == 0 || isLast ? 0 : 32
      return Stroke(
        input: .mouse(Mouse(action, column: place.column, row: place.row)),
        bytes: Array(
          "\u{1B}[<\(code);\(place.column + 1);\(place.row + 1)\(isLast ? "m" : "M")".utf8))
    }
  }

  /// Something that a labeler does, seeded: mostly strokes, undone and redone, on every branch.
  static func random(
    _ random: inout Random, image: (width: Int, height: Int), columns: Int, rows: Int
  ) -> [Stroke] {
    func corner() -> [Stroke] {
      typed(":go \(random.below(image.width)),\(random.below(image.height))\r ")
    }
    switch random.below(16) {
    case 0, 1: return corner() + corner()
    case 2:
      var points = typed("t")
      for _ in 0..<4 { points += corner() }
      return points
    case 3:
      // Pressed on the picture: beside it are buttons.
      let start = (random.below(columns - Layout.panelWidth), 1 + random.below(rows - 3))
      return drag(
        [start] + (0..<2).map { _ in (random.below(columns), random.below(rows)) })
    case 4, 5: return typed(String(repeating: "u", count: 1 + random.below(4)))
    case 6: return typed("U")
    case 7:
      return typed(String(repeating: random.below(2) == 0 ? "(" : ")", count: 1 + random.below(5)))
    case 8: return typed("'\(1 + random.below(4))u")
    case 9:
      let arrows: [(Key.Code, String)] = [(.up, "A"), (.down, "B"), (.right, "C"), (.left, "D")]
      let (code, letter) = arrows[random.below(4)]
      return [key(Key(code), "\u{1B}[\(letter)")]
    case 10: return [key(Key(.tab, .shift), "\u{1B}[Z")]
    case 11: return [key(Key(.tab), "\t")] + typed("d")
    default:
      let keys = Array("hjklHJKL.,<>ynad12e+-fzcZo\t".unicodeScalars)
      let scalar = keys[random.below(keys.count)]
      return scalar == "\t" ? [key(Key(.tab), "\t")] : typed(String(Character(scalar)))
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers for the same seed.
struct Random {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, limit)))
  }
}
