import Glibc

/// Conversion between 8-bit sRGB and amounts of light (IEC 61966-2-1), in which colors mix as they
/// do in a lens. An amount is an integer, so that sums do not depend on their order.
enum LinearLight {
  /// The amount of 255: sums of 2^27 pixels stay far below `Int.max`, and one step of sRGB near
  /// black is still some 5,000.
  static let full = 1 << 24

  /// The amount of light of every sRGB value, 256 of them, ascending.
  static let amounts: [Int] = (0...255).map {
    Int((decode(Double($0) / 255) * Double(full)).rounded())
  }

  /// The sRGB value whose amount is nearest to a given one as the eye sees it: rounding happens on
  /// the sRGB scale.
  static func value(of amount: Double) -> UInt8 {
    let clamped = max(0, min(Double(full), amount))
    var guess = Int(firstValues[Int(clamped) >> binShift])
    while guess < 255, clamped >= thresholds[guess] { guess += 1 }
    return UInt8(truncatingIfNeeded: guess)
  }

  /// `thresholds[v]`: the amount from which on values round to more than `v`.
  private static let thresholds: [Double] = (0...254).map {
    decode((Double($0) + 0.5) / 255) * Double(full)
  }

  /// 4,096 bins: at most two thresholds lie in one bin, so `value(of:)` takes two steps at most.
  private static let binShift = 12

  /// The sRGB value at the lower end of each bin.
  private static let firstValues: [UInt8] = (0...full >> binShift).map { bin in
    let amount = Double(bin << binShift)
    return UInt8(thresholds.firstIndex { amount < $0 } ?? 255)
  }

  private static func decode(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
