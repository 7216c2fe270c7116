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
  /// Pure, and the same for the same picture and box. Large boxes are looked at on a smaller level of
  /// the pyramid, and their edges then followed down to the full size, so the time has a bound.
  ///
  /// - Parameters:
  ///   - box: In pixels of the picture.
  ///   - tolerance: How far an edge may move across and down, in pixels: what the stroke could not
  ///     resolve, so about a cell and a half.
  /// - Returns: A box on whole pixels, in the picture, at least 1 pixel wide and high.
  package func snapped(_ box: Box, within tolerance: (x: Double, y: Double)) -> Box? {
    snap(box, within: tolerance)?.box
  }

  /// As `snapped(_:within:)`, with what a view needs to tell of it.
  package func snap(_ box: Box, within tolerance: (x: Double, y: Double)) -> Snap? {
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
    var moved: Set<BoxSide> = []
    var confidence = 1.0
    func found(_ side: BoxSide, _ drawn: Double, _ tolerance: Double, _ limit: Int) -> Double? {
      guard let edge = extent[side], let trace = extent.trace(side, in: window) else { return nil }
      let full = (edge + (side.isUpright ? window.origin.x : window.origin.y)) * window.step
      // The last pixels of an odd side have no place on the smaller levels: its end is the image's.
      let border: Double? = full == 0 ? 0 : limit - full < window.step ? Double(limit) : nil
      guard let found = border.map({ ($0, 1) }) ?? refined(trace) else { return nil }
      let place = max(0, min(Double(limit), found.0))
      guard abs(place - drawn) <= tolerance else { return nil }
      if place != drawn {
        moved.insert(side)
        confidence = min(confidence, found.1)
      }
      return place
    }
    let left = found(.left, drawn.left, tolerance.x, width)
    let top = found(.top, drawn.top, tolerance.y, height)
    let right = found(.right, drawn.right, tolerance.x, width)
    let bottom = found(.bottom, drawn.bottom, tolerance.y, height)
    // One object has edges on all sides; a box that lies within a larger thing has one or two.
    guard [left, top, right, bottom].count(where: { $0 != nil }) >= 3 else { return nil }
    let snapped = Box(
      left: left ?? drawn.left.rounded(), top: top ?? drawn.top.rounded(),
      right: right ?? drawn.right.rounded(), bottom: bottom ?? drawn.bottom.rounded())
    guard !moved.isEmpty, snapped.width >= 1, snapped.height >= 1 else { return nil }
    return Snap(box: snapped, moved: moved, confidence: confidence)
  }

  /// An edge on the whole pixel up to which the object is seen, and how sure that is; nil where the
  /// picture shows no step there.
  private func refined(_ coarse: EdgeTrace) -> (Double, Double)? {
    // Lines, at most, and pixels of each level within which the object's edge touches its box.
    let (most, reach) = (96, 2.0)
    var trace = coarse.outermost(reach: reach, most: most)
    var step = trace.refine(in: self, reach: 2)
    while trace.level > 0 {
      trace = trace.outermost(reach: reach, most: most).finer(by: min(2, trace.level))
        .outermost(reach: 2 * reach, most: most)
      step = trace.refine(in: self, reach: 3)
    }
    guard let confidence = step.confidence else { return nil }
    // A pixel that the object covers in part is the object's: the steepest place lies within it.
    let fine = trace.outermost(reach: reach, most: most).extreme
    // What lies beside the edge may pull it, but the mask knows it to a pixel or so of its own level.
    let rough = (coarse.depths.min() ?? 0) * Double(1 << coarse.level)
    let slack = 1.25 * Double(1 << coarse.level)
    let depth = (max(rough - slack, min(rough + slack, fine)) - 0.3).rounded()
    return (depth * Double(coarse.side.inward), confidence)
  }
}

/// A box that was moved to a picture's edges.
package struct Snap: Sendable {
  package let box: Box
  /// The edges that are no longer where they were drawn.
  package let moved: Set<BoxSide>
  /// From 0 (a change hardly stronger than the shading beside it) to 1 (a clean edge), of the
  /// weakest moved edge.
  package let confidence: Double
}
