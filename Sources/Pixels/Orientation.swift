/// How stored pixels must be turned to stand upright: EXIF tag 0x0112 (CIPA DC-008, 4.6.4).
enum Orientation: Int, CaseIterable {
  case upright = 1
  case mirrored, upsideDown, flipped
  case transposed, turnedLeft, transversed, turnedRight

  /// Whether stored rows become upright columns.
  var swapsSides: Bool { rawValue >= 5 }

  /// Where the pixels of a stored picture of these sides go in an upright raster: stored pixel
  /// (x, y) is at index `start + x * across + y * down`, row-major.
  func layout(width: Int, height: Int) -> (start: Int, across: Int, down: Int) {
    let (w, h) = (width, height)
    return switch self {
    case .upright: (0, 1, w)
    case .mirrored: (w - 1, -1, w)
    case .upsideDown: (w * h - 1, -1, -w)
    case .flipped: (w * (h - 1), 1, -w)
    case .transposed: (0, h, 1)
    case .turnedLeft: (h - 1, h, -1)
    case .transversed: (w * h - 1, -h, -1)
    case .turnedRight: (h * (w - 1), -h, 1)
    }
  }
}
