/// The value below which a share of the values lie, by linear interpolation (as NumPy does it).
func quantile(_ share: Double, ofSorted values: [Float]) -> Float {
  guard let last = values.indices.last else { return 0 }
  let place = max(0, min(Double(last), share * Double(last)))
  let lower = Int(place)
  let upper = min(last, lower + 1)
  return values[lower] + (values[upper] - values[lower]) * Float(place - Double(lower))
}

func median(_ values: [Float]) -> Float { quantile(0.5, ofSorted: values.sorted()) }

/// The median and how far values spread around it: 1.4826 times the median distance, which is the
/// standard deviation of what is normal.
func medianAndSpread(_ values: [Float]) -> (median: Float, spread: Float) {
  let middle = median(values)
  return (middle, 1.4826 * median(values.map { abs($0 - middle) }))
}
