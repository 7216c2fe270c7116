/// The four extremes of the object in a mask, in pixels of its window; nil where it shows none.
struct MaskExtent {
  let left: Int?
  let top: Int?
  /// Far edges.
  let right: Int?
  let bottom: Int?
  /// Row-major: whether a pixel is the object's.
  private let shape: [Bool]

  /// Nil when the object fills less than a quarter of the stroke's core: then it is something else.
  init?(_ mask: ObjectMask, in window: SnapWindow) {
    let (width, height) = (window.width, window.height)
    let core = window.inner
    var parts = MaskParts(mask.belief, width: width)
    guard let part = parts.largest(in: core),
      part.overlap * 4 > (core.right - core.left) * (core.bottom - core.top)
    else { return nil }
    shape = parts.names.map { $0 == part.name }
    var columns = [Int](repeating: 0, count: width)
    var rows = [Int](repeating: 0, count: height)
    for y in 0..<height {
      for x in 0..<width where parts.names[y * width + x] == part.name {
        columns[x] += 1
        rows[y] += 1
      }
    }
    guard let left = firstShown(columns), let top = firstShown(rows),
      let fromRight = firstShown(columns.reversed()), let fromBottom = firstShown(rows.reversed())
    else { return nil }
    let (right, bottom) = (width - fromRight, height - fromBottom)
    // What reaches as far as an edge may move does not end there, unless the image does.
    let outer = window.outer
    self.left = left > outer.left || left == 0 ? left : nil
    self.top = top > outer.top || top == 0 ? top : nil
    self.right = right < outer.right || right == width ? right : nil
    self.bottom = bottom < outer.bottom || bottom == height ? bottom : nil
  }
}

extension MaskExtent {
  subscript(side: BoxSide) -> Int? {
    switch side {
    case .left: left
    case .top: top
    case .right: right
    case .bottom: bottom
    }
  }

  /// Where the object begins, line by line, at one of its extremes.
  func trace(_ side: BoxSide, in window: SnapWindow) -> EdgeTrace? {
    guard let extreme = self[side] else { return nil }
    let (width, height) = (window.width, window.height)
    let (lines, places) = side.isUpright ? (height, width) : (width, height)
    let first = side.inward > 0 ? extreme : places - extreme
    let origin = side.isUpright ? window.origin.x : window.origin.y
    let depths = (0..<lines).map { line -> Double in
      let begin = (first..<places).first { step in
        let place = side.inward > 0 ? step : places - 1 - step
        return shape[side.isUpright ? line * width + place : place * width + line]
      }
      guard let begin else { return 1e6 }
      return Double(side.inward > 0 ? origin + begin : begin - origin - places)
    }
    return EdgeTrace(
      side: side, level: window.level, start: side.isUpright ? window.origin.y : window.origin.x,
      depths: depths)
  }
}

/// The first place, from outside in, at which a profile (the object's pixels in each row or column)
/// shows the object.
private func firstShown(_ profile: [Int]) -> Int? {
  // Shares of the widest place, chosen with `Benchmarks/Snap`.
  let (least, broad, body) = (0.02, 0.1, 0.5)
  let full = Double(profile.max() ?? 0)
  guard let first = profile.firstIndex(where: { Double($0) >= max(1, least * full) }),
    let rise = profile.firstIndex(where: { Double($0) >= max(1, broad * full) })
  else { return nil }
  // What tapers grows on at the rate at which it began; a sudden body behind a thin start is an
  // object with a rim or a shadow beside it.
  let beyond = rise + (rise - first)
  if rise > first, beyond < profile.count, Double(profile[beyond]) > body * full { return rise }
  return first
}

/// The connected parts (by sides) of a mask.
private struct MaskParts {
  /// A number for each pixel's part, from 1; 0 where none was found yet.
  private(set) var names: [Int32]
  private let belief: [Float]
  private let width: Int
  private var queue: [Int] = []

  init(_ belief: [Float], width: Int) {
    self.belief = belief
    self.width = width
    names = [Int32](repeating: 0, count: belief.count)
  }

  /// The part with most pixels in the core.
  mutating func largest(in core: PixelRect) -> (name: Int32, overlap: Int)? {
    var best: (name: Int32, overlap: Int)?
    var name: Int32 = 0
    for y in core.top..<core.bottom {
      for x in core.left..<core.right where isUnnamed(y * width + x) {
        name += 1
        let overlap = fill(from: y * width + x, name, core)
        if overlap > best?.overlap ?? 0 { best = (name, overlap) }
      }
    }
    return best
  }

  private func isUnnamed(_ at: Int) -> Bool { belief[at] > 0 && names[at] == 0 }

  /// Names a part and counts its pixels in the core.
  private mutating func fill(from start: Int, _ name: Int32, _ core: PixelRect) -> Int {
    var overlap = 0
    visit(start, name)
    while let at = queue.popLast() {
      let x = at % width
      if core.contains(x, at / width) { overlap += 1 }
      if x > 0 { visit(at - 1, name) }
      if x + 1 < width { visit(at + 1, name) }
      if at >= width { visit(at - width, name) }
      if at + width < names.count { visit(at + width, name) }
    }
    return overlap
  }

  private mutating func visit(_ at: Int, _ name: Int32) {
    guard isUnnamed(at) else { return }
    names[at] = name
    queue.append(at)
  }
}
