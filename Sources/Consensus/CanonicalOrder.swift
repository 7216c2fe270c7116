import Labels

// One order for boxes, by geometry alone, so that nothing which follows can depend on the order
// in which annotations or boxes came, or on what labelers are called.

extension Box {
  /// By `x`, then `y`, then width, then height. Total for finite boxes.
  func precedes(_ other: Box) -> Bool {
    if x != other.x { return x < other.x }
    if y != other.y { return y < other.y }
    if width != other.width { return width < other.width }
    return height < other.height
  }

  /// Whether it covers any area at all. Boxes that do not vote for nothing here: whoever takes
  /// labels in from outside refuses them with `Box.fault` and says so.
  var isDrawable: Bool {
    x.isFinite && y.isFinite && width.isFinite && height.isFinite && width > 0 && height > 0
  }
}

extension LabeledBox {
  /// By box, then by class, then by attributes.
  func precedes(_ other: LabeledBox) -> Bool {
    if box != other.box { return box.precedes(other.box) }
    if classID != other.classID { return classID < other.classID }
    return attributes.precedes(other.attributes)
  }
}

extension [LabeledBox] {
  /// The boxes as a set in canonical order: a box that is there twice is one box.
  var canonical: [LabeledBox] {
    let sorted = filter(\.box.isDrawable).sorted { $0.precedes($1) }
    var unique: [LabeledBox] = []
    for box in sorted where box != unique.last { unique.append(box) }
    return unique
  }

  /// Lexicographic, over sets in canonical order.
  func precedes(_ other: [LabeledBox]) -> Bool {
    lexicographicallyPrecedes(other) { $0.precedes($1) }
  }
}

/// Calls `body` with each pair of indices `i < j` of boxes that share some area.
///
/// `boxes` are sorted by left edge, so that a box is only compared with those that begin before it
/// ends: about n log n for photographs, n^2 where everything overlaps.
func forEachOverlap(in boxes: [Edges], _ body: (_ i: Int, _ j: Int) -> Void) {
  for i in boxes.indices {
    let one = boxes[i]
    var j = i + 1
    while j < boxes.count, boxes[j][0] < one[2] {
      if boxes[j][1] < one[3], boxes[j][3] > one[1] { body(i, j) }
      j += 1
    }
  }
}
