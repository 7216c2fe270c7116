import Glibc

/// Conversion between 8-bit sRGB and amounts of light (IEC 61966-2-1), in which colors mix as they
/// do in a lens. An amount is an integer, so that sums do not depend on their order.
///
/// The tables are made once; `shared` is looked up once a picture or a view, never once a pixel.
struct LinearLight: Sendable {
  static let shared = LinearLight()

  /// The amount of 255: sums of 2^27 pixels stay far below `Int.max`, and one step of sRGB near
  /// black is still some 5,000.
  static let full = 1 << 24

  /// The amount of light of every sRGB value, 256 of them, ascending.
  let amounts: [Int]
  /// `thresholds[v]`: the amount from which on values round to more than `v`; none for 255.
  private let thresholds: [Int]
  /// The same two for means, which need no more than 32 bits.
  private let shortAmounts: [UInt32]
  private let shortThresholds: [UInt32]
  /// The sRGB value at the lower end of each bin of amounts.
  private let firstValues: [UInt8]
  /// 4,096 amounts a bin: less than the smallest distance of two thresholds, so there is at most
  /// one in each.
  private static let binShift = 12

  private init() {
    let full = Double(Self.full)
    amounts = (0...255).map { Int((Self.decode(Double($0) / 255) * full).rounded()) }
    let thresholds = (0...255).map { value in
      value == 255
        ? Int.max : Int((Self.decode((Double(value) + 0.5) / 255) * full).rounded(.up))
    }
    self.thresholds = thresholds
    shortAmounts = amounts.map { UInt32($0) }
    shortThresholds = thresholds.map { UInt32(clamping: $0) }
    firstValues = (0...Self.full >> Self.binShift).map { bin in
      UInt8(thresholds.firstIndex { bin << Self.binShift < $0 } ?? 255)
    }
  }

  private static func decode(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// The tables without bounds checks, for the time of one call.
  struct Tables {
    let amounts: UnsafePointer<Int>
    fileprivate let thresholds: UnsafePointer<Int>
    fileprivate let firstValues: UnsafePointer<UInt8>
    fileprivate let shortAmounts: UnsafePointer<UInt32>
    fileprivate let shortThresholds: UnsafePointer<UInt32>

    @inline(__always)
    func amount(of value: UInt8) -> UInt32 { shortAmounts[Int(value)] }

    /// The sRGB value nearest to a mean of amounts, which is never above `full`.
    @inline(__always)
    func value(ofMean mean: UInt32) -> UInt8 {
      let value = firstValues[Int(mean >> UInt32(LinearLight.binShift))]
      return mean >= shortThresholds[Int(value)] ? value &+ 1 : value
    }

    /// The sRGB value nearest to an amount from 0 to `full`. Rounding happens on the sRGB scale.
    @inline(__always)
    func value(of amount: Int) -> UInt8 {
      let clamped = max(0, min(LinearLight.full, amount))
      let value = firstValues[clamped >> LinearLight.binShift]
      return clamped >= thresholds[Int(value)] ? value &+ 1 : value
    }
  }

  func withTables<Value>(_ body: (Tables) -> Value) -> Value {
    amounts.withUnsafeBufferPointer { amounts in
      thresholds.withUnsafeBufferPointer { thresholds in
        firstValues.withUnsafeBufferPointer { firstValues in
          shortAmounts.withUnsafeBufferPointer { shortAmounts in
            shortThresholds.withUnsafeBufferPointer { shortThresholds in
              guard let amounts = amounts.baseAddress, let thresholds = thresholds.baseAddress,
                let firstValues = firstValues.baseAddress,
                let shortAmounts = shortAmounts.baseAddress,
                let shortThresholds = shortThresholds.baseAddress
              else { preconditionFailure("the tables are never empty") }
              return body(
                Tables(
                  amounts: amounts, thresholds: thresholds, firstValues: firstValues,
                  shortAmounts: shortAmounts, shortThresholds: shortThresholds))
            }
          }
        }
      }
    }
  }
}
