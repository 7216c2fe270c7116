/// A number of things: `1 stroke`, `2 strokes`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}

/// A share as people read it: `0.067` is `7 %`.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

/// Pixels: whole where they are whole, else to a tenth.
func pixels(_ value: Double) -> String {
  let tenths = (value * 10).rounded()
  guard tenths.isFinite, abs(tenths) < 1e15 else { return "\(value)" }
  let whole = Int(tenths)
  return whole % 10 == 0
    ? "\(whole / 10)" : "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
}

/// An IoU or a confidence to two places: `.83`, `1.0`.
func hundredths(_ value: Double) -> String {
  let whole = Int((min(max(value, 0), 1) * 100).rounded())
  return whole >= 100 ? "1.0" : whole < 10 ? ".0\(whole)" : ".\(whole)"
}
