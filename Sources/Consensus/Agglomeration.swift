/// Average-linkage agglomeration of a large component of votes, over lists of neighbors.
///
/// Each group knows its nearest partner among the groups after it, and a tournament knows the
/// nearest pair of all, so that uniting two groups costs little more than a look at their neighbors
/// (nearest-neighbor lists; Anderberg 1973).
struct Agglomeration {
  private struct Neighbor {
    var group: Int
    /// Sums over the pairs of votes; IoU is minus infinity where a labeler voted in both groups.
    var iou: Double
    var alike: Double
  }

  /// Groups are named by their first vote's place: a tie goes to the first in canonical order.
  private var members: [[Int]]
  private var isAlive: [Bool]
  /// Ascending; groups that are gone stay in the lists of others.
  private var neighbors: [[Neighbor]]
  /// Each group's nearest partner among those after it.
  private var partners: [Int]
  private var nearest: Tournament
  /// A bit a ballot, `words` words a group.
  private var voters: [UInt64]
  private let words: Int

  init(_ component: Clustering.Component, ballots: [Int]) {
    let count = component.votes.count
    members = component.votes.map { [$0] }
    isAlive = Array(repeating: true, count: count)
    neighbors = Array(repeating: [], count: count)
    partners = Array(repeating: -1, count: count)
    nearest = Tournament(count: count)
    words = (ballots.max() ?? 0) / 64 + 1
    voters = Array(repeating: 0, count: count * words)
    var places = [Int](repeating: 0, count: ballots.count)
    for (place, vote) in component.votes.enumerated() {
      places[vote] = place
      voters[place * words + ballots[vote] / 64] |= 1 << UInt64(ballots[vote] % 64)
    }
    // Links ascend by both of their votes, and so do the lists.
    for link in component.links {
      let (one, other) = (places[link.one], places[link.other])
      neighbors[one].append(Neighbor(group: other, iou: link.iou, alike: link.alike))
      neighbors[other].append(Neighbor(group: one, iou: link.iou, alike: link.alike))
    }
    for group in 0..<count { seekPartner(of: group) }
  }

  consuming func clusters() -> [[Int]] {
    while let one = nearest.winner { unite(one, with: partners[one]) }
    return members.indices.filter { isAlive[$0] }.map { members[$0].sorted() }
  }

  /// Of a group and its neighbor; minus infinity where they must not become one.
  private func similarity(_ group: Int, _ neighbor: Neighbor) -> Double {
    let pairs = Double(members[group].count * members[neighbor.group].count)
    guard neighbor.iou >= Clustering.minimumIoU * pairs else { return -.infinity }
    return (neighbor.iou + Clustering.classBonus * neighbor.alike) / pairs
  }

  private func clash(_ one: Int, _ other: Int) -> Bool {
    (0..<words).contains { voters[one * words + $0] & voters[other * words + $0] != 0 }
  }

  private mutating func seekPartner(of group: Int) {
    var (best, partner) = (-Double.infinity, -1)
    for neighbor in neighbors[group].reversed() {
      if neighbor.group <= group { break }
      guard isAlive[neighbor.group] else { continue }
      let similarity = similarity(group, neighbor)
      if similarity > -.infinity, similarity >= best {
        (best, partner) = (similarity, neighbor.group)
      }
    }
    partners[group] = partner
    nearest[group] = best
  }

  /// Makes one group of two; `one < other` keeps its name.
  private mutating func unite(_ one: Int, with other: Int) {
    isAlive[other] = false
    nearest[other] = -.infinity
    members[one] += members[other]
    for word in 0..<words { voters[one * words + word] |= voters[other * words + word] }
    let (own, gained) = (neighbors[one], neighbors[other])
    (neighbors[one], neighbors[other]) = ([], [])
    var united: [Neighbor] = []
    united.reserveCapacity(own.count + gained.count)
    var (left, right) = (0, 0)
    while left < own.count || right < gained.count {
      var next: Neighbor
      if right == gained.count || (left < own.count && own[left].group <= gained[right].group) {
        next = own[left]
        left += 1
        if right < gained.count, gained[right].group == next.group {
          next.iou += gained[right].iou
          next.alike += gained[right].alike
          right += 1
        }
      } else {
        next = gained[right]
        right += 1
      }
      let group = next.group
      guard group != one, isAlive[group] else { continue }
      if clash(one, group) { next.iou = -.infinity } else { united.append(next) }
      next.group = one
      update(neighbor: next, of: group, gone: other)
    }
    neighbors[one] = united
    seekPartner(of: one)
  }

  /// Tells `group` of a neighbor that has grown by the group `gone`.
  private mutating func update(neighbor: Neighbor, of group: Int, gone: Int) {
    let place = place(of: neighbor.group, in: neighbors[group])
    if place < neighbors[group].count, neighbors[group][place].group == neighbor.group {
      neighbors[group][place] = neighbor
    } else {
      let freed = self.place(of: gone, in: neighbors[group])
      if freed < neighbors[group].count, neighbors[group][freed].group == gone {
        for next in stride(from: freed, to: place, by: -1) {
          neighbors[group][next] = neighbors[group][next - 1]
        }
        neighbors[group][place] = neighbor
      }
    }
    let hadPartner = partners[group] == neighbor.group || partners[group] == gone
    let similarity = group < neighbor.group ? similarity(group, neighbor) : -.infinity
    let best = nearest[group]
    if similarity > best
      || (similarity == best && best > -.infinity && neighbor.group <= partners[group])
    {
      partners[group] = neighbor.group
      nearest[group] = similarity
    } else if hadPartner {
      seekPartner(of: group)
    }
  }

  /// Where the list, which ascends, has the group or would have it.
  private func place(of group: Int, in list: [Neighbor]) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].group < group { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
