package import Labels

/// Class names and their ids, both ways.
package struct ClassTable: Hashable, Sendable {
  private let ids: [String: Int]
  private let names: [Int: String]

  /// The classes of a workspace.
  package init(_ classes: [LabelClass]) {
    ids = Dictionary(classes.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(classes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// Ids from 1 in the order of the names, so that they follow from the set of names alone, and
  /// not from the order in which a program came upon them.
  package init(names: Set<String>) {
    self.init(names.sorted().enumerated().map { LabelClass(id: $0 + 1, name: $1) })
  }

  package func id(of name: String) -> Int? { ids[name] }
  package func name(of id: Int) -> String? { names[id] }

  /// By name.
  package var classes: [LabelClass] {
    ids.map { LabelClass(id: $1, name: $0) }.sorted { $0.name < $1.name }
  }
}
