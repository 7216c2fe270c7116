package import Labels

extension Picture {
  /// A roughly drawn box, moved to the edges of what is in it; nil where the picture shows no reason
  /// to move any edge.
  ///
  /// What looks like the middle of the box and unlike its surroundings is taken for the object, and
  /// the box is put around it: its extreme points count, so round and slanted objects are boxed as
  /// well as straight ones. All four edges are decided by the same object. An edge beyond the
  /// tolerance stays where it was drawn, on the nearest whole pixel.
  ///
  /// Pure, and the same for the same picture and box. The time has a bound, some tens of
  /// milliseconds: large boxes are looked at on a smaller level of the pyramid, and are then exact to
  /// a pixel of that level (2 pixels for boxes above some 160 x 160, 4 above 320 x 320).
  ///
  /// - Parameters:
  ///   - box: In pixels of the picture.
  ///   - tolerance: How far an edge may move across and down, in pixels: what the stroke could not
  ///     resolve, so about a cell and a half.
  /// - Returns: A box on whole pixels, in the picture, at least 1 pixel wide and high.
  package func snapped(_ box: Box, within tolerance: (x: Double, y: Double)) -> Box? {
    // Written so that a NaN fails the comparisons.
    guard box.width > 0, box.height > 0, box.right < .infinity, box.bottom < .infinity,
      box.left > -.infinity, box.top > -.infinity, tolerance.x > 0, tolerance.y > 0,
      tolerance.x < .infinity, tolerance.y < .infinity
    else { return nil }
    let drawn = Box(
      left: max(0, box.left), top: max(0, box.top), right: min(Double(width), box.right),
      bottom: min(Double(height), box.bottom))
    guard drawn.width >= 1, drawn.height >= 1,
      let window = SnapWindow(self, around: drawn, tolerance: tolerance),
      let mask = ObjectMask(window), let extent = MaskExtent(mask, in: window)
    else { return nil }
    // The last pixels of an odd side have no place on the smaller levels: its end is the image's.
    func found(_ edge: Int?, _ origin: Int, _ drawn: Double, _ tolerance: Double, _ limit: Int)
      -> Double?
    {
      guard let edge else { return nil }
      let full = (edge + origin) * window.step
      let at = Double(limit - full < window.step ? limit : full)
      return abs(at - drawn) <= tolerance ? at : nil
    }
    let left = found(extent.left, window.origin.x, drawn.left, tolerance.x, width)
    let top = found(extent.top, window.origin.y, drawn.top, tolerance.y, height)
    let right = found(extent.right, window.origin.x, drawn.right, tolerance.x, width)
    let bottom = found(extent.bottom, window.origin.y, drawn.bottom, tolerance.y, height)
    guard left != nil || top != nil || right != nil || bottom != nil else { return nil }
    let snapped = Box(
      left: left ?? drawn.left.rounded(), top: top ?? drawn.top.rounded(),
      right: right ?? drawn.right.rounded(), bottom: bottom ?? drawn.bottom.rounded())
    return snapped.width >= 1 && snapped.height >= 1 ? snapped : nil
  }
}
