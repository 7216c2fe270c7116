/// A sparse one-to-one assignment of rows to columns that maximizes the sum of weights.
///
/// Shortest augmenting paths with potentials (Jonker and Volgenant 1987), on the pairs that have a
/// weight at all. A row may stay alone: it then takes a private column of weight 0. A search never
/// leaves the rows and columns that its row is connected with, so that separate groups of boxes
/// cost nothing to each other. For m pairs in groups of n rows: O(n m) at worst, near m where most
/// rows' best columns are different ones.
struct Assignment {
  struct Pair {
    var column: Int
    /// Above 0.
    var weight: Double
  }

  /// The column of each row, nil where it is alone.
  private(set) var columnOfRow: [Int?]

  private let pairs: [[Pair]]
  private var rowOfColumn: [Int?]
  private var rowPotential: [Double]
  private var columnPotential: [Double]

  /// Work space of the search: the distance to each column, the row it is reached from, and
  /// whether its distance is final. Only `touched` columns hold anything.
  private var distance: [Double]
  private var reachedFrom: [Int]
  private var isFinal: [Bool]
  private var touched: [Int] = []

  /// - Parameters:
  ///   - pairs: for each row the columns that it may take.
  ///   - columns: how many there are.
  init(pairs: [[Pair]], columns: Int) {
    self.pairs = pairs
    columnOfRow = Array(repeating: nil, count: pairs.count)
    rowOfColumn = Array(repeating: nil, count: columns)
    rowPotential = pairs.map { row in -(row.map(\.weight).max() ?? 0) }
    columnPotential = Array(repeating: 0, count: columns)
    distance = Array(repeating: .infinity, count: columns)
    reachedFrom = Array(repeating: -1, count: columns)
    isFinal = Array(repeating: false, count: columns)

    // Most rows get their best column at once.
    for row in pairs.indices {
      if let best = pairs[row].first(where: { -$0.weight == rowPotential[row] }),
        rowOfColumn[best.column] == nil
      {
        columnOfRow[row] = best.column
        rowOfColumn[best.column] = row
      }
    }
    for row in pairs.indices where columnOfRow[row] == nil && !pairs[row].isEmpty {
      augment(from: row)
    }
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
    for pair in pairs[row] where !isFinal[pair.column] {
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
