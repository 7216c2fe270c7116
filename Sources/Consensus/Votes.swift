import Labels

/// The votes of one image, a column a field, in canonical order: by edges, class, ballot.
struct Votes {
  var edges: [Edges] = []
  var classes: [Int] = []
  /// Indices of the voters' ballots.
  var ballots: [Int] = []
  /// Empty where no vote has any.
  var attributes: [Attributes] = []

  var count: Int { edges.count }

  init(_ given: [Ballot]) {
    var order: [(edges: Edges, classID: Int, ballot: Int, place: Int)] = []
    order.reserveCapacity(given.reduce(0) { $0 + $1.boxes.count })
    for (index, ballot) in given.enumerated() {
      for (place, label) in ballot.boxes.enumerated() {
        order.append((Edges(label.box), label.classID, index, place))
      }
    }
    order.sort { one, other in
      if one.edges != other.edges { return one.edges.precedes(other.edges) }
      return (one.classID, one.ballot) < (other.classID, other.ballot)
    }
    edges = order.map(\.edges)
    classes = order.map(\.classID)
    ballots = order.map(\.ballot)
    if given.contains(where: { $0.boxes.contains { !$0.attributes.isEmpty } }) {
      attributes = order.map { given[$0.ballot].boxes[$0.place].attributes }
    }
  }
}

/// Votes that belong together: indices of votes, ascending in each group.
struct Groups: Equatable {
  private(set) var members: [Int] = []
  /// Where each group begins in `members`, and where the last one ends.
  private(set) var starts = [0]

  var count: Int { starts.count - 1 }

  subscript(group: Int) -> ArraySlice<Int> { members[starts[group]..<starts[group + 1]] }

  func range(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  init() {}

  mutating func append(_ group: some Sequence<Int>) {
    members += group
    starts.append(members.count)
  }

  /// The groups in the order of their first votes, of each vote's group number, nil for none.
  init(numbers: [Int?], count: Int) {
    var sizes = [Int](repeating: 0, count: count)
    var names = [Int](repeating: -1, count: count)
    var found = 0
    for case .some(let number) in numbers {
      if names[number] < 0 {
        names[number] = found
        found += 1
      }
      sizes[names[number]] += 1
    }
    starts.reserveCapacity(found + 1)
    for group in 0..<found { starts.append(starts[group] + sizes[group]) }
    members = [Int](repeating: 0, count: starts[found])
    var next = starts
    for (vote, number) in numbers.enumerated() {
      guard let number else { continue }
      members[next[names[number]]] = vote
      next[names[number]] += 1
    }
  }
}
