/// A decimal number of at most `decimals` decimals (up to 12), without an exponent or needless
/// zeros.
func decimal(_ value: Double, decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value.magnitude * scale).rounded()
  precondition(scaled < 9e15, "\(value) has more digits than a Double can tell apart")
  let whole = UInt64(scaled)
  let digits = String(whole)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  var fraction = padded.suffix(decimals)
  while fraction.last == "0" { fraction.removeLast() }
  let sign = value < 0 && whole > 0 ? "-" : ""
  return sign + padded.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
}
