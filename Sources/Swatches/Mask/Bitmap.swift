/// Which pixels of a rectangle are meant: row-major, origin top left. What lies outside is not.
package struct Bitmap: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// 1 for a pixel that is meant, else 0.
  private(set) var bits: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bits = [UInt8](repeating: 0, count: width * height)
  }

  /// - Precondition: There is one bit a pixel.
  init(width: Int, height: Int, bits: [UInt8]) {
    precondition(bits.count == width * height, "a bitmap has a bit a pixel")
    self.width = width
    self.height = height
    self.bits = bits
  }

  package subscript(x x: Int, y y: Int) -> Bool {
    get { bits[y * width + x] != 0 }
    set { bits[y * width + x] = newValue ? 1 : 0 }
  }

  package var count: Int { bits.reduce(0) { $0 + Int($1) } }

  /// The places of the pixels that are meant, ascending.
  var places: [Int] {
    var places: [Int] = []
    places.reserveCapacity(bits.count)
    bits.withUnsafeBufferPointer { bits in
      for at in bits.indices where bits[at] != 0 { places.append(at) }
    }
    return places
  }

  func and(_ other: Bitmap) -> Bitmap { combined(with: other, &) }
  func or(_ other: Bitmap) -> Bitmap { combined(with: other, |) }
  func without(_ other: Bitmap) -> Bitmap { combined(with: other) { $0 & ($1 ^ 1) } }

  private func combined(with other: Bitmap, _ join: (UInt8, UInt8) -> UInt8) -> Bitmap {
    precondition(width == other.width && height == other.height, "bitmaps of one size")
    return Bitmap(
      width: width, height: height, bits: bits.indices.map { join(bits[$0], other.bits[$0]) })
  }

  /// Without the pixels that have a neighbor beside, above or below that is not meant, so many times.
  func eroded(_ times: Int) -> Bitmap { stepped(times, outside: 0) { $0 & $1 } }

  /// With all neighbors beside, above and below, so many times.
  func dilated(_ times: Int) -> Bitmap { stepped(times, outside: 0) { $0 | $1 } }

  /// With gaps of up to twice so many pixels closed; what touches the border stays.
  func closed(_ times: Int) -> Bitmap {
    dilated(times).stepped(times, outside: 1) { $0 & $1 }
  }

  @inline(__always)
  private func stepped(
    _ times: Int, outside: UInt8, _ join: (UInt8, UInt8) -> UInt8
  ) -> Bitmap {
    guard width > 0, height > 0 else { return self }
    // A border of one pixel all around, so that no pixel has to ask whether it has neighbors.
    let row = width + 2
    var from = [UInt8](repeating: outside, count: row * (height + 2))
    for y in 0..<height {
      from.replaceSubrange(
        (y + 1) * row + 1..<(y + 1) * row + 1 + width, with: bits[y * width..<(y + 1) * width])
    }
    var to = from
    for _ in 0..<times {
      from.withUnsafeBufferPointer { from in
        to.withUnsafeMutableBufferPointer { to in
          for y in 1...height {
            for at in y * row + 1..<y * row + 1 + width {
              to[at] = join(
                from[at],
                join(join(from[at - 1], from[at + 1]), join(from[at - row], from[at + row])))
            }
          }
        }
      }
      swap(&from, &to)
    }
    var stepped: [UInt8] = []
    stepped.reserveCapacity(bits.count)
    for y in 1...height { stepped += from[y * row + 1..<y * row + 1 + width] }
    return Bitmap(width: width, height: height, bits: stepped)
  }

  /// With what it encloses.
  func filled() -> Bitmap {
    var outside = [UInt8](repeating: 0, count: bits.count)
    var border: [Int] = []
    for x in 0..<width { border += [x, (height - 1) * width + x] }
    for y in 0..<height { border += [y * width, y * width + width - 1] }
    flood(from: border.filter { bits[$0] == 0 }, over: 0, into: &outside)
    return Bitmap(width: width, height: height, bits: outside.map { $0 ^ 1 })
  }

  /// The connected parts, each as its places, in the order of their first pixels.
  func parts() -> [[Int]] {
    var seen = [UInt8](repeating: 0, count: bits.count)
    var parts: [[Int]] = []
    for at in bits.indices where bits[at] != 0 && seen[at] == 0 {
      parts.append(flood(from: [at], over: 1, into: &seen))
    }
    return parts
  }

  /// The connected part that shares most pixels with another bitmap; all of it when none does.
  func part(under other: Bitmap) -> Bitmap {
    var best: [Int] = []
    var most = 0
    for part in parts() {
      let shared = part.reduce(0) { $0 + Int(other.bits[$1]) }
      if shared > most { (best, most) = (part, shared) }
    }
    guard most > 0 else { return self }
    var only = Bitmap(width: width, height: height)
    for at in best { only.bits[at] = 1 }
    return only
  }

  /// Marks what is connected with the places among the pixels of this value, and returns it.
  @discardableResult
  private func flood(from places: [Int], over value: UInt8, into marks: inout [UInt8]) -> [Int] {
    var found: [Int] = []
    for place in places where marks[place] == 0 {
      marks[place] = 1
      found.append(place)
    }
    var next = 0
    while next < found.count {
      let at = found[next]
      next += 1
      let x = at % width
      func visit(_ at: Int) {
        guard bits[at] == value, marks[at] == 0 else { return }
        marks[at] = 1
        found.append(at)
      }
      if x > 0 { visit(at - 1) }
      if x + 1 < width { visit(at + 1) }
      if at >= width { visit(at - width) }
      if at + width < bits.count { visit(at + width) }
    }
    return found
  }
}
