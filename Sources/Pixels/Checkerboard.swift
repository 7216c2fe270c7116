/// What see-through pixels are shown on: gray squares that no product photograph mistakes for its
/// own background, of middle brightness so that neither white nor black drawings vanish on them.
enum Checkerboard {
  /// Pixels along a square.
  static let side = 8

  static func value(x: Int, y: Int) -> UInt8 {
    (x / side + y / side).isMultiple(of: 2) ? 0x66 : 0x99
  }

  /// Porter and Duff's "over" with straight alpha, on sRGB values as browsers do it.
  static func lay(_ ink: UInt8, alpha: UInt8, on paper: UInt8) -> UInt8 {
    let (ink, alpha, paper) = (Int(ink), Int(alpha), Int(paper))
    return UInt8(truncatingIfNeeded: (ink * alpha + paper * (255 - alpha) + 127) / 255)
  }

  /// Lays see-through pixels on it, in place: four bytes a sample become three.
  static func flatten(_ row: UnsafeMutableBufferPointer<UInt8>, _ span: RowSpan) {
    for sample in 0..<span.count {
      let paper = value(x: span.x + sample * span.step, y: span.y)
      let alpha = row[sample * 4 + 3]
      for channel in 0..<3 {
        row[sample * 3 + channel] = lay(row[sample * 4 + channel], alpha: alpha, on: paper)
      }
    }
  }
}
