package import Labels

/// Who works on what: fixed while the workbench is open.
package struct Session: Hashable, Sendable {
  package enum Role: Hashable, Sendable { case labeler, expert }

  package var person: String
  package var role: Role
  package var workspace: String
  package var classes: [LabelClass]
  /// What is said of boxes besides their class.
  package var attributes: [Attribute]
  /// When a labeler sees what is proposed.
  package var proposals: Policy.Proposals
  package var guideline: GuidelinePage
  /// Images in the workspace.
  package var images: Int
  /// Whether a labeler is told what their answer led to (the demo does; real teams stay blind).
  package var showsOutcome: Bool
  /// The keys in force.
  package var keys: KeyMap
  /// Whether it is worked by typed commands: texts name those instead of keys.
  package var isPlain: Bool

  package init(
    person: String, role: Role, workspace: String, classes: [LabelClass],
    attributes: [Attribute] = [], proposals: Policy.Proposals = .show, guideline: GuidelinePage,
    images: Int, showsOutcome: Bool = false, keys: KeyMap = .tessera, isPlain: Bool = false
  ) {
    self.person = person
    self.role = role
    self.workspace = workspace
    self.classes = classes
    self.attributes = attributes
    self.proposals = proposals
    self.guideline = guideline
    self.images = images
    self.showsOutcome = showsOutcome
    self.keys = keys
    self.isPlain = isPlain
  }

  /// The class's place in the list, from 1: the digit that chooses it.
  package func number(of classID: Int) -> Int {
    (classes.firstIndex { $0.id == classID } ?? 0) + 1
  }

  /// The numbers of the classes whose names contain these letters in this order, those that begin
  /// with them first.
  func classes(matching text: String) -> [Int] {
    let wanted = text.lowercased()
    func matches(_ name: String) -> Bool {
      var rest = wanted[...]
      for letter in name where letter == rest.first { rest.removeFirst() }
      return rest.isEmpty
    }
    let found = classes.indices.filter { matches(classes[$0].name.lowercased()) }
    return
      (found.filter { classes[$0].name.lowercased().hasPrefix(wanted) }
      + found.filter { !classes[$0].name.lowercased().hasPrefix(wanted) }).map { $0 + 1 }
  }

  package func className(_ id: Int) -> String {
    classes.first { $0.id == id }?.name ?? "class \(id)"
  }
}
