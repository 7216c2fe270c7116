/// Which part of the image the canvas shows, and how large.
///
/// Sizes on screen are in *blocks*: half a cell, about square; a cell is one block wide and two
/// blocks high. `originX`, `originY` is the point of the image, in pixels, at the canvas' top left
/// corner; it may lie outside an image that is smaller than the canvas.
package struct Viewport: Hashable, Sendable {
  package var originX: Double
  package var originY: Double
  /// Blocks per image pixel.
  package var scale: Double
  /// Whether the whole image is shown, also after the terminal was resized.
  package var fits: Bool

  /// The zoom steps, in blocks per pixel.
  package static let ladder: [Double] = [
    1.0 / 64, 1.0 / 48, 1.0 / 32, 1.0 / 24, 1.0 / 16, 1.0 / 12, 1.0 / 8, 1.0 / 6, 1.0 / 4,
    1.0 / 3, 1.0 / 2, 2.0 / 3, 1, 2, 3, 4, 6, 8, 12, 16,
  ]

  /// Shows the whole image in a canvas of `columns` x `rows` cells.
  package init(fitting image: (width: Int, height: Int), columns: Int, rows: Int) {
    let across = Double(max(1, columns)) / Double(max(1, image.width))
    let down = Double(max(1, rows) * 2) / Double(max(1, image.height))
    self.init(originX: 0, originY: 0, scale: min(across, down, 16), fits: true)
    clamp(to: image, columns: columns, rows: rows)
  }

  package init(originX: Double, originY: Double, scale: Double, fits: Bool) {
    self.originX = originX
    self.originY = originY
    self.scale = scale
    self.fits = fits
  }

  /// Where a point of the image is, in blocks from the canvas' top left corner.
  package func block(x: Double, y: Double) -> (x: Double, y: Double) {
    ((x - originX) * scale, (y - originY) * scale)
  }

  /// The pixel at the middle of a cell of the canvas; it may lie outside the image.
  package func pixel(column: Int, row: Int) -> Pixel {
    Pixel(
      x: Int((originX + (Double(column) + 0.5) / scale).rounded(.down)),
      y: Int((originY + (Double(row) * 2 + 1) / scale - 1e-9).rounded(.down)))
  }

  /// The cell of the canvas on which the middle of a pixel lies; it may lie outside the canvas.
  package func cell(of pixel: Pixel) -> (column: Int, row: Int) {
    let at = block(x: Double(pixel.x) + 0.5, y: Double(pixel.y) + 0.5)
    return (Int(at.x.rounded(.down)), Int((at.y / 2).rounded(.down)))
  }

  /// Changes the zoom so that the given point of the image stays where it is on screen.
  package mutating func zoom(to wanted: Double, about x: Double, _ y: Double) {
    let at = block(x: x, y: y)
    scale = min(16, max(Self.ladder[0], wanted))
    originX = x - at.x / scale
    originY = y - at.y / scale
    fits = false
  }

  /// The next step of the ladder above or below the present zoom.
  package func step(up: Bool) -> Double {
    let steps = up ? Self.ladder : Self.ladder.reversed()
    return steps.first { up ? $0 > scale * 1.001 : $0 < scale * 0.999 } ?? scale
  }

  /// Keeps the image on the canvas: centered where it is smaller, without a margin where larger.
  /// From 1:1 on, the origin falls on whole pixels, so that pixel edges fall on block edges.
  package mutating func clamp(to image: (width: Int, height: Int), columns: Int, rows: Int) {
    originX = clamped(originX, image: image.width, blocks: columns)
    originY = clamped(originY, image: image.height, blocks: rows * 2)
  }

  private func clamped(_ origin: Double, image: Int, blocks: Int) -> Double {
    let shown = Double(blocks) / scale
    let slack = Double(image) - shown
    if scale < 1 { return slack <= 0 ? slack / 2 : min(max(0, origin), slack) }
    // Rounded up at the far end, or the last pixel would be cut.
    return slack <= 0
      ? (slack / 2).rounded(.down) : min(max(0, origin.rounded(.down)), slack.rounded(.up))
  }

  /// Moves the view just so far that the pixel is on the canvas, `margin` cells from its border
  /// where the image goes on.
  package mutating func reveal(_ pixel: Pixel, columns: Int, rows: Int, margin: Int = 2) {
    let at = block(x: Double(pixel.x) + 0.5, y: Double(pixel.y) + 0.5)
    originX = shifted(originX, by: overshoot(at.x, blocks: columns, margin: margin))
    originY = shifted(originY, by: overshoot(at.y, blocks: rows * 2, margin: margin * 2))
  }

  /// Moves an origin by blocks; to the right or down it goes to the next whole pixel from 1:1 on,
  /// so that `clamp` does not take it back.
  private func shifted(_ origin: Double, by blocks: Double) -> Double {
    let moved = origin + blocks / scale
    return blocks > 0 && scale >= 1 ? moved.rounded(.up) : moved
  }

  private func overshoot(_ at: Double, blocks: Int, margin: Int) -> Double {
    let inset = Double(min(margin, max(0, (blocks - 1) / 2)))
    if at < inset { return at - inset }
    let last = Double(blocks) - inset
    return at >= last ? at - last + 0.5 : 0
  }
}
