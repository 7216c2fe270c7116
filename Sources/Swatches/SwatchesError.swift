/// What keeps colors from being read.
package enum SwatchesError: Error, Hashable, CustomStringConvertible {
  case notAShade(line: Int, text: String)
  /// A reference's light is clipped: what it was is not in the picture.
  case clippedReference
  /// A box has less than 4 pixels either way.
  case tooSmall

  package var description: String {
    switch self {
    case .notAShade(let line, let text):
      "line \(line) is no shade: \"\(text)\". Write a name, a tab or a comma, and #RRGGBB."
    case .clippedReference:
      "the reference is overexposed (252 or above in a channel), so it cannot tell the light. Mark a darker one."
    case .tooSmall: "a box of less than 4 pixels a side is too small to read a color from."
    }
  }
}
