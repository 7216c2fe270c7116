/// The value below which a share of the values lie, by linear interpolation (as NumPy does it).
func quantile(_ share: Double, ofSorted values: [Float]) -> Float {
  guard let last = values.indices.last else { return 0 }
  let place = max(0, min(Double(last), share * Double(last)))
  let lower = Int(place)
  let upper = min(last, lower + 1)
  return values[lower] + (values[upper] - values[lower]) * Float(place - Double(lower))
}

/// The mean of the two middle values, or the middle one. 0 where there are none.
func median(_ values: [Float]) -> Float {
  guard values.count > 1 else { return values.first ?? 0 }
  var values = values
  return values.withUnsafeMutableBufferPointer { values in
    let middle = values.count / 2
    let upper = select(middle, of: values)
    guard values.count % 2 == 0 else { return upper }
    // What lies before the place of a selected value is no greater.
    let lower = values[..<middle].reduce(-Float.infinity) { max($0, $1) }
    return lower + (upper - lower) * 0.5
  }
}

/// Moves the value that sorting would bring to a place there, and returns it (Hoare 1961).
private func select(_ place: Int, of values: UnsafeMutableBufferPointer<Float>) -> Float {
  var (low, high) = (0, values.count - 1)
  while low < high {
    let pivot = values[(low + high) / 2]
    var (left, right) = (low, high)
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    if place <= right { high = right } else if place >= left { low = left } else { break }
  }
  return values[place]
}

/// The median and how far values spread around it: 1.4826 times the median distance, which is the
/// standard deviation of what is normal.
func medianAndSpread(_ values: [Float]) -> (median: Float, spread: Float) {
  let middle = median(values)
  return (middle, 1.4826 * median(values.map { abs($0 - middle) }))
}
