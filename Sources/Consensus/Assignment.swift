/// A sparse one-to-one assignment of rows to columns that maximizes the sum of weights.
///
/// Shortest augmenting paths with potentials (Jonker and Volgenant 1987), on the pairs that have a
/// weight at all. A row may stay alone: it then takes a private column of weight 0. A search never
/// leaves the rows and columns that its row is connected with, so that separate groups of boxes
/// cost nothing to each other. For m pairs in groups of n rows: O(n m) at worst, near m where most
/// rows' best columns are different ones.
struct Assignment {
  struct Pair {
    var row: Int
    var column: Int
    /// Above 0.
    var weight: Double
  }

  /// The column of each row, nil where it is alone.
  private(set) var columnOfRow: [Int?]

  /// By row, and where each row begins.
  private var pairs: [Pair]
  private var starts: [Int]
  private var rowOfColumn: [Int?]
  private var rowPotential: [Double]
  private var columnPotential: [Double] = []

  /// Work space of the search: the distance to each column, the row it is reached from, and
  /// whether its distance is final. Only `touched` columns hold anything. Empty until a row needs one.
  private var distance: [Double] = []
  private var reachedFrom: [Int] = []
  private var isFinal: [Bool] = []
  private var touched: [Int] = []

  /// - Parameters:
  ///   - pairs: the columns that rows may take; on a tie a row takes its first one.
  ///   - rows: how many there are.
  ///   - columns: how many there are.
  init(pairs: [Pair], rows: Int, columns: Int) {
    self.pairs = pairs
    starts = Array(repeating: 0, count: rows + 1)
    columnOfRow = Array(repeating: nil, count: rows)
    rowOfColumn = Array(repeating: nil, count: columns)
    rowPotential = Array(repeating: 0, count: rows)
    sortByRow()

    // Most rows get their best column at once.
    for row in 0..<rows {
      var best = -1
      for place in starts[row]..<starts[row + 1] where -self.pairs[place].weight < rowPotential[row]
      {
        rowPotential[row] = -self.pairs[place].weight
        best = self.pairs[place].column
      }
      if best >= 0, rowOfColumn[best] == nil {
        columnOfRow[row] = best
        rowOfColumn[best] = row
      }
    }
    for row in 0..<rows where columnOfRow[row] == nil && starts[row] < starts[row + 1] {
      if distance.isEmpty { prepareSearch() }
      augment(from: row)
    }
  }

  /// Pairs of one row keep their order.
  private mutating func sortByRow() {
    var isSorted = true
    var last = 0
    for pair in pairs {
      starts[pair.row + 1] += 1
      if pair.row < last { isSorted = false }
      last = pair.row
    }
    for row in 1..<starts.count { starts[row] += starts[row - 1] }
    guard !isSorted else { return }
    let given = pairs
    var next = starts
    for pair in given {
      pairs[next[pair.row]] = pair
      next[pair.row] += 1
    }
  }

  private mutating func prepareSearch() {
    let columns = rowOfColumn.count
    columnPotential = Array(repeating: 0, count: columns)
    distance = Array(repeating: .infinity, count: columns)
    reachedFrom = Array(repeating: -1, count: columns)
    isFinal = Array(repeating: false, count: columns)
  }

  /// Where a search ended: at a free column, or at a row that is better left alone.
  private enum End {
    case column(Int)
    case alone(row: Int)
  }

  private mutating func augment(from start: Int) {
    var end = End.alone(row: start)
    var best = -rowPotential[start]
    relax(row: start, at: 0)

    while let column = nearest(), distance[column] < best {
      isFinal[column] = true
      guard let owner = rowOfColumn[column] else {
        best = distance[column]
        end = .column(column)
        break
      }
      let alone = distance[column] - rowPotential[owner]
      if alone < best {
        best = alone
        end = .alone(row: owner)
      }
      relax(row: owner, at: distance[column])
    }

    raisePotentials(from: start, by: best)
    take(end, from: start)
    for column in touched {
      distance[column] = .infinity
      isFinal[column] = false
    }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func relax(row: Int, at base: Double) {
    for place in starts[row]..<starts[row + 1] where !isFinal[pairs[place].column] {
      let pair = pairs[place]
      let reach = base - pair.weight - rowPotential[row] - columnPotential[pair.column]
      if distance[pair.column] == .infinity { touched.append(pair.column) }
      if reach < distance[pair.column] {
        distance[pair.column] = reach
        reachedFrom[pair.column] = row
      }
    }
  }

  private func nearest() -> Int? {
    var nearest: Int?
    var least = Double.infinity
    for column in touched where !isFinal[column] && distance[column] < least {
      least = distance[column]
      nearest = column
    }
    return nearest
  }

  /// Keeps every reduced cost at or above 0, and those on the path at 0.
  private mutating func raisePotentials(from start: Int, by best: Double) {
    rowPotential[start] += best
    for column in touched where isFinal[column] && distance[column] < best {
      columnPotential[column] += distance[column] - best
      if let owner = rowOfColumn[column] { rowPotential[owner] += best - distance[column] }
    }
  }

  /// Walks the path back from its end and hands every column on it to the row before.
  private mutating func take(_ end: End, from start: Int) {
    var column: Int
    switch end {
    case .column(let free): column = free
    case .alone(let row):
      guard row != start, let given = columnOfRow[row] else { return }
      columnOfRow[row] = nil
      column = given
    }
    while true {
      let row = reachedFrom[column]
      let next = columnOfRow[row]
      columnOfRow[row] = column
      rowOfColumn[column] = row
      guard row != start, let next else { return }
      column = next
    }
  }
}
