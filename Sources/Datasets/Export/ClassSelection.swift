import Labels

/// Which classes a dataset has, and what it calls them.
package struct ClassSelection: Hashable, Sendable {
  /// A class of the workspace under its name in the dataset.
  package struct Choice: Hashable, Sendable {
    package var name: String
    package var exportedName: String
  }

  /// Empty for all classes under their own names.
  package var choices: [Choice]

  package init(choices: [Choice] = []) { self.choices = choices }

  /// Reads `lipstick` and `lip gloss=lipstick`: a class, and a class under another's name.
  package static func parse(_ texts: [String]) throws(DatasetsError) -> ClassSelection {
    var choices: [Choice] = []
    for text in texts {
      let sides = text.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false
      ).map(String.init)
      guard let name = sides.first, let exported = sides.last, !name.isEmpty, !exported.isEmpty
      else {
        throw .badOption("\(quoted(text)) is no class: give NAME, or NAME=NAME-IN-THE-DATASET")
      }
      choices.append(Choice(name: name, exportedName: exported))
    }
    return ClassSelection(choices: choices)
  }

  /// The classes of the dataset in the order of their ids, and for each class of the workspace the
  /// id that its boxes have there; a class that is not there has none.
  ///
  /// A class keeps its id. One under another's name has the other's; under a new name that several
  /// share, the lowest of theirs.
  ///
  /// - Throws: `DatasetsError.badOption` where the workspace has no class of a name, or two of the
  ///   dataset's would have one id.
  func applied(to classes: [LabelClass]) throws(DatasetsError) -> (
    classes: [LabelClass], ids: [Int: Int]
  ) {
    let classes = classes.sorted { $0.id < $1.id }
    guard !choices.isEmpty else {
      return (classes, Dictionary(classes.map { ($0.id, $0.id) }) { first, _ in first })
    }
    var chosen: [(id: Int, name: String)] = []
    for choice in choices {
      guard let own = classes.first(where: { $0.name == choice.name }) else {
        throw .badOption(
          "the workspace has no class \(quoted(choice.name)); it has: "
            + classes.map(\.name).joined(separator: ", "))
      }
      chosen.append((own.id, choice.exportedName))
    }
    var named: [String: Int] = [:]
    for (id, name) in chosen {
      named[name] = classes.first { $0.name == name }?.id ?? min(id, named[name] ?? id)
    }
    guard Set(named.values).count == named.count else {
      throw .badOption("two classes of the dataset would have one id: map them one after the other")
    }
    return (
      named.map { LabelClass(id: $0.value, name: $0.key) }.sorted { $0.id < $1.id },
      Dictionary(chosen.map { ($0.id, named[$0.name] ?? $0.id) }) { first, _ in first }
    )
  }
}
