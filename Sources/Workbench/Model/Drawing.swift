package import Labels

/// A pixel of the image: column and row from the top left.
package struct Pixel: Hashable, Sendable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// Some of a box's four edges.
package struct Edges: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }
  package static let left = Edges(rawValue: 1)
  package static let right = Edges(rawValue: 2)
  package static let top = Edges(rawValue: 4)
  package static let bottom = Edges(rawValue: 8)

  /// Whether two edges that meet are meant.
  package var isCorner: Bool {
    !isDisjoint(with: [.left, .right]) && !isDisjoint(with: [.top, .bottom])
  }
}

/// What a person draws on one image, with all that they drew before.
///
/// Invariants: every box lies inside the image and is at least one pixel wide and high; `selection`,
/// if any, is an index into `boxes`.
package struct Drawing: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package private(set) var history: History
  package var selection: Int?
  /// The edge or corner that the arrow keys move, when one is picked; otherwise they move the whole
  /// box. Empty: the next arrow picks one.
  package var edge: Edges?
  package var crosshair: Pixel
  /// The first corner of a box that is being drawn; its far corner is the crosshair's pixel.
  package var anchor: Pixel?
  /// The outermost points set so far of an object that is boxed by its four (Papadopoulos et al.,
  /// "Extreme clicking for efficient object annotation", ICCV 2017); nil when none is.
  package var points: [Pixel]?

  package init(width: Int, height: Int, history: History = History()) {
    self.width = max(1, width)
    self.height = max(1, height)
    self.history = history
    crosshair = Pixel(x: width / 2, y: height / 2)
  }

  package var boxes: [LabeledBox] { history.boxes }
  package var hasStrokes: Bool { history.changes > 0 }

  package var selected: LabeledBox? { selection.map { boxes[$0] } }

  /// Takes a new state of the boxes. False when nothing changed.
  package mutating func commit(_ boxes: [LabeledBox]) -> Bool {
    guard history.record(boxes) else { return false }
    clampSelection()
    return true
  }

  package mutating func undo() -> Bool { walk { $0.undo() } }
  package mutating func redo() -> Bool { walk { $0.redo() } }
  package mutating func older() -> Bool { walk { $0.older() } }
  package mutating func newer() -> Bool { walk { $0.newer() } }

  private mutating func walk(_ step: (inout History) -> Bool) -> Bool {
    let before = boxes
    guard step(&history) else { return false }
    // What changed is what one looks at.
    let changed = boxes.indices.first { !before.indices.contains($0) || boxes[$0] != before[$0] }
    select(boxes.count < before.count ? nil : changed)
    return true
  }

  private mutating func clampSelection() {
    if let chosen = selection, !boxes.indices.contains(chosen) { select(nil) }
  }

  package mutating func select(_ index: Int?) {
    selection = index
    edge = nil
    anchor = nil
    points = nil
  }

  /// Moves the crosshair by whole pixels, keeping it on the image.
  package mutating func moveCrosshair(toX x: Int, y: Int) {
    crosshair = Pixel(x: min(max(0, x), width - 1), y: min(max(0, y), height - 1))
  }

  /// The box that covers both pixels and all between them.
  package func span(_ one: Pixel, _ other: Pixel) -> Box {
    Box(
      left: Double(min(one.x, other.x)), top: Double(min(one.y, other.y)),
      right: Double(max(one.x, other.x) + 1), bottom: Double(max(one.y, other.y) + 1))
  }

  /// The smallest box that covers all of the pixels; nil when there are none.
  package func span(_ pixels: [Pixel]) -> Box? {
    guard let left = pixels.map(\.x).min(), let right = pixels.map(\.x).max(),
      let top = pixels.map(\.y).min(), let bottom = pixels.map(\.y).max()
    else { return nil }
    return span(Pixel(x: left, y: top), Pixel(x: right, y: bottom))
  }

  /// The box moved by `dx`, `dy` pixels, stopped at the image's edges.
  package func moved(_ box: Box, dx: Double, dy: Double) -> Box {
    Box(
      x: min(max(0, box.x + dx), Double(width) - box.width),
      y: min(max(0, box.y + dy), Double(height) - box.height), width: box.width,
      height: box.height)
  }

  /// The box with every edge moved outwards by so many pixels, inwards where they are below 0; inside
  /// the image and at least a pixel wide.
  package func grown(_ box: Box, by pixels: Double) -> Box {
    let grown = resized(box, edges: [.left, .top], dx: -pixels, dy: -pixels)
    return resized(grown, edges: [.right, .bottom], dx: pixels, dy: pixels)
  }

  /// The box with the edges moved by `dx`, `dy` pixels, inside the image and at least a pixel wide.
  package func resized(_ box: Box, edges: Edges, dx: Double, dy: Double) -> Box {
    var (left, top, right, bottom) = (box.left, box.top, box.right, box.bottom)
    if edges.contains(.left) { left = max(0, min(left + dx, right - 1)) }
    if edges.contains(.right) { right = min(Double(width), max(right + dx, left + 1)) }
    if edges.contains(.top) { top = max(0, min(top + dy, bottom - 1)) }
    if edges.contains(.bottom) { bottom = min(Double(height), max(bottom + dy, top + 1)) }
    return Box(left: left, top: top, right: right, bottom: bottom)
  }
}
