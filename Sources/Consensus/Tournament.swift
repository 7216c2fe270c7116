/// Numbers of which the largest is known at any time: O(log n) to change one.
struct Tournament {
  private var numbers: [Double]
  /// A binary tree of who wins, from 1; the leaves are the last half.
  private var winners: [Int]
  private let leaves: Int

  /// All are minus infinity.
  init(count: Int) {
    var leaves = 1
    while leaves < count { leaves *= 2 }
    self.leaves = leaves
    numbers = Array(repeating: -.infinity, count: leaves)
    winners = Array(repeating: 0, count: leaves) + Array(0..<leaves)
    for node in (1..<leaves).reversed() { winners[node] = winners[2 * node] }
  }

  /// The place of the largest number, the first one on a tie; nil while all are minus infinity.
  var winner: Int? { numbers[winners[1]] > -.infinity ? winners[1] : nil }

  subscript(place: Int) -> Double {
    get { numbers[place] }
    set {
      numbers[place] = newValue
      var node = (leaves + place) / 2
      while node > 0 {
        let (left, right) = (winners[2 * node], winners[2 * node + 1])
        winners[node] = numbers[right] > numbers[left] ? right : left
        node /= 2
      }
    }
  }
}
