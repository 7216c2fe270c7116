/// A sum that does not depend on the order of its terms, nor on how they are dealt to cores: of
/// integers, in units of 2^-32. Terms that are not numbers count as 0, those beyond 2^30 as that.
package struct ExactSum: Hashable, Sendable {
  private var units: Int128 = 0

  private static let unit = 4_294_967_296.0
  private static let limit = 1_073_741_824.0

  package var value: Double { Double(units) / Self.unit }

  static func += (sum: inout ExactSum, term: Double) {
    guard !term.isNaN else { return }
    sum.units += Int128(Int64((term.clamped(to: -limit...limit) * unit).rounded()))
  }

  static func += (sum: inout ExactSum, other: ExactSum) { sum.units += other.units }
}

/// Four of them, one an edge.
struct ExactSums: Hashable, Sendable {
  private var left = ExactSum()
  private var top = ExactSum()
  private var right = ExactSum()
  private var bottom = ExactSum()

  var value: Edges { Edges(left.value, top.value, right.value, bottom.value) }

  static func += (sum: inout ExactSums, term: Edges) {
    sum.left += term[0]
    sum.top += term[1]
    sum.right += term[2]
    sum.bottom += term[3]
  }

  static func += (sum: inout ExactSums, other: ExactSums) {
    sum.left += other.left
    sum.top += other.top
    sum.right += other.right
    sum.bottom += other.bottom
  }
}
