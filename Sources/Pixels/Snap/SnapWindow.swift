import Labels

/// The part of a picture that decides where a stroke's edges belong: the stroke, as far as its edges
/// may move, and a ring around that which is certainly not the object.
///
/// It is taken from the level of the pyramid on which it has few pixels. Its coordinates are pixels
/// of that level, with the origin at the window's top left corner.
struct SnapWindow {
  /// The level of the pyramid.
  let level: Int
  /// How many pixels of the picture a pixel of the window is wide and high.
  let step: Int
  /// The window's top left corner in pixels of the level.
  let origin: (x: Int, y: Int)
  let width: Int
  let height: Int
  /// Row-major; red, green, blue in 8-bit steps of sRGB.
  let colors: [SIMD4<Float>]
  /// Beyond the outer limits nothing is the object; the columns and rows of the inner ones are as far
  /// in as the edges may move.
  let outer: PixelRect
  let inner: PixelRect
  let stroke: Box
  let tolerance: (x: Double, y: Double)

  /// Pixels, at most, of a window: what takes some five milliseconds.
  static let most = 16_000.0

  /// Nil where the box and its tolerances leave nothing to look at.
  init?(_ picture: Picture, around box: Box, tolerance: (x: Double, y: Double)) {
    let ring = (
      x: max(tolerance.x, 0.12 * box.width, 3), y: max(tolerance.y, 0.12 * box.height, 3)
    )
    let levels = picture.pyramid.levels
    var level = 0
    func side(_ lower: Double, _ upper: Double, _ limit: Int) -> Double {
      max(0, min(upper, Double(limit)) - max(lower, 0))
    }
    let across = side(
      box.left - tolerance.x - ring.x, box.right + tolerance.x + ring.x, picture.width)
    let down = side(
      box.top - tolerance.y - ring.y, box.bottom + tolerance.y + ring.y, picture.height)
    while level + 1 < levels.count, across * down / Double(1 << (2 * level)) > SnapWindow.most {
      level += 1
    }
    self.level = level
    step = 1 << level
    let scale = Double(step)
    let size = levels[level]
    func floored(_ value: Double, _ limit: Int) -> Int {
      Int(max(0, min(Double(limit), (value / scale).rounded(.down))))
    }
    func raised(_ value: Double, _ limit: Int) -> Int {
      Int(max(0, min(Double(limit), (value / scale).rounded(.up))))
    }
    let left = floored(box.left - tolerance.x - ring.x, size.width)
    let right = raised(box.right + tolerance.x + ring.x, size.width)
    let top = floored(box.top - tolerance.y - ring.y, size.height)
    let bottom = raised(box.bottom + tolerance.y + ring.y, size.height)
    guard right - left >= 3, bottom - top >= 3 else { return nil }
    origin = (left, top)
    width = right - left
    height = bottom - top
    outer = PixelRect(
      left: floored(box.left - tolerance.x, size.width) - left,
      top: floored(box.top - tolerance.y, size.height) - top,
      right: raised(box.right + tolerance.x, size.width) - left,
      bottom: raised(box.bottom + tolerance.y, size.height) - top)
    // The core is never less than the middle third of the stroke.
    let inset = (x: min(tolerance.x, box.width / 3), y: min(tolerance.y, box.height / 3))
    let coreLeft = max(0, floored(box.left + inset.x, size.width) - left)
    let coreTop = max(0, floored(box.top + inset.y, size.height) - top)
    inner = PixelRect(
      left: coreLeft, top: coreTop,
      right: max(coreLeft + 1, raised(box.right - inset.x, size.width) - left),
      bottom: max(coreTop + 1, raised(box.bottom - inset.y, size.height) - top))
    guard outer.left < outer.right, outer.top < outer.bottom,
      inner.right <= width, inner.bottom <= height
    else { return nil }
    colors = picture.colors(
      level: level, in: PixelRect(left: left, top: top, right: right, bottom: bottom))
    stroke = box
    self.tolerance = tolerance
  }
}

extension Picture {
  /// The colors of a part of one level of the pyramid, row-major: all that snapping reads of a picture.
  func colors(level: Int, in rect: PixelRect) -> [SIMD4<Float>] {
    let size = pyramid.levels[level]
    var colors: [SIMD4<Float>] = []
    colors.reserveCapacity((rect.right - rect.left) * (rect.bottom - rect.top))
    for y in rect.top..<rect.bottom {
      var at = UnsafePointer(size.bytes) + (y * size.width + rect.left) * 3
      for _ in rect.left..<rect.right {
        colors.append(SIMD4(Float(at[0]), Float(at[1]), Float(at[2]), 0))
        at += 3
      }
    }
    pyramid.letGo()
    return colors
  }
}

/// Whole pixels from `left` to before `right`, and from `top` to before `bottom`.
struct PixelRect: Equatable {
  var left: Int
  var top: Int
  var right: Int
  var bottom: Int

  func contains(_ x: Int, _ y: Int) -> Bool {
    x >= left && x < right && y >= top && y < bottom
  }
}
