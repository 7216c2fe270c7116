/// How much, and how finely, is drawn at a time on a link of measured speed.
///
/// A link shows its speed only by pushing back: from the moment that it takes no more until the rest is
/// drained. The quickest of the last few measurements counts, so that a terminal that was busy for a
/// moment is not taken for a slow one; before there are as many, the link is taken for a quick one. A link
/// that takes everything at once says nothing but that more may be tried.
struct Pace {
  /// Bytes after which a piece of a frame ends: what the link drains in a tenth of a second.
  private(set) var limit = 16_384
  /// Bits of each channel of a color while the picture moves.
  private(set) var bits = 8

  /// Bytes a second, the last measurements.
  private var rates: [Double] = []
  private static let needed = 3
  private static let pieceSeconds = 0.1
  private static let leastLimit = 2048
  /// Less has room in the system's own buffers, whatever the link does.
  private static let leastMeasured = 1024
  private static let mostLimit = 1 << 30

  private var isKnown: Bool { rates.count == Self.needed }

  /// The link pushed back, and took the rest of a piece in so many seconds.
  mutating func drained(_ bytes: Int, seconds: Double) {
    guard bytes >= Self.leastMeasured else { return }
    rates.append(Double(bytes) / max(seconds, 1e-6))
    if rates.count > Self.needed { rates.removeFirst() }
    guard isKnown, let rate = rates.max() else { return }
    limit = max(Self.leastLimit, Int(min(rate * Self.pieceSeconds, Double(Self.mostLimit))))
  }

  /// The link took a whole piece at once.
  mutating func tookAtOnce(_ bytes: Int) {
    guard bytes >= limit / 2, limit < Self.mostLimit else { return }
    guard isKnown else { return limit *= 2 }
    rates = rates.map { $0 * 1.25 }
    limit += limit / 4
  }

  /// A moving picture was drawn: in one piece of so many bytes, or not in one.
  mutating func moved(_ bytes: Int, isWhole: Bool) {
    if !isWhole {
      if isKnown { bits = bits == 8 ? 5 : max(3, bits - 1) }
    } else if bytes < limit / 3 {
      bits = bits >= 5 ? 8 : bits + 1
    }
  }
}
