/// The digits of a decimal number as they are read, and the `Double` nearest to it.
struct DecimalNumber {
  var isNegative: Bool
  /// How many digits there were.
  private(set) var digits = 0
  /// Digits behind the point.
  var decimals = 0
  var hasExponent = false
  /// All digits as one number, as long as they fit.
  private var whole: UInt64 = 0

  init(isNegative: Bool) { self.isNegative = isNegative }

  mutating func append(_ digit: UInt8) {
    whole = whole &* 10 &+ UInt64(digit)
    digits += 1
  }

  /// Powers of ten that are exact in 64 bits.
  private static let powers: [UInt64] = (0..<20).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// The nearest `Double`, of two as near the even one; nil for a number with more than 19 digits
  /// or an exponent, which is rare and left to the system.
  ///
  /// A number below 2^53 and a power of ten below 10^23 are exact as `Double`, so that one division
  /// rounds once (Clinger, How to Read Floating Point Numbers Accurately, PLDI 1990). Other numbers
  /// are divided as integers, to 63 bits or more; what remains is kept in the lowest bit, far below
  /// the 53 that count, so that it decides a tie and nothing else.
  var nearest: Double? {
    guard !hasExponent, digits < Self.powers.count else { return nil }
    let power = Self.powers[decimals]
    let magnitude: Double
    if whole < 1 << 53 {
      magnitude = Double(whole) / Double(power)
    } else {
      let dividend = whole << whole.leadingZeroBitCount
      let divisor = power << power.leadingZeroBitCount
      let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
      magnitude = Double(
        sign: .plus,
        exponent: power.leadingZeroBitCount - whole.leadingZeroBitCount - 63,
        significand: Double(remainder == 0 ? quotient : quotient | 1))
    }
    return isNegative ? -magnitude : magnitude
  }
}
