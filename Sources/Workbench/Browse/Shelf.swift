/// Values by image, the oldest of which give way when there are too many.
package struct Shelf<Value: Sendable>: Sendable {
  private var values: [Int: Value] = [:]
  /// Images in the order in which they came.
  private var arrivals: [Int] = []

  package init() {}

  package var count: Int { values.count }

  package subscript(image: Int) -> Value? { values[image] }

  /// Keeps a value and drops the oldest above `limit`, but none of `needed`.
  package mutating func keep(_ value: Value, of image: Int, limit: Int, needed: Set<Int>) {
    if values.updateValue(value, forKey: image) == nil { arrivals.append(image) }
    guard arrivals.count > limit else { return }
    var excess = arrivals.count - limit
    arrivals.removeAll { old in
      guard excess > 0, old != image, !needed.contains(old) else { return false }
      excess -= 1
      values[old] = nil
      return true
    }
  }
}
