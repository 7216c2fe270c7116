import Labels

/// Text for a voice: without control and format characters, which cannot be spoken and may be obeyed, and
/// with signs as the words that they are read by.
package func spoken(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: out.append(" ")
    case .format, .privateUse, .surrogate, .unassigned: break
    default: out.append(scalar)
    }
  }
  return String(out).replacing(" %", with: " percent")
}

/// A sentence's end, where the text does not have one.
func ended(_ text: String) -> String {
  guard let last = text.last, !".?!:".contains(last) else { return text }
  return text + "."
}

extension Box {
  /// `left 120, top 40, width 60, height 200`.
  var inWords: String {
    "left \(pixels(x)), top \(pixels(y)), width \(pixels(width)), height \(pixels(height))"
  }

  /// How its edges lie from those of another box: `left 3 right, top 2 up`; nil when they are the same.
  func shift(from other: Box) -> String? {
    if width == other.width, height == other.height, self != other {
      let across = Self.distance(x - other.x, "left", "right")
      let down = Self.distance(y - other.y, "up", "down")
      return ([across, down].compactMap { $0 }.joined(separator: ", ")) + ", as a whole"
    }
    let moves: [(String, Double, String, String)] = [
      ("left", left - other.left, "left", "right"), ("top", top - other.top, "up", "down"),
      ("right", right - other.right, "left", "right"),
      ("bottom", bottom - other.bottom, "up", "down"),
    ]
    let words = moves.compactMap { edge, by, back, forth in
      Self.distance(by, back, forth).map { "\(edge) edge \($0)" }
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func distance(_ by: Double, _ back: String, _ forth: String) -> String? {
    let size = pixels(abs(by))
    return size == "0" ? nil : "\(size) \(by < 0 ? back : forth)"
  }
}

extension Model {
  /// `Box 2, lipstick, left 120, ...`
  func words(of index: Int) -> String {
    let each = drawing.boxes[index]
    let said = each.attributes.members.map { ", \($0.name) \($0.value.shown)" }.joined()
    return "Box \(index + 1), \(session.className(each.classID)), \(each.box.inWords)\(said)"
  }
}
