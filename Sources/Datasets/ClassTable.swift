package import Labels

/// Class names and their ids, both ways.
///
/// Most tables have a few classes, and each line may have its own: two sorted lists are made and
/// searched faster than dictionaries.
package struct ClassTable: Hashable, Sendable {
  /// By name.
  package let classes: [LabelClass]
  private let byID: [LabelClass]
  /// Whether boxes may have classes beyond these.
  package let isOpen: Bool

  /// No class yet, and every name may be one.
  package static let any = ClassTable(names: [], isOpen: true)

  /// The classes of a workspace. Of two with the same name or the same id the first counts.
  package init(_ classes: [LabelClass]) {
    self.classes = Self.sorted(classes, by: \.name)
    byID = Self.sorted(classes, by: \.id)
    isOpen = false
  }

  /// Ids from 1 in the order of the names, so that they follow from the set of names alone, and
  /// not from the order in which a program came upon them.
  package init(names: Set<String>, isOpen: Bool = false) {
    let classes = Self.numbered(names, after: 0)
    self.init(classes: classes, byID: classes, isOpen: isOpen)
  }

  /// These classes with their ids, and others, whose ids follow from the names alone.
  func adding(_ names: Set<String>) -> ClassTable {
    let new = classes.isEmpty ? names : names.filter { id(of: $0) == nil }
    guard !new.isEmpty else { return self }
    let added = Self.numbered(new, after: byID.last?.id ?? 0)
    guard !classes.isEmpty else {
      return ClassTable(classes: added, byID: added, isOpen: isOpen)
    }
    return ClassTable(
      classes: Self.sorted(classes + added, by: \.name), byID: byID + added, isOpen: isOpen)
  }

  private init(classes: [LabelClass], byID: [LabelClass], isOpen: Bool) {
    (self.classes, self.byID, self.isOpen) = (classes, byID, isOpen)
  }

  private static func numbered(_ names: Set<String>, after last: Int) -> [LabelClass] {
    names.sorted().enumerated().map { LabelClass(id: last + 1 + $0, name: $1) }
  }

  package func id(of name: String) -> Int? { Self.find(name, in: classes, by: \.name)?.id }
  package func name(of id: Int) -> String? { Self.find(id, in: byID, by: \.id)?.name }

  private static func sorted<Key: Comparable>(
    _ classes: [LabelClass], by key: (LabelClass) -> Key
  ) -> [LabelClass] {
    // The sort keeps the order of equals.
    classes.sorted { key($0) < key($1) }.reduce(into: []) { unique, each in
      if unique.last.map(key) != key(each) { unique.append(each) }
    }
  }

  private static func find<Key: Comparable>(
    _ wanted: Key, in classes: [LabelClass], by key: (LabelClass) -> Key
  ) -> LabelClass? {
    var (low, high) = (0, classes.count)
    while low < high {
      let middle = (low + high) / 2
      if key(classes[middle]) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < classes.count && key(classes[low]) == wanted ? classes[low] : nil
  }
}
