import Labels

extension Picture {
  /// The next pixel on the way from (x, y) by steps of (dx, dy) from which on the picture looks
  /// different: the first one beyond an edge. Nil when there is none before the picture's border.
  ///
  /// It looks at patches of `patch` pixels a side, what is not seen at a zoom is so not found, and then
  /// between them pixel by pixel. A change counts as an edge when it is the greatest around and at
  /// least a tenth of the way from black to white in some channel.
  ///
  /// - Precondition: (x, y) is in the picture; one of `dx` and `dy` is 0, the other 1 or -1.
  package func nextEdge(
    fromX x: Int, y: Int, dx: Int, dy: Int, patch: Int
  ) -> (x: Int, y: Int)? {
    precondition(abs(dx) + abs(dy) == 1, "edges are looked for along an axis")
    let patch = max(1, patch)
    let room = dx > 0 ? width - 1 - x : dx < 0 ? x : dy > 0 ? height - 1 - y : y
    let count = room / patch
    guard count >= 2 else { return nil }
    /// How different the patches on either side of a border are, `patch` pixels on from each other.
    func change(at distance: Int, over reach: Int) -> Double {
      guard let one = color(at: distance - reach, reach), let other = color(at: distance, reach)
      else { return 0 }
      return max(
        abs(Double(one.red) - Double(other.red)), abs(Double(one.green) - Double(other.green)),
        abs(Double(one.blue) - Double(other.blue)))
    }
    /// The mean of the pixels from `distance` to before `distance + reach` on the way.
    func color(at distance: Int, _ reach: Int) -> (red: UInt8, green: UInt8, blue: UInt8)? {
      let near = (x: x + dx * distance, y: y + dy * distance)
      let far = (x: x + dx * (distance + reach - 1), y: y + dy * (distance + reach - 1))
      let side = dx == 0 ? (x: patch / 2, y: 0) : (x: 0, y: patch / 2)
      return meanColor(
        in: Box(
          left: Double(min(near.x, far.x) - side.x), top: Double(min(near.y, far.y) - side.y),
          right: Double(max(near.x, far.x) + side.x + 1),
          bottom: Double(max(near.y, far.y) + side.y + 1)))
    }
    var changes: [Double] = []
    for step in 1...count { changes.append(change(at: step * patch, over: patch)) }
    for step in changes.indices where changes[step] >= leastEdge {
      let before = step > 0 ? changes[step - 1] : 0
      let after = step + 1 < changes.count ? changes[step + 1] : 0
      guard changes[step] >= before, changes[step] > after else { continue }
      let middle = (step + 1) * patch
      let places = max(1, middle - patch + 1)...min(room, middle + patch)
      let best = places.max {
        (change(at: $0, over: 1), $1) < (change(at: $1, over: 1), $0)
      }
      return best.map { (x + dx * $0, y + dy * $0) }
    }
    return nil
  }
}

/// Of 255; noise of photographs is less once it is averaged over a patch.
private let leastEdge = 26.0
