import Synchronization

/// Numbers names, from 0, as threads come upon them.
final class NameNumbers: Sendable {
  private struct Table {
    var numbers: [String: Int] = [:]
    var names: [String] = []
  }

  private let table = Mutex(Table())

  /// By number. Which number a name has is a matter of chance, its spelling is not.
  var names: [String] { table.withLock(\.names) }

  /// Names that Unicode calls equal have one number. The spelling of least bytes stands for all, so
  /// that it does not matter which comes first.
  func number(of name: String) -> Int {
    table.withLock { table in
      guard let number = table.numbers[name] else {
        table.numbers[name] = table.names.count
        table.names.append(name)
        return table.names.count - 1
      }
      if name.utf8.lexicographicallyPrecedes(table.names[number].utf8) {
        table.names[number] = name
      }
      return number
    }
  }
}
